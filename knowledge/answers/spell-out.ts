/**
 * « cb de tps sa dure » becomes « combien de temps ça dure » before anything is compared: intents, names of schemes and cards
 * are written in plain French. The table is `texting` in `knowledge/vocabulary.yaml`.
 */
import { remembering } from '../index/remembering.ts';
import { readVocabulary } from '../index/vocabulary.ts';
import { plain } from '../index/french.ts';

const TEXTING = new Map(Object.entries(readVocabulary().texting).map(([written, meant]) => [plain(written), meant]));
/** Longest first: « sa coute » is found before « sa ». */
const WRITTEN = [...TEXTING.keys()].sort((one, other) => other.length - one.length).map((written) => written.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
const PATTERN = new RegExp(`(?<![\\p{L}\\p{M}0-9'’-])(?:${WRITTEN.join('|')})(?![\\p{L}\\p{M}0-9'’-])`, 'giu');
const ACCENTS = /[\u0300-\u036f]/g;

/** `spellOut('jpeu avoir 1 rdv')` gives « je peux avoir 1 rendez-vous ». What is in no row stays as it was written. */
export const spellOut = remembering((text): string => {
  const written = text.normalize('NFD').replace(ACCENTS, '');
  let at = 0;
  let spelled = '';
  // A letter and its accent count for one in the composed text: where they do not line up, the text is left alone.
  const composed = text.normalize('NFC');
  if (written.length !== composed.length) return text;
  for (const { index, 0: found } of written.matchAll(PATTERN)) {
    const meant = TEXTING.get(plain(found));
    if (meant === undefined) continue;
    spelled += composed.slice(at, index) + meant;
    at = index + found.length;
  }
  return at === 0 ? text : spelled + composed.slice(at);
});
