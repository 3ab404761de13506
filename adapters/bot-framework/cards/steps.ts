/** Steps in their order. */
import type { StepsCard } from '../../../bot/reply.ts';
import { block, heading } from './adaptive.ts';

export const stepsBody = ({ title, steps }: StepsCard): object[] => [heading(title), ...steps.map(stepContainer)];

function stepContainer({ when, text, irreversible }: StepsCard['steps'][number], index: number): object {
  const items = [
    block(`Étape ${index + 1}. ${when}`, { weight: 'bolder' }),
    block(text),
    ...(irreversible === null ? [] : [block(`Sans retour : ${irreversible}`, { weight: 'bolder' })]),
  ];
  return { type: 'Container', separator: index > 0, spacing: 'medium', ...(irreversible === null ? {} : { style: 'emphasis' }), items };
}
