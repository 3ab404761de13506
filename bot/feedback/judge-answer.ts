/** A press on « Oui » or « Non » under an answer: no turn, nothing said, only the mark. */
import type { Clock, ConversationKey, Store, TranscriptEntry } from '../ports.ts';
import { markNote } from './about.ts';
import { voiceOf } from './review.ts';
import type { Mark } from './words.ts';

export interface Feedback {
  /** Notes the mark on that entry of the transcript, in place of an earlier one; false when it is no answer of that conversation. */
  judge(conversation: ConversationKey, entry: string, mark: Mark): Promise<boolean>;
  /** The marks that were given on these entries, by the id of the entry. */
  marks(conversation: ConversationKey, entries: TranscriptEntry[]): Promise<Map<string, Mark>>;
}

const voiceFor = (conversation: ConversationKey, message: string) => voiceOf(conversation, { kind: 'mark', about: message });

export function createFeedback(store: Pick<Store, 'transcript' | 'noteReview' | 'reviewsOf'>, clock: Clock): Feedback {
  return {
    async judge(conversation, id, mark) {
      const entry = (await store.transcript(conversation, 0)).find((one) => one.id === id);
      const about = entry?.reply?.about;
      if (!about || !entry?.inReplyTo) return false;
      await store.noteReview(markNote(conversation, entry.inReplyTo, about, mark, clock.now()));
      return true;
    },
    async marks(conversation, entries) {
      const voices = new Map(entries.flatMap(({ id, reply, inReplyTo }) => (reply?.about && inReplyTo ? [[id, voiceFor(conversation, inReplyTo)] as const] : [])));
      if (voices.size === 0) return new Map();
      const found = await store.reviewsOf([...voices.values()]);
      return new Map(
        [...voices].flatMap(([id, voice]) => {
          const line = found.get(voice);
          return line === undefined ? [] : [[id, line.kind === 'good-mark' ? { helps: true as const } : { helps: false as const, reason: line.reason }] as const];
        }),
      );
    },
  };
}
