/** What each channel can show: `channels.yaml`, checked at the start. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** A telephone number, a sum and a link must fit into a message of their own. */
const SHORTEST = 160;

const buttonsSchema = z.strictObject({
  where: z.enum(['under', 'card']),
  atMost: z.number().int().min(1),
  /** Longest label, in characters; null where the channel cuts none. */
  letters: z.number().int().min(1).nullable(),
  /** Whether a button may open a page. */
  opens: z.boolean(),
});

const channelSchema = z
  .strictObject({
    name: z.string().min(1),
    ids: z.array(z.string().regex(/^[a-z0-9-]+$/)),
    /** Adaptive Cards; elsewhere they become a picture, or nothing. */
    cards: z.boolean(),
    /** A picture given inside the message itself. */
    pictures: z.boolean(),
    formatting: z.enum(['markdown', 'plain']),
    links: z.enum(['definitions', 'markdown', 'written']),
    buttons: buttonsSchema.nullable(),
    /** In characters; null where nothing need be cut. */
    longest: z.number().int().min(SHORTEST).nullable(),
    /** What people write comes with what they answer to. */
    quotes: z.boolean().default(false),
    source: z.string().min(1),
  })
  .refine(({ formatting, links }) => formatting === 'markdown' || links === 'written', 'links are written out where nothing is formatted')
  .refine(({ cards, buttons }) => cards || buttons?.where !== 'card', 'buttons stand in a card only where cards are shown');

export type Channel = z.output<typeof channelSchema>;

const table = z.strictObject({ channels: z.array(channelSchema).min(1), unknown: channelSchema }).parse(parse(readFileSync(new URL('channels.yaml', import.meta.url), 'utf8')));

export const CHANNELS: readonly Channel[] = table.channels;
export const UNKNOWN_CHANNEL: Channel = table.unknown;
const BY_ID = new Map(CHANNELS.flatMap((channel) => channel.ids.map((id) => [id, channel])));

/** What that channel can show; of one that nobody has described, what every channel can. */
export const channelOf = (id: string): Channel => BY_ID.get(id) ?? UNKNOWN_CHANNEL;
