/**
 * Where an answer begins. Chosen on the half of the evaluation questions meant for tuning;
 * `npm run evaluate` says on the other half what they give.
 */
export const THRESHOLDS = {
  /** From this score on, a card is about the question (0 to 1). */
  card: 0.47,
  /** From this score on, a card is a good thing to ask next. */
  neighbour: 0.34,
  /** Under this, the question belongs to another field (0 to 1). */
  inField: 0.5,
  /** Share of the question's weight that the best text must cover for its sentences to be an answer. */
  covered: 0.6,
  /** Texts this close to the best one are offered when there is no answer. */
  nearest: 0.8,
} as const;
