/**
 * From French as people and officials write it to words that can be compared:
 * no accents, no elision, one apostrophe, acronyms without dots, compounds in one piece.
 */

const ELISION = /\b(?:l|d|j|m|t|s|c|n|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu)'/g;
const ARTICLE_NUMBER = /\b([lrd])\s?[.*]{0,2}\s?(\d{3,4}(?:-\d+)*)\b/g;
const DOTTED_ACRONYM = /\b(?:[a-z]\.){2,}(?:[a-z]\b)?/g;
const ORDINAL = /\b(\d+)\s?(?:e|eme|ieme|er|ere)\b/g;
/** « Pro-A » is one word: its letter alone would be lost. */
const LETTER_AFTER_HYPHEN = /\b([a-z]{3,})-([a-z])(?![a-z0-9'-])/g;
const DIGIT_GROUPS = /(\d)[\s\u00a0\u202f](?=\d{3}\b)/g;
const FIGURE = /\d/;
const ARTICLE_WORD = /^[lrd]\d{3,4}/;
const WORD = /[a-z0-9]+(?:[-'][a-z0-9]+)*/g;

/** First halves that are written joined, hyphenated or apart: auto-entrepreneur, mi temps, microentreprise. */
const PREFIXES = new Set(['auto', 'mi', 'micro', 'multi', 'sous', 'demi', 'tele', 'cyber', 'inter', 'pluri', 'psycho', 'socio', 'visio']);
/** These only join across a hyphen: « non » and « co » are also words. */
const HYPHEN_PREFIXES = new Set(['non', 'co', 'ex', 'pre', 'post', 're', 'anti', 'e']);

const ASCII = /^[\x00-\x7f]*$/;

/** Lower case, without accents or ligatures, with plain apostrophes and hyphens. */
export function plain(text: string): string {
  const lower = text.toLowerCase();
  if (ASCII.test(lower)) return lower.replaceAll('`', "'");
  return lower
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[’‘ʼ´`′]/g, "'")
    .replace(/[‐‑‒–—]/g, '-');
}

/** Most questions hold neither a figure nor a full stop: what looks for them is left out. */
function prepared(text: string): string {
  let rest = plain(text);
  const hasFigures = FIGURE.test(rest);
  if (hasFigures) rest = rest.replace(ARTICLE_NUMBER, ' $1$2 ');
  if (rest.includes('.')) rest = rest.replace(DOTTED_ACRONYM, (acronym) => `${acronym.replaceAll('.', '')} `);
  if (hasFigures) rest = rest.replace(DIGIT_GROUPS, '$1').replace(ORDINAL, '$1eme');
  if (rest.includes('-')) rest = rest.replace(LETTER_AFTER_HYPHEN, '$1$2');
  return rest.replace(ELISION, ' ');
}

/** An article number inside a text becomes one word: « L. 6111-6 » and « l 6111-6 » are `l6111-6`. */
export function words(text: string): string[] {
  const found: string[] = [];
  let prefix = '';
  for (const piece of prepared(text).match(WORD) ?? []) {
    if (ARTICLE_WORD.test(piece)) {
      found.push(piece);
      prefix = '';
      continue;
    }
    const parts = piece.split('-');
    for (let index = 0; index < parts.length; index += 1) {
      const part = parts[index] as string;
      const word = part.replaceAll("'", '');
      const joins = PREFIXES.has(prefix) || (index > 0 && HYPHEN_PREFIXES.has(prefix));
      if (joins && word.length > 2) found.push(prefix + word);
      else if (PREFIXES.has(prefix)) found.push(prefix);
      if (!PREFIXES.has(word)) found.push(word);
      prefix = word;
    }
  }
  // « En visio » : the first half of nothing is a word of its own.
  if (PREFIXES.has(prefix)) found.push(prefix);
  return found;
}

/** Words that only tie others together: they never count, not even inside an expression of the vocabulary. */
const FUNCTION_WORDS = new Set(
  `a ai as au aux avec c ca ce ces cet cette d dans de des du elle elles en es est et eu il ils j je jusque l la le les leur leurs lui m ma me mes moi mon n ne
  nos notre nous on ont or ou par pour qu que quel quelle quelles quels qui s sa se ses si soi son sont sous suis sur t ta te tes toi ton tu un une va vais vas vos votre vous y
  pas plus tres trop bien peu the puis peux peut`.split(/\s+/),
);

/** Words too common to tell one text from another; an expression of the vocabulary may still need them (« faire le point »). */
const EMPTY_WORDS = new Set(
  `dis dites moi confirme confirmez confirmer vrai vraiment franchement serieux putain merde bordel
  aie aient ait alors ans aucun aucune aussi autre autres avaient avais avait avant avez avoir avons bah ben bonjour bonsoir bon bonne car cela celle celles celui
  cependant ceux chaque chez ci comme comment coucou cordialement deja desormais dit dire dois doit doivent donc donne dont encore entre etaient etait etant ete etes etre eux
  fais fait faire faut hein hello ici ladite lors lorsque mais meme memes merci ni non oui ouais parce pas plait point possible pourquoi pourrait pourrais pouvez
  peuvent pouvoir puisque quand quelque quelqu quoi salut savoir savez sait sais sera serait soient sois soit sommes stp svp tant tel telle tous tout toute toutes veut veux
  voila voudrais vont vouloir voulais vu aujourdhui question existe etc via selon afin ainsi dudit ledit lesdits suivant mentionne mentionnee mentionnes mentionnees prevu prevue
  prevus prevues alinea`.split(/\s+/),
);

export function isFunctionWord(word: string): boolean {
  return word.length < 2 || FUNCTION_WORDS.has(word);
}

/** Function words and empty words: what search leaves out. */
export function isStopWord(word: string): boolean {
  return isFunctionWord(word) || EMPTY_WORDS.has(word);
}
