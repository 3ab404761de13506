/** What a client sent, with what it may not choose put right: who speaks, where, and when. */
import { markOf } from '../../bot/reading/unreadable.ts';
import { unreadableIn } from '../channels/unreadable.ts';
import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { badArgument } from './errors.ts';
import type { TokenClaims } from './tokens.ts';

const BOT = { id: 'accueil-cep', name: 'Accueil CEP', role: 'bot' };
const CLIENT_ID = /^[\w.-]{1,100}$/;

/** Throws a `DirectLineError` that shows what an activity looks like. */
export function readActivity(body: unknown, { conversation, user }: TokenClaims): Partial<Activity> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badArgument('Envoyez une activité Bot Framework en JSON : {"type":"message","text":"…"}.');
  const sent = body as Partial<Activity>;
  if (typeof sent.type !== 'string') throw badArgument('Cette activité n’a pas de « type » : envoyez {"type":"message","text":"…"}.');
  const channelData = readChannelData(sent.channelData);
  return {
    type: sent.type,
    // The client's own id makes a message that it sends again the same message.
    id: channelData.clientActivityID ?? randomUUID(),
    text: textOf(sent),
    channelId: 'directline',
    channelData,
    conversation: { id: conversation } as NonNullable<Activity['conversation']>,
    from: { id: user, name: '', role: 'user' },
    recipient: BOT,
    locale: 'fr-FR',
    timestamp: new Date(),
    serviceUrl: 'urn:accueil-cep:direct-line',
  };
}

interface ChannelData {
  clientActivityID?: string;
  postBack?: true;
}

/**
 * Web Chat knows its own message again by `clientActivityID`, and does not show one that is marked `postBack`.
 * Nothing else is kept: channel data is not read for personal data, and would be stored as it came.
 */
function readChannelData(sent: unknown): ChannelData {
  const { clientActivityID, postBack } = (sent ?? {}) as Record<string, unknown>;
  return {
    ...(typeof clientActivityID === 'string' && CLIENT_ID.test(clientActivityID) ? { clientActivityID } : {}),
    ...(postBack === true ? { postBack } : {}),
  };
}

/** Text typed, or what the button of a card says, and the name of what came that is no text. */
function textOf(sent: Partial<Activity>): string {
  const unreadable = unreadableIn(sent);
  return [wordsOf(sent), unreadable === null ? '' : markOf(unreadable)].filter((part) => part !== '').join(' ');
}

function wordsOf({ text, value }: Partial<Activity>): string {
  if (typeof text === 'string') return text;
  const said: unknown = typeof value === 'object' && value !== null ? (value as { say?: unknown }).say : value;
  return typeof said === 'string' ? said : '';
}
