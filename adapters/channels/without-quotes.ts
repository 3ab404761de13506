/** What a person wrote in an e-mail, without what they answer to and without their signature: both hold other people's words and numbers. */

const QUOTED = /^\s*>/;
const LEAD = /^\s*(?:le|on|am|el|il|em|op)\s.{4,160}(?:a écrit|wrote|schrieb|escribió|ha scritto|escreveu|schreef)\s*:?\s*$/i;
/** A line after which everything was written before, in the words of the usual mail programs. */
const BEGINS_QUOTE = [
  QUOTED,
  LEAD,
  /^\s*-{2,}\s*(?:message d['’]origine|message transféré|original message|forwarded message|mail original|ursprüngliche nachricht)/i,
  /^\s*_{10,}\s*$/,
  /^\s*\*?(?:de|from|von)\s*:\*?\s.*@/i,
  /^\s*(?:de|from)\s*:\s.+$/i,
];
const BEGINS_SIGNATURE = [
  /^-- ?$/,
  /^\s*(?:envoyé (?:depuis|à partir d|de (?:mon|ma)\b)|sent from|(?:obtenez|télécharger|get) outlook|provenance\s*: courrier)/i,
];
/** A header of a forwarded message is one only when another follows. */
const NEXT_HEADER = /^\s*\*?(?:à|a|to|envoyé|sent|date|objet|subject|cc)\s*:\*?\s/im;

/**
 * The person's own words, above what they answer to or else below it; empty when there are none.
 * @example withoutQuotes('Oui merci\n\nLe lun. 23 nov. 2026 à 10:00, Accueil a écrit :\n> Êtes-vous cadre ?') // 'Oui merci'
 */
export function withoutQuotes(text: string): string {
  const lines = joinedLeads(text.replace(/\r\n?/g, '\n')).split('\n');
  return ownWords(lines) || ownWords(lines.filter((line) => !QUOTED.test(line) && !LEAD.test(line)));
}

function ownWords(lines: string[]): string {
  const end = lines.findIndex((line, index) => beginsOther(line, lines.slice(index + 1, index + 5).join('\n')));
  return (end === -1 ? lines : lines.slice(0, end)).join('\n').trim();
}

function beginsOther(line: string, following: string): boolean {
  if (BEGINS_SIGNATURE.some((pattern) => pattern.test(line))) return true;
  return BEGINS_QUOTE.some((pattern, index) => pattern.test(line) && (index !== BEGINS_QUOTE.length - 1 || NEXT_HEADER.test(following)));
}

/** Mail programs break « Le …, … a écrit : » over two lines. */
const joinedLeads = (text: string): string => text.replace(/^([ \t]*(?:Le|On)\s[^\n]{4,120})\n([^\n]{0,80}(?:a écrit|wrote)\s*:)[ \t]*$/gm, '$1 $2');
