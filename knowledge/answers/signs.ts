/** The signs of a question by which its card is learned and found: see `index/learned-cards.ts`. */
import { words } from '../index/french.ts';
import { grams } from '../index/latent.ts';
import type { Signs } from '../index/learned-cards.ts';
import { readQuestion, type Dictionary, type Reading } from '../index/question.ts';
import { stems } from '../index/stem.ts';
import { intentsOf } from './intents.ts';
import { spellOut } from './spell-out.ts';
import { themesNamedIn, withOneName } from './themes.ts';

/** How much each kind of sign says beside the others; by measuring. */
const STRENGTHS = { stem: 1, pair: 0.6, gram: 0.35, intent: 1.2, theme: 1.5, cell: 1.2, meaning: 0.8 };

/** `reading` spares reading the question twice. */
export function signsOf(written: string, dictionary: Dictionary, reading: Pick<Reading, 'terms'> = readQuestion(written, dictionary)): Signs {
  const text = spellOut(written);
  const signs = new Map<string, number>();
  const named = withOneName(text);
  for (const stem of stems(named)) signs.set(`stem ${stem}`, STRENGTHS.stem);
  const pieces = named.split(' ');
  for (let at = 0; at + 1 < pieces.length; at += 1) signs.set(`pair ${pieces[at]} ${pieces[at + 1]}`, STRENGTHS.pair);
  for (const word of words(named)) for (const gram of grams(word)) signs.set(`gram ${gram}`, STRENGTHS.gram);
  const intents = intentsOf(text);
  for (const intent of intents) signs.set(`intent ${intent}`, STRENGTHS.intent);
  for (const theme of themesNamedIn(text)) {
    signs.set(`theme ${theme}`, STRENGTHS.theme);
    // A card is mostly one cell of a grid: this scheme, and this to know of it.
    for (const intent of intents) signs.set(`cell ${theme} ${intent}`, STRENGTHS.cell);
  }
  // What the vocabulary takes the words to mean.
  for (const { term, weight } of reading.terms) signs.set(`meaning ${term}`, STRENGTHS.meaning * weight);
  return signs;
}
