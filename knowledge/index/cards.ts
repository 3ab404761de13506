/** Which cards a question is about: a wording of the card and the question must cover each other. */
import type { Card } from '../cards/card.ts';
import type { OpenIndex } from './open-index.ts';
import type { Reading } from './question.ts';
import type { Likeness } from './rank.ts';

export interface FoundCard {
  card: Card;
  /** 0 to 1; from about 0.6 on, the card is about this question. */
  score: number;
  /** Share of the question's weight that the best wording covers. */
  covered: number;
}
/** With the number of its unit, for those who follow its links. */
export interface RankedCard extends FoundCard {
  unit: number;
}

const COVERED = 0.45;
const COVERS = 0.25;
const COSINE = 0.3;
/** With this much of the question left uncovered, the score is whole. */
const ENOUGH = 0.4;
const MOST_CARDS = 8;

/** `units` are the ranked wordings of cards. */
export function rankCards(index: OpenIndex, reading: Reading, units: readonly Likeness[]): RankedCard[] {
  const best = new Map<number, RankedCard>();
  const asked = new Set(reading.terms.map(({ term }) => term));
  for (const { unit, covered, cosine } of units) {
    const item = index.units.items[unit] as number;
    const alike = COVERED * covered + COVERS * shareCoveredBy(index, unit, asked) + COSINE * cosine;
    // A wording of one word, found in a long question, is not that question.
    const score = alike * Math.min(1, covered + ENOUGH);
    if (score > (best.get(item)?.score ?? 0)) best.set(item, { card: index.cards[item] as Card, score, covered, unit });
  }
  return [...best.values()].sort((one, other) => other.score - one.score).slice(0, MOST_CARDS);
}

/** Share of the wording's weight that the question says: a long wording with one word in common is not the same question. */
function shareCoveredBy(index: OpenIndex, unit: number, asked: ReadonlySet<number>): number {
  let all = 0;
  let said = 0;
  const end = index.units.tokensStarts[unit + 1] as number;
  for (let at = index.units.tokensStarts[unit] as number; at < end; at += 1) {
    const term = index.units.tokens[at] as number;
    const rarity = index.lexical.rarity[term] as number;
    all += rarity;
    if (asked.has(term)) said += rarity;
  }
  return all === 0 ? 0 : said / all;
}
