/** Between Bot Framework's activities and the bot's messages and replies. */
import { createHash, randomUUID } from 'node:crypto';
import {
  ActionTypes,
  type Activity,
  ActivityTypes,
  type ChannelAccount,
  type ConversationAccount,
  type ConversationReference,
  TextFormatTypes,
} from 'botbuilder';
import { parisDay } from '../../bot/paris-day.ts';
import type { IncomingMessage, TranscriptEntry } from '../../bot/ports.ts';
import { markOf } from '../../bot/reading/unreadable.ts';
import type { Choice, Reply } from '../../bot/reply.ts';
import type { IsoDate } from '../../knowledge/passage.ts';
import { type Channel, channelOf } from '../channels/channels.ts';
import { cutText } from '../channels/cut-text.ts';
import { numberedChoices } from '../channels/numbered.ts';
import { numberedLines, plainEntry } from '../channels/plain-reply.ts';
import { withoutQuotes } from '../channels/without-quotes.ts';
import { toMarkdown } from './markdown.ts';
import { cardOf } from './cards/card-of.ts';
import { citationEntity, linkDefinitions, sourceList } from './sources.ts';
import { unreadableIn } from '../channels/unreadable.ts';

const BOT = { id: 'accueil-cep', name: 'Accueil CEP', role: 'bot' };
interface OwnData {
  channelData?: Record<string, unknown>;
  user?: string;
}

/** A line of the transcript as the channel shows it on that day. */
export function toActivity(entry: TranscriptEntry, channel: string, today: IsoDate = parisDay(new Date())): Partial<Activity> {
  const base = { type: ActivityTypes.Message, id: entry.id, timestamp: new Date(entry.at), channelId: channel, locale: 'fr-FR', text: entry.text };
  if (entry.reply === null) {
    const own = (entry.clientData ?? {}) as OwnData;
    return { ...base, from: { id: own.user ?? 'dl_person', name: '', role: 'user' }, textFormat: TextFormatTypes.Plain, channelData: own.channelData ?? {} };
  }
  return {
    ...base,
    ...replyContent(entry, entry.reply, channel, today),
    from: BOT,
    // Web Chat holds a reply back when it answers an activity that it has never seen.
    ...(entry.inReplyTo === null ? {} : { replyToId: entry.inReplyTo }),
  };
}

/** The same as the messages that the channel takes: what is longer than it allows is cut, and the choices come with the last piece. */
export function toActivities(entry: TranscriptEntry, channel: string, today: IsoDate = parisDay(new Date())): Partial<Activity>[] {
  const whole = toActivity(entry, channel, today);
  const pieces = cutText(whole.text ?? '', channelOf(channel).longest);
  const { suggestedActions: _actions, attachments: _attachments, entities: _entities, summary: _summary, ...words } = whole;
  return pieces.map((text, index) => ({ ...(index === pieces.length - 1 ? whole : words), text }));
}

function replyContent(entry: TranscriptEntry, reply: Reply, channelId: string, today: IsoDate): Partial<Activity> {
  const channel = channelOf(channelId);
  const buttons = buttonsOf(reply, channel);
  const suggested = buttons.length === 0 ? {} : { suggestedActions: { to: [], actions: buttons.map(toAction) } };
  if (channel.formatting === 'plain') return { text: plainEntry(entry, channel, today), textFormat: TextFormatTypes.Plain, ...suggested };
  const { citations, choices, counsellor } = reply;
  const isWebChat = channel.links === 'definitions';
  const sources = isWebChat ? linkDefinitions(citations, today) : sourceList(citations, today);
  const doors = choices.filter(({ url }) => url !== undefined && channel.buttons?.opens !== true);
  const card = cardOf(reply, channel, buttons);
  const text = card?.intro ?? reply.text;
  const isInside = card !== null && channel.buttons?.where === 'card';
  const numbers = toMarkdown(numberedLines(numberedChoices(reply, channel)));
  return {
    // A bot cannot send under another name: whoever speaks is written in front.
    text: [`${counsellor === undefined ? '' : `**${toMarkdown(counsellor)}** : `}${toMarkdown(text)}`, doors.map(toLink).join('\n\n'), numbers, sources].filter((part) => part !== '').join('\n\n'),
    textFormat: TextFormatTypes.Markdown,
    ...(card === null ? {} : { attachments: [card.attachment], summary: reply.text }),
    ...(isInside ? {} : suggested),
    ...(citations.length === 0 ? {} : { entities: [citationEntity(citations, isWebChat, today)] }),
  };
}

