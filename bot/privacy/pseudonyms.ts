/**
 * What leaves for a model carries no personal data: each piece is replaced by a numbered stand-in, and put back in what returns.
 * Messages are masked already when they are received; this second look also takes the names that people give of themselves.
 */
import { replacePersonalData } from './mask.ts';

export interface Pseudonyms {
  hide(text: string): string;
  restore(text: string): string;
}

const NAME = "\\p{Lu}[\\p{L}'’-]+";
/** « Je m'appelle Karim Benali », « moi c'est Lucie », « je suis Mme Durand »: a name begins with a capital. */
const OWN_NAME = new RegExp(`(?<=\\b(?:[Jj]e m['’ ]appelle|[Mm]on (?:nom|prénom) (?:est|c['’]est)|[Mm]oi c['’]est|(?:M\\.|Mr|Mme|Mlle|Monsieur|Madame))\\s+)${NAME}(?:\\s+${NAME}){0,2}`, 'gu');

/** Stand-ins for one call. The same words always get the same stand-in. */
export function createPseudonyms(): Pseudonyms {
  const standIns = new Map<string, string>();
  const standInFor = (found: string): string => {
    const known = standIns.get(found) ?? `[donnée ${String.fromCharCode(65 + (standIns.size % 26))}${standIns.size < 26 ? '' : Math.floor(standIns.size / 26)}]`;
    standIns.set(found, known);
    return known;
  };
  return {
    hide: (text) => replacePersonalData(text, (_kind, found) => standInFor(found)).replace(OWN_NAME, standInFor),
    restore: (text) => [...standIns].reduce((rest, [found, standIn]) => rest.replaceAll(standIn, found), text),
  };
}
