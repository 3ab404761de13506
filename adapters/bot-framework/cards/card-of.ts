/** The card of a reply as an Adaptive Card, on channels that show one; the others have the text, which says it all. */
import type { Attachment } from 'botbuilder';
import type { Choice, Reply, ReplyCard } from '../../../bot/reply.ts';
import type { Channel } from '../../channels/channels.ts';
import { adaptiveCard, choicesSet } from './adaptive.ts';
import { handoffBody, operatorBody, situationBody } from './facts.ts';
import { stepsBody } from './steps.ts';

/** Figures are a picture: `with-picture.ts`. */
function bodyOf(card: ReplyCard): object[] | null {
  switch (card.kind) {
    case 'steps':
      return stepsBody(card);
    case 'situation':
      return card.lines.length === 0 ? null : situationBody(card);
    case 'handoff':
      return handoffBody(card);
    case 'operator':
      return operatorBody(card);
    case 'figures':
      return null;
  }
}

/**
 * Null where there is no card to show. `choices` stand inside where the channel has its buttons there:
 * Teams shows no suggested actions under a message that has an attachment.
 */
export function cardOf({ card, text }: Reply, channel: Pick<Channel, 'cards' | 'buttons'>, choices: Choice[]): { intro: string; attachment: Attachment } | null {
  const body = card === undefined || !channel.cards ? null : bodyOf(card);
  if (card === undefined || body === null) return null;
  const inside = channel.buttons?.where === 'card' && choices.length > 0 ? [choicesSet(choices)] : [];
  return { intro: card.intro, attachment: toAttachment(adaptiveCard(text, [...body, ...inside])) };
}

/** The choices alone, for a message with a picture. */
export const choicesCard = (choices: Choice[]): Attachment => toAttachment(adaptiveCard(choices.map(({ label }) => label).join(', '), [choicesSet(choices)]));

const toAttachment = (content: object): Attachment => ({ contentType: 'application/vnd.microsoft.card.adaptive', content });
