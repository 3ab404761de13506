/** Whether what was read in a message is what the label says. */
import { alternatives, type ExpectedValue } from './reading-suite.ts';
import type { Slot } from '../../../bot/situation/situation.ts';

/** Words that two ways of naming one occupation may differ by: agent de sécurité, agent sécurité. */
const LINKS = new Set(['d', 'de', 'des', 'du', 'l', 'le', 'la', 'les', 'en', 'a', 'au']);

/** Without accents, capitals, hyphens: « L'Haÿ-les-Roses » gives `l hay les roses`. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/œ/gi, 'oe')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** One form for the plural and the feminine: coiffeuses, coiffeur; infirmière, infirmier. Both sides go through it. */
const evenOut = (word: string): string =>
  word
    .replace(/[sx]$/, '')
    .replace(/trice$/, 'teur')
    .replace(/euse$/, 'eur')
    .replace(/ere$/, 'er')
    .replace(/([nlt])\1e$/, '$1')
    .replace(/e$/, '');

const coreWords = (text: string): string[] =>
  fold(text)
    .split(' ')
    .filter((word) => word !== '' && !LINKS.has(word))
    .map(evenOut);

function holdsWords(read: string, wanted: string): boolean {
  const words = coreWords(read);
  return coreWords(wanted).every((word) => words.includes(word));
}

/** A place is compared by its name, whatever else is known of it. */
function placeName(read: unknown): string {
  return typeof read === 'object' && read !== null && 'name' in read ? String(read.name) : String(read);
}

/** True when the value read is one of those the label accepts. */
export function isRightValue(slot: Slot, label: ExpectedValue, read: unknown): boolean {
  return alternatives(label).some((wanted) => {
    if (slot === 'lieu') return fold(placeName(read)) === fold(String(wanted));
    if (slot === 'metier' || slot === 'metierVise') return holdsWords(String(read), String(wanted));
    return read === wanted;
  });
}

/** A value in one short piece, for the list of failures. */
export const showValue = (read: unknown): string => (typeof read === 'object' ? placeName(read) : String(read));
