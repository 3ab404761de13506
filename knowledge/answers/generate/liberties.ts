/**
 * What a sentence worded by a model says beyond the sentence of the text that it quotes, or leaves out of it.
 * `prove` looks at numbers and quotes; this also looks at words, negations, conditions and who does what, because a sentence
 * without any number can be false all the same. Severe on purpose: what is refused here is said in the text's own words.
 */
import { stems } from '../../index/stem.ts';
import type { Passage } from '../../passage.ts';
import { claimsOf } from '../claims.ts';
import { forbiddenIn, rolesIn, weightsOf } from './guards.ts';

/** Links, addresses and telephone numbers are written by code, from our own tables. */
const CONTACT = /https?:|www\.|\.fr\b|\.com\b|@|(?:\d[\s.-]?){8,}|\b\d{2}[\s.]\d{2}\b|\[|\]|<|>|[*#`]/;
/** A card's sentence is shorter; in characters. */
const LONGEST = 320;
const FEWEST_WORDS = 3;

/** Why the sentence may not stand for the quoted words; empty when it says the same. */
export function libertiesOf(text: string, quote: string, { title, heading }: Pick<Passage, 'title' | 'heading'>): string[] {
  const liberties: string[] = [];
  if (text.length > LONGEST) liberties.push('too long');
  if (stems(text).length < FEWEST_WORDS) liberties.push('says nothing');
  if (CONTACT.test(text)) liberties.push('link, address, number or markup');
  for (const word of forbiddenIn(text)) liberties.push(`says « ${word} »`);
  const said = claimsOf(quote);
  for (const claim of claimsOf(text)) if (!said.has(claim)) liberties.push(`${claim} not in the quote`);
  const known = new Set(stems(`${quote} ${title} ${heading ?? ''}`));
  for (const word of new Set(stems(text))) if (!known.has(word)) liberties.push(`${word} not in the quote`);
  const weights = weightsOf(quote);
  for (const [at, { kind, count }] of weightsOf(text).entries()) if (count !== weights[at]?.count) liberties.push(`${kind}: ${count}, not ${weights[at]?.count}`);
  if (!isInOrder(rolesIn(text), rolesIn(quote))) liberties.push('who does what');
  return liberties;
}

/** The roles of the sentence come one after the other in the quote too, others between them or not. */
function isInOrder(said: readonly string[], quoted: readonly string[]): boolean {
  let at = 0;
  for (const role of quoted) if (role === said[at]) at += 1;
  return at === said.length;
}
