/** The person's own copy for a program. */
import type { OwnCopy } from '../../../bot/handoff/own-copy.ts';

export const ficheJson = ({ reference, drawnAt, status, operator, lines, questions }: OwnCopy) => ({
  version: 1,
  kind: 'fiche-de-liaison',
  reference,
  drawnAt,
  status,
  operator,
  lines: lines.map(({ id, section, label, value, said, origin, shared }) => ({ id, section, label, value, said, origin, shared })),
  questions,
});
