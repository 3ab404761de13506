/** Steps in their order as an Adaptive Card, on channels that show one; the others have the numbered lines of the text. */
import type { Attachment } from 'botbuilder';
import type { Reply, StepsCard } from '../../bot/reply.ts';
import { toMarkdown } from './markdown.ts';

/** Those that render Adaptive Cards; Azure turns them into a picture, or into nothing, on the rest. */
const SHOWS_CARDS = new Set(['msteams', 'webchat', 'directline', 'emulator']);
/** What Teams on every device can show. */
const VERSION = '1.4';

/** The card of the reply when it is steps and the channel shows them; null otherwise. */
export function stepsCardOf({ card, text }: Reply, channel: string): { intro: string; attachment: Attachment } | null {
  if (card?.kind !== 'steps' || !SHOWS_CARDS.has(channel)) return null;
  return { intro: card.intro, attachment: { contentType: 'application/vnd.microsoft.card.adaptive', content: adaptiveCard(card, text) } };
}

function adaptiveCard({ title, steps }: StepsCard, text: string): object {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: VERSION,
    lang: 'fr',
    speak: text,
    fallbackText: text,
    body: [block(title, { style: 'heading', weight: 'bolder', size: 'medium' }), ...steps.map(stepContainer)],
  };
}

function stepContainer({ when, text, irreversible }: StepsCard['steps'][number], index: number): object {
  const items = [
    block(`Étape ${index + 1}. ${when}`, { weight: 'bolder' }),
    block(text),
    ...(irreversible === null ? [] : [block(`Sans retour : ${irreversible}`, { weight: 'bolder' })]),
  ];
  return { type: 'Container', separator: index > 0, spacing: 'medium', ...(irreversible === null ? {} : { style: 'emphasis' }), items };
}

const block = (text: string, look: object = {}): object => ({ type: 'TextBlock', text: toMarkdown(text), wrap: true, ...look });
