/** The picture of a card of figures, as an attachment of the message, on channels that show one. */
import type { Activity } from 'botbuilder';
import type { TranscriptEntry } from '../../bot/ports.ts';
import type { FiguresCard } from '../../bot/reply.ts';
import { channelOf } from '../channels/channels.ts';
import { choicesCard } from './cards/card-of.ts';

/** Teams refuses a message of more than about a hundred kilobytes; base64 takes four thirds. */
const BYTES_AT_MOST = 60_000;

export type DrawPicture = (card: FiguresCard) => Promise<Buffer | null>;

/** The same activity, with the picture when there is one. A picture that cannot be drawn or is too heavy is left out: the text says it all. */
export async function withPicture(activity: Partial<Activity>, { reply }: TranscriptEntry, channelId: string, draw: DrawPicture): Promise<Partial<Activity>> {
  const card = reply?.card;
  const channel = channelOf(channelId);
  // Elsewhere its name would be printed, or the message refused.
  if (card?.kind !== 'figures' || !channel.pictures) return activity;
  const picture = await draw(card);
  if (picture === null || picture.length > BYTES_AT_MOST) return activity;
  const attachment = { contentType: 'image/png', contentUrl: `data:image/png;base64,${picture.toString('base64')}`, name: `${card.title}.png` };
  const choices = reply?.choices.filter(({ url }) => url === undefined) ?? [];
  if (channel.buttons?.where !== 'card' || choices.length === 0) return { ...activity, attachments: [...(activity.attachments ?? []), attachment] };
  const { suggestedActions: _unseen, ...rest } = activity;
  return { ...rest, attachments: [...(activity.attachments ?? []), attachment, choicesCard(choices)] };
}
