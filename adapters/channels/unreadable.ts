/** What a channel sends instead of words, or beside them: told by the attachments, and by what the channel says of its own message. */
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { UnreadableKind } from '../../bot/reading/unreadable.ts';

/** Those that come with every message, or hold the same words: nothing that a person attached. */
const SAME_WORDS = /^(text\/(html|plain)|application\/vnd\.microsoft\.(card|teams\.card|teams\.messagetranslation)|application\/vnd\.microsoft\.cards?\.)/i;
const BY_TYPE: [RegExp, UnreadableKind][] = [
  [/vcard/i, 'contact'],
  [/^audio\b/i, 'voice'],
  [/^video\b/i, 'video'],
  [/^image\b/i, 'picture'],
];

/** What Telegram, Messenger and LINE call their own kinds of message. */
const OWN_NAMES: Record<string, UnreadableKind> = {
  sticker: 'sticker', location: 'place', venue: 'place', contact: 'contact', voice: 'voice', audio: 'voice', video: 'video', video_note: 'video',
  animation: 'video', photo: 'picture', image: 'picture', document: 'file', file: 'file', contacts: 'contact', reaction: 'reaction',
};

const own = z.looseObject({ message: z.looseObject({ type: z.unknown(), attachments: z.unknown(), sticker_id: z.unknown() }).partial(), type: z.unknown() }).partial();
const ownAttachments = z.array(z.looseObject({ type: z.string(), payload: z.looseObject({ sticker_id: z.unknown() }).partial().nullish() }));

/** Null when there are words alone. */
export function unreadableIn(activity: Pick<Partial<Activity>, 'attachments' | 'entities' | 'channelData'>): UnreadableKind | null {
  return fromOwnMessage(activity.channelData) ?? fromEntities(activity.entities) ?? fromAttachments(activity.attachments);
}

function fromOwnMessage(channelData: unknown): UnreadableKind | null {
  const read = own.safeParse(channelData);
  if (!read.success) return null;
  const message = read.data.message ?? {};
  const attached = ownAttachments.safeParse(message.attachments);
  if (message.sticker_id !== undefined || (attached.success && attached.data.some(({ payload }) => payload?.sticker_id !== undefined))) return 'sticker';
  const names = [message.type, ...(attached.success ? attached.data.map(({ type }) => type) : []), ...Object.keys(message), read.data.type];
  const name = names.find((each): each is string => typeof each === 'string' && Object.hasOwn(OWN_NAMES, each));
  return name === undefined ? null : OWN_NAMES[name]!;
}

// What comes from the network may be anything.
const fromEntities = (entities: unknown): UnreadableKind | null =>
  Array.isArray(entities) && entities.some((each: { type?: unknown } | null) => each?.type === 'Place' || each?.type === 'GeoCoordinates') ? 'place' : null;

function fromAttachments(attachments: unknown): UnreadableKind | null {
  const types = (Array.isArray(attachments) ? attachments : []).flatMap((each: { contentType?: unknown } | null) => (typeof each?.contentType === 'string' ? [each.contentType] : []));
  const foreign = types.find((type) => !SAME_WORDS.test(type));
  return foreign === undefined ? null : (BY_TYPE.find(([pattern]) => pattern.test(foreign))?.[1] ?? 'file');
}
