/** Signs that tell a question of our field from any other. No single one does: the caller weighs them. */
import type { RankedCard } from './cards.ts';
import type { Reading } from './question.ts';
import type { RankedUnit } from './rank.ts';

export interface Signs {
  /** Greatest share of the question's weight that one passage or card covers, 0 to 1. */
  covered: number;
  /** Greatest cosine between the question and a passage, 0 to 1. */
  cosine: number;
  /** Score of the best card, 0 to 1. */
  card: number;
  /** Share of the question's weight that belongs to themes outside our field, 0 to 1. */
  otherThemes: number;
  /** Themes outside our field that the question names. */
  themes: string[];
  /** Share of the question's weight that the vocabulary of our field explains. */
  explained: number;
  /** All of these weighed together, 0 (of another field) to 1 (of ours). */
  inField: number;
}

export function readSigns(reading: Reading, texts: readonly RankedUnit[], cards: readonly RankedCard[]): Signs {
  const share = (keep: (place: Reading['places'][number]) => boolean) =>
    reading.totalWeight === 0 ? 0 : reading.places.filter(keep).reduce((sum, place) => sum + place.weight, 0) / reading.totalWeight;
  const covered = Math.max(0, ...texts.map((unit) => unit.covered), ...cards.map((card) => card.covered));
  const cosine = Math.max(0, ...texts.map((unit) => unit.cosine));
  const card = cards[0]?.score ?? 0;
  const otherThemes = share((place) => place.otherTheme !== null);
  const explained = share((place) => place.explained);
  const weighed = -3.05 + 2.5 * covered + 2.5 * cosine + 2 * card + 1.5 * explained - 4 * otherThemes;
  return {
    covered,
    cosine,
    card,
    otherThemes,
    themes: [...new Set(reading.places.flatMap((place) => place.otherTheme ?? []))],
    explained,
    inField: reading.places.length === 0 ? 0 : 1 / (1 + Math.exp(-weighed)),
  };
}
