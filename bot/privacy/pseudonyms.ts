/**
 * What leaves for a model carries no personal data: each piece is replaced by a numbered stand-in, and put back in what returns.
 * Messages are masked already when they are received: this second look is for whatever comes by another way.
 */
import { replacePersonalData } from './mask.ts';

export interface Pseudonyms {
  hide(text: string): string;
  restore(text: string): string;
}

/** Stand-ins for one call. The same words always get the same stand-in. */
export function createPseudonyms(): Pseudonyms {
  const standIns = new Map<string, string>();
  const standInFor = (found: string): string => {
    const known = standIns.get(found) ?? `[donnée ${String.fromCharCode(65 + (standIns.size % 26))}${standIns.size < 26 ? '' : Math.floor(standIns.size / 26)}]`;
    standIns.set(found, known);
    return known;
  };
  return {
    hide: (text) => replacePersonalData(text, (_kind, found) => standInFor(found)),
    restore: (text) => [...standIns].reduce((rest, [found, standIn]) => rest.replaceAll(standIn, found), text),
  };
}
