/** Between Bot Framework's activities and the bot's messages and replies. */
import { randomUUID } from 'node:crypto';
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
import type { Choice, Reply } from '../../bot/reply.ts';
import type { IsoDate } from '../../knowledge/passage.ts';
import { toMarkdown } from './markdown.ts';
import { cardOf, holdsChoices } from './cards/card-of.ts';
import { citationEntity, linkDefinitions, sourceList } from './sources.ts';

const BOT = { id: 'accueil-cep', name: 'Accueil CEP', role: 'bot' };
/**
 * Web Chat shows a link definition as a source under the message, and opens a page by a button. Others print the definition
 * as it is, and Teams drops such a button: they get plain links.
 */
const WEB_CHATS = new Set(['directline', 'webchat', 'emulator']);

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
    ...replyContent(entry.reply, channel, today),
    from: BOT,
    // Web Chat holds a reply back when it answers an activity that it has never seen.
    ...(entry.inReplyTo === null ? {} : { replyToId: entry.inReplyTo }),
  };
}

function replyContent(reply: Reply, channel: string, today: IsoDate): Partial<Activity> {
  const { citations, choices, counsellor } = reply;
  const isWebChat = WEB_CHATS.has(channel);
  const sources = isWebChat ? linkDefinitions(citations, today) : sourceList(citations, today);
  const doors = choices.filter(({ url }) => url !== undefined && !isWebChat);
  const buttons = choices.filter((choice) => !doors.includes(choice));
  const card = cardOf(reply, channel, buttons);
  const text = card?.intro ?? reply.text;
  const isInside = card !== null && holdsChoices(channel);
  return {
    // A bot cannot send under another name: whoever speaks is written in front.
    text: [`${counsellor === undefined ? '' : `**${toMarkdown(counsellor)}** : `}${toMarkdown(text)}`, doors.map(toLink).join('\n\n'), sources].filter((part) => part !== '').join('\n\n'),
    textFormat: TextFormatTypes.Markdown,
    ...(card === null ? {} : { attachments: [card.attachment], summary: reply.text }),
    ...(buttons.length === 0 || isInside ? {} : { suggestedActions: { to: [], actions: buttons.map(toAction) } }),
    ...(citations.length === 0 ? {} : { entities: [citationEntity(citations, isWebChat, today)] }),
  };
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
    id: activity.id ?? randomUUID(),
    reference: addressOf(activity),
    clientData: null,
  };
  if (activity.type === ActivityTypes.Message) return { ...base, kind: 'message', text: textOf(activity) };
  const arrived = activity.type === ActivityTypes.ConversationUpdate && activity.membersAdded?.some((member) => member.id !== activity.recipient.id);
  return arrived === true ? { ...base, id: 'arrival', kind: 'arrival', text: '' } : null;
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

/** Text without the mention of the bot, or what the button of a card says. */
function textOf(activity: Activity): string {
  const typed = withoutMention(activity);
  if (typed !== '') return typed;
  const value: unknown = activity.value;
  const said: unknown = typeof value === 'object' && value !== null ? (value as { say?: unknown }).say : value;
  return typeof said === 'string' ? said : '';
}