/** What the channel shows as buttons; none where the choices are numbered lines. */
function buttonsOf(reply: Reply, channel: Channel): Choice[] {
  if (channel.buttons === null || numberedChoices(reply, channel).length > 0) return [];
  const { opens } = channel.buttons;
  return reply.choices.filter(({ url }) => url === undefined || opens);
}

function toAction({ label, say, url }: Choice) {
  if (url === undefined) return { type: ActionTypes.ImBack, title: label, value: say };
  return { type: url.startsWith('tel:') ? ActionTypes.Call : ActionTypes.OpenUrl, title: label, value: url };
}

const toLink = ({ label, url }: Choice) => `[${toMarkdown(label)}](${url})`;

/** What a channel of the Azure Bot Service sent, or null when it is nothing that a bot answers. */
export function fromActivity(activity: Activity): IncomingMessage | null {
  const base = {
    conversation: `${activity.channelId}:${activity.conversation.id}`,
    channel: activity.channelId,
    id: idOf(activity),
    reference: addressOf(activity),
    clientData: null,
  };
  if (activity.type === ActivityTypes.Message) return { ...base, kind: 'message', text: textOf(activity) };
  // One word for all of them: who presses a heart under each answer need not read an answer to each.
  if (activity.type === ActivityTypes.MessageReaction && (activity.reactionsAdded?.length ?? 0) > 0) return { ...base, id: 'reaction', kind: 'message', text: markOf('reaction') };
  const arrived = activity.type === ActivityTypes.ConversationUpdate && activity.membersAdded?.some((member) => member.id !== activity.recipient.id);
  return arrived === true ? { ...base, id: 'arrival', kind: 'arrival', text: '' } : null;
}

/** When the person wrote it, as their channel says; null where it does not. */
export function sentAt({ timestamp }: Activity): Date | null {
  const date = new Date(timestamp ?? NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** The channel's own, so that a repeat is known; where it gives none, one drawn from what the message is. */
function idOf({ id, timestamp, from, text }: Activity): string {
  if (id !== undefined) return id;
  return timestamp === undefined ? randomUUID() : createHash('sha256').update(JSON.stringify([timestamp, from.id, text ?? ''])).digest('hex').slice(0, 32);
}

/** What it takes to write to the person later, and no more: neither their name nor their directory number is kept. */
function addressOf({ channelId, serviceUrl, conversation, from, recipient, locale }: Activity): Partial<ConversationReference> {
  const { name: _name, aadObjectId: _number, ...place } = conversation;
  return { channelId, serviceUrl, conversation: place as ConversationAccount, user: { id: from.id } as ChannelAccount, bot: recipient, ...(locale ? { locale } : {}) };
}

/** What was typed, without the bot's own name. The SDK's way of doing it breaks on an activity without a text. */
function withoutMention({ text, entities, recipient }: Activity): string {
  if (typeof text !== 'string') return '';
  const names = (entities ?? []).flatMap(({ type, mentioned, text: name }) => (type === 'mention' && mentioned?.id === recipient.id && typeof name === 'string' && name !== '' ? [name] : []));
  return names.reduce((rest, name) => rest.replaceAll(name, ''), text).trim();
}

/** Text without the mention of the bot, what the button of a card says, or the name of what came instead of words. */
function textOf(activity: Activity): string {
  const typed = withoutMention(activity);
  const value: unknown = activity.value;
  const said: unknown = typeof value === 'object' && value !== null ? (value as { say?: unknown }).say : value;
  if (typed === '' && typeof said === 'string') return said;
  const text = channelOf(activity.channelId).quotes ? withoutQuotes(typed) : typed;
  const unreadable = unreadableIn(activity);
  return [text, unreadable === null ? '' : markOf(unreadable)].filter((part) => part !== '').join(' ');
}
