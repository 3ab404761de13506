/** `/api/messages`: Teams and the other channels of the Azure Bot Service, through Bot Framework's CloudAdapter. */
import { type Activity, type ConversationReference, DeliveryModes, type TurnContext } from 'botbuilder';
import express, { Router } from 'express';
import type { Conversations } from '../../bot/conversations.ts';
import { NotAdmitted } from '../../bot/conversations/admission.ts';
import type { ConversationKey, Delivery, TranscriptEntry } from '../../bot/ports.ts';
import { channelOf } from '../channels/channels.ts';
import { wordsFor } from '../channels/numbered.ts';
import { createPartSender } from '../channels/send-parts.ts';
import { fromActivity, sentAt, toActivities } from './activities.ts';
import { EndpointAdapter } from './endpoint-adapter.ts';
import { keepCitations } from './keep-citations.ts';
import { loopbackOnly } from './loopback.ts';
import { readActivity } from './read-activity.ts';
import { oneTry } from './one-try.ts';
import { postOnly, refusals } from './refusals.ts';
import { allowedServiceOnly } from './service-urls.ts';
import { type CloudSettings, reasonToStayClosed } from './settings.ts';
import { type DrawPicture, withPicture } from './with-picture.ts';

const BODY_LIMIT = '256kb';
/** Teams sends a message again when nothing came back within 15 s: what takes longer is acknowledged first, and said afterwards. */
const PATIENCE_MS = 8_000;
const CHANNEL_MS = 20_000;

export interface CloudPorts {
  conversations: Pick<Conversations, 'receive' | 'run' | 'transcript'>;
  markDelivered(conversation: ConversationKey, entryId: string): Promise<void>;
  /** What a person reads when their message could not be kept. */
  failureText: string;
  onFailure(error: unknown): void;
  /** Draws a card of figures; without it messages hold none. */
  draw?: DrawPicture;
  patienceMs?: number;
  /** How long a channel may take to take one reply, in milliseconds. */
  channelMs?: number;
}

export interface Cloud {
  /** To be mounted on `/api/messages`. */
  router: Router;
  /** Hands over a reply that a crash or a refusal left behind. Rejects when the channel refuses. Null when the endpoint is closed. */
  deliver: ((delivery: Pick<Delivery, 'entry' | 'channel' | 'reference'>) => Promise<void>) | null;
}

/** The endpoint, open with credentials, open to this machine in development, and closed otherwise. */
export function createCloud(settings: CloudSettings, ports: CloudPorts): Cloud {
  const router = Router();
  router.all('/', postOnly);
  const closed = reasonToStayClosed(settings);
  if (closed !== null) {
    router.post('/', (_request, response) => void response.status(503).json({ error: { code: 'Closed', message: closed } }));
    return { router, deliver: null };
  }
  keepCitations();
  const adapter = new EndpointAdapter(settings);
  adapter.use(oneTry(ports.channelMs ?? CHANNEL_MS));
  const parts = createPartSender();
  const say: Say = async (context, entry, channel) => {
    await parts.send(entry.id, await shown(entry, channel, ports), (activity) => context.sendActivity(activity));
    await ports.markDelivered(entry.conversation, entry.id);
  };
  const deliver: NonNullable<Cloud['deliver']> = ({ entry, channel, reference }) =>
    adapter.continueConversationAsync(settings.MICROSOFT_APP_ID ?? '', reference as Partial<ConversationReference>, async (context) => {
      answerOnly(context, entry.inReplyTo);
      await say(context, entry, channel);
    });

  router.use(express.json({ limit: BODY_LIMIT }));
  router.use(settings.MICROSOFT_APP_ID === undefined ? loopbackOnly : allowedServiceOnly(settings.BOT_FRAMEWORK_SERVICE_HOSTS ?? []));
  router.post('/', async (request, response) => {
    const result = await adapter.take(request.get('authorization') ?? '', readActivity(request.body), (context) => answer(context, ports, say, deliver));
    response.status(result?.status ?? 200).send(result?.body);
  });
  router.use(refusals(ports.onFailure));
  return { router, deliver };
}

/** Hands an entry over within a turn, and notes that it has gone. */
type Say = (context: TurnContext, entry: TranscriptEntry, channel: string) => Promise<void>;

/** What goes wrong with a picture must not hold the words back. */
async function shown(entry: TranscriptEntry, channel: string, { draw, onFailure }: CloudPorts): Promise<Partial<Activity>[]> {
  const activities = toActivities(entry, channel);
  const last = activities.at(-1);
  if (draw === undefined || last === undefined) return activities;
  const pictured = await withPicture(last, entry, channel, draw).catch((error: unknown) => {
    onFailure(error);
    return last;
  });
  return [...activities.slice(0, -1), pictured];
}

/** A message that a channel delivers again is stored once and answered once. */
async function answer(context: TurnContext, ports: CloudPorts, say: Say, deliver: NonNullable<Cloud['deliver']>): Promise<void> {
  const { conversations, failureText, onFailure, patienceMs = PATIENCE_MS } = ports;
  const incoming = fromActivity(context.activity);
  if (incoming === null) return;
  const { conversation, channel, reference } = incoming;
  try {
    const text = await wordsFor(incoming.text, channelOf(channel), () => conversations.transcript(conversation, 0), sentAt(context.activity));
    await conversations.receive({ ...incoming, text });
  } catch (error) {
    // Taken as delivered: the channel would send it again and again, and the person has been told.
    if (error instanceof NotAdmitted) return void (await context.sendActivity(error.message).catch(onFailure));
    await context.sendActivity(failureText).catch(onFailure);
    throw error;
  }
  /** A reply that is refused stays in the outbox, and those after it too: they would be out of order. */
  async function handOver(entries: TranscriptEntry[], send: (entry: TranscriptEntry) => Promise<unknown>): Promise<void> {
    for (const entry of entries) {
      try {
        await send(entry);
      } catch (error) {
        onFailure(error);
        return;
      }
    }
  }
  const running = conversations.run(conversation);
  // A caller that wants the replies in its response waits for them, however long.
  const mustWait = context.activity.deliveryMode === DeliveryModes.ExpectReplies;
  const entries = mustWait ? await running : await within(patienceMs, running);
  if (entries === null) {
    void running.then((late) => handOver(late, (entry) => deliver({ entry, channel, reference })));
    return;
  }
  await handOver(entries, (entry) => say(context, entry, channel));
}

/** What the promise gives, or null when it takes longer. */
async function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), milliseconds);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Outside a turn the SDK answers an event of its own making, which no channel has ever seen: name the person's message, or nothing. */
function answerOnly(context: TurnContext, messageId: string | null): void {
  context.onSendActivities(async (_context, activities, next) => {
    for (const activity of activities) {
      if (messageId === null) delete activity.replyToId;
      else activity.replyToId = messageId;
    }
    return next();
  });
}
