/** Where the activities of a conversation lie, in order. The watermark is the number of activities seen. */
import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';

export interface ActivitySet {
  activities: Partial<Activity>[];
  /** To be given back to get what comes after. */
  watermark: string;
}

export type ActivityListener = (added: ActivitySet) => void;

export interface ActivityLog {
  /** Opens a conversation; the person has arrived. */
  start(conversation: string, user: string): Promise<void>;
  exists(conversation: string): Promise<boolean>;
  /** Keeps what the person sent. The same id twice is the same activity. Rejects when nothing could be kept. */
  accept(conversation: string, activity: Partial<Activity>): Promise<{ id: string; isNew: boolean }>;
  /** Keeps what the bot sends, unless its id is there already, and gives its id. */
  append(conversation: string, activity: Partial<Activity>): Promise<string>;
  after(conversation: string, watermark: number): Promise<ActivitySet>;
  /** Gives the listener each new activity, with the watermark after it. Returns the way to stop. */
  subscribe(conversation: string, listener: ActivityListener): () => void;
}

/** A log in memory, for a bot that keeps nothing: measures, and tests of the protocol alone. */
export function createMemoryLog(): ActivityLog {
  const conversations = new Map<string, { activities: Partial<Activity>[]; ids: Set<string>; listeners: Set<ActivityListener> }>();
  const of = (conversation: string) => {
    const known = conversations.get(conversation);
    if (known) return known;
    const opened = { activities: [], ids: new Set<string>(), listeners: new Set<ActivityListener>() };
    conversations.set(conversation, opened);
    return opened;
  };
  const keep = (conversation: string, activity: Partial<Activity>) => {
    const { activities, ids, listeners } = of(conversation);
    const id = activity.id ?? randomUUID();
    if (ids.has(id)) return { id, isNew: false };
    ids.add(id);
    const kept = { ...activity, id };
    const watermark = String(activities.push(kept));
    for (const listener of listeners) listener({ activities: [kept], watermark });
    return { id, isNew: true };
  };
  return {
    start: async (conversation) => void of(conversation),
    exists: async (conversation) => conversations.has(conversation),
    accept: async (conversation, activity) => keep(conversation, activity),
    append: async (conversation, activity) => keep(conversation, activity).id,
    async after(conversation, watermark) {
      const { activities } = of(conversation);
      return { activities: activities.slice(watermark), watermark: String(activities.length) };
    },
    subscribe(conversation, listener) {
      const { listeners } = of(conversation);
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
