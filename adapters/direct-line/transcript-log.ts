/** The transcript of the product, seen as a log of activities: the position of an entry is the watermark. */
import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import type { Conversations } from '../../bot/conversations.ts';
import type { ConversationKey, TranscriptEntry } from '../../bot/ports.ts';
import type { ActivityLog } from './activity-log.ts';

export const CHANNEL = 'directline';
/** Our key of a Direct Line conversation. */
export const keyOf = (conversation: string): ConversationKey => `${CHANNEL}:${conversation}`;

/** No message of a client can have this id: a colon is not taken from it. */
const ARRIVAL_ID = 'arrival:1';

/** What a client must find again in its own activity. */
export interface DirectLineData {
  channelData: Record<string, unknown>;
  user: string;
}

export interface TranscriptLogPorts {
  conversations: Pick<Conversations, 'receive' | 'run' | 'transcript' | 'subscribe' | 'exists'>;
  toActivity(entry: TranscriptEntry): Partial<Activity>;
}

export function createTranscriptLog({ conversations, toActivity }: TranscriptLogPorts): ActivityLog {
  const base = (conversation: string) => ({ conversation: keyOf(conversation), channel: CHANNEL, reference: null });
  return {
    async start(conversation) {
      await conversations.receive({ ...base(conversation), id: ARRIVAL_ID, kind: 'arrival', text: '', clientData: null });
      await conversations.run(keyOf(conversation));
    },
    exists: (conversation) => conversations.exists(keyOf(conversation)),
    async accept(conversation, activity) {
      const id = activity.id ?? randomUUID();
      const { isNew } = await conversations.receive({
        ...base(conversation),
        id,
        kind: 'message',
        text: typeof activity.text === 'string' ? activity.text : '',
        clientData: { channelData: activity.channelData ?? {}, user: activity.from?.id ?? '' } satisfies DirectLineData,
      });
      return { id, isNew };
    },
    async append(_conversation, activity) {
      // Replies are written by the turn, together with its state: what comes here is already in the transcript.
      if (activity.id === undefined) throw new Error('Only a turn writes to the transcript.');
      return activity.id;
    },
    async after(conversation, watermark) {
      const entries = await conversations.transcript(keyOf(conversation), watermark);
      return { activities: entries.map(toActivity), watermark: String(entries.at(-1)?.position ?? watermark) };
    },
    subscribe: (conversation, listener) => conversations.subscribe(keyOf(conversation), (entry) => listener({ activities: [toActivity(entry)], watermark: String(entry.position) })),
  };
}
