/** The picture of a card of figures, as an attachment of the message, on channels that show one. */
import type { Activity } from 'botbuilder';
import type { TranscriptEntry } from '../../bot/ports.ts';
import type { FiguresCard } from '../../bot/reply.ts';
import { choicesCard, holdsChoices } from './cards/card-of.ts';

/** Those that show an image given inside the message itself; the others would print its name, or refuse the message. */
const SHOWS_IMAGES = new Set(['msteams', 'webchat', 'directline', 'emulator']);
/** Teams refuses a message of more than about a hundred kilobytes; base64 takes four thirds. */
const BYTES_AT_MOST = 60_000;

export type DrawPicture = (card: FiguresCard) => Promise<Buffer | null>;

/** The same activity, with the picture when there is one. A picture that cannot be drawn or is too heavy is left out: the text says it all. */
export async function withPicture(activity: Partial<Activity>, { reply }: TranscriptEntry, channel: string, draw: DrawPicture): Promise<Partial<Activity>> {
  const card = reply?.card;
  if (card?.kind !== 'figures' || !SHOWS_IMAGES.has(channel)) return activity;
  const picture = await draw(card);
  if (picture === null || picture.length > BYTES_AT_MOST) return activity;
  const attachment = { contentType: 'image/png', contentUrl: `data:image/png;base64,${picture.toString('base64')}`, name: `${card.title}.png` };
  const choices = reply?.choices.filter(({ url }) => url === undefined) ?? [];
  if (!holdsChoices(channel) || choices.length === 0) return { ...activity, attachments: [...(activity.attachments ?? []), attachment] };
  const { suggestedActions: _unseen, ...rest } = activity;
  return { ...rest, attachments: [...(activity.attachments ?? []), attachment, choicesCard(choices)] };
}
