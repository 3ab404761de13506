/**
 * Where an answer begins. Chosen on the half of the evaluation questions meant for tuning;
 * `npm run evaluate` says on the other half what they give.
 */
export const THRESHOLDS = {
  /** From this score on, a card is about the question (0 to 1). */
  card: 0.48,
  /** From this score on, a second card may answer beside the first, and how far from it at most. */
  secondCard: 0.4,
  secondWithin: 0.25,
  /** From this score on, a card is a good thing to ask next. */
  neighbour: 0.34,
  /** From this score on, the question is the card's own, whatever else it looks like. */
  surelyCard: 0.62,
  /** From this score on, a card on the subject at hand answers a question that may lean on it. */
  inContext: 0.6,
  /** From this score on, a short question stands alone even after another subject. */
  ownCard: 0.75,
  /** From this score on, the question is a wording of the card but for a letter. */
  toTheLetter: 0.95,
  /** Under this, the question belongs to another field (0 to 1). */
  inField: 0.65,
  /** The same when the question names one of our schemes. */
  inFieldByName: 0.35,
  /** Under this, a question without a word of any field is foreign too. */
  surelyForeign: 0.5,
  /** Share of the question's weight that the best text must cover for its sentences to be an answer. */
  covered: 0.6,
  /** Texts this close to the best one are offered when there is no answer. */
  nearest: 0.8,
} as const;
