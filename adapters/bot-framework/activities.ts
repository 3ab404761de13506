/** Between Bot Framework's activities and the bot's messages and replies. */
import { randomUUID } from 'node:crypto';
import { ActionTypes, type Activity, ActivityTypes, type Entity, TextFormatTypes, TurnContext } from 'botbuilder';
import type { IncomingMessage, TranscriptEntry } from '../../bot/ports.ts';
import type { Choice, Reply } from '../../bot/reply.ts';
import type { Citation } from '../../knowledge/knowledge-base.ts';
import { quoted, toMarkdown } from './markdown.ts';

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

/** A line of the transcript as the channel shows it. */
export function toActivity(entry: TranscriptEntry, channel: string): Partial<Activity> {
  const base = { type: ActivityTypes.Message, id: entry.id, timestamp: new Date(entry.at), channelId: channel, locale: 'fr-FR', text: entry.text };
  if (entry.reply === null) {
    const own = (entry.clientData ?? {}) as OwnData;
    return { ...base, from: { id: own.user ?? 'dl_person', name: '', role: 'user' }, textFormat: TextFormatTypes.Plain, channelData: own.channelData ?? {} };
  }
  return {
    ...base,
    ...replyContent(entry.reply, channel),
    from: BOT,
    // Web Chat holds a reply back when it answers an activity that it has never seen.
    ...(entry.inReplyTo === null ? {} : { replyToId: entry.inReplyTo }),
  };
}

function replyContent({ text, citations, choices }: Reply, channel: string): Partial<Activity> {
  const isWebChat = WEB_CHATS.has(channel);
  const sources = isWebChat ? linkDefinitions(citations) : sourceList(citations);
  const doors = choices.filter(({ url }) => url !== undefined && !isWebChat);
  const buttons = choices.filter((choice) => !doors.includes(choice));
  return {
    text: [toMarkdown(text), doors.map(toLink).join('\n\n'), sources].filter((part) => part !== '').join('\n\n'),
    textFormat: TextFormatTypes.Markdown,
    ...(buttons.length === 0 ? {} : { suggestedActions: { to: [], actions: buttons.map(toAction) } }),
    ...(citations.length === 0 ? {} : { entities: [citationEntity(citations, isWebChat)] }),
  };
}

function toAction({ label, say, url }: Choice) {
  if (url === undefined) return { type: ActionTypes.ImBack, title: label, value: say };
  return { type: url.startsWith('tel:') ? ActionTypes.Call : ActionTypes.OpenUrl, title: label, value: url };
}

const toLink = ({ label, url }: Choice) => `[${toMarkdown(label)}](${url})`;

const linkDefinitions = (citations: Citation[]) =>
  citations.map((citation, index) => `[${index + 1}]: ${citation.url} ${quoted(`${citation.title}, ${dated(citation)}`)}`).join('\n');

const sourceList = (citations: Citation[]) =>
  citations.map((citation, index) => `${index + 1}. [${toMarkdown(citation.title)}](${citation.url}), ${dated(citation)}`).join('\n');

const FRENCH_DAY = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' });
const french = (day: string) => FRENCH_DAY.format(new Date(`${day}T00:00:00Z`)).replace(/^1 /, '1er ');

function dated({ inForceSince, publishedOn, publisher }: Citation): string {
  if (inForceSince !== null) return `en vigueur depuis le ${french(inForceSince)}`;
  return publishedOn === null ? publisher : `${publisher}, ${french(publishedOn)}`;
}

/** As Teams and Web Chat expect citations: https://schema.org claims by position, an empty `@id` for the message itself. */
function citationEntity(citations: Citation[], isWebChat: boolean): Entity {
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    '@id': '',
    citation: citations.map((citation, index) => ({
      '@type': 'Claim',
      '@id': citation.url,
      position: index + 1,
      name: citation.title,
      appearance: { '@type': 'DigitalDocument', name: citation.title.slice(0, 80), url: citation.url, abstract: citation.quote.slice(0, 160), text: citation.quote, ...(isWebChat ? label(citation) : {}) },
    })),
  };
}

/** Web Chat writes the name of this label under the source, and shows the rest on hover. Elsewhere it would pass for a level of secrecy. */
const label = (citation: Citation) => ({
  usageInfo: { '@type': 'CreativeWork', type: 'https://schema.org/CreativeWork', name: dated(citation), description: `« ${citation.quote} »` },
});

/** What a channel of the Azure Bot Service sent, or null when it is nothing that a bot answers. */
export function fromActivity(activity: Activity): IncomingMessage | null {
  const { serviceUrl: _url, ...rest } = TurnContext.getConversationReference(activity) as { serviceUrl: string } & Record<string, unknown>;
  const base = {
    conversation: `${activity.channelId}:${activity.conversation.id}`,
    channel: activity.channelId,
    id: activity.id ?? randomUUID(),
    reference: { ...rest, serviceUrl: activity.serviceUrl, activityId: undefined },
    clientData: null,
  };
  if (activity.type === ActivityTypes.Message) return { ...base, kind: 'message', text: textOf(activity) };
  const arrived = activity.type === ActivityTypes.ConversationUpdate && activity.membersAdded?.some((member) => member.id !== activity.recipient.id);
  return arrived === true ? { ...base, id: 'arrival', kind: 'arrival', text: '' } : null;
}

/** Text without the mention of the bot, or what the button of a card says. */
function textOf(activity: Activity): string {
  const typed = TurnContext.removeRecipientMention(activity) ?? activity.text;
  if (typeof typed === 'string' && typed.trim() !== '') return typed.trim();
  const value: unknown = activity.value;
  const said: unknown = typeof value === 'object' && value !== null ? (value as { say?: unknown }).say : value;
  return typeof said === 'string' ? said : '';
}
