/** The desk's door, on the conversations and the store of the product. */
import type { Conversations } from '../conversations.ts';
import type { Store } from '../ports.ts';
import type { HandoffDesk } from './desk.ts';
import { comesFirst } from './create-reception.ts';
import { isShownToDesk, sharedEntry, sharedTranscript, untilClosed } from './shared.ts';

export function createHandoffDesk(store: Store, conversations: Conversations): HandoffDesk {
  return {
    async list(which) {
      const records = await store.handoffs(which);
      return records.toSorted((one, other) => (comesFirst(one.handoff, other.handoff) ? -1 : 1));
    },
    async open(id) {
      const record = await store.handoff(id);
      if (record === null) return null;
      const entries = isShownToDesk(record.handoff) ? await conversations.transcript(record.conversation, 0) : [];
      return { ...record, transcript: sharedTranscript(record.handoff, untilClosed(record.handoff, entries)) };
    },
    async move(id, moveId, action, by) {
      const record = await store.handoff(id);
      if (record === null) return 'unknown';
      const { conversation, channel } = record;
      await conversations.receive({ conversation, channel, id: moveId, kind: 'desk', text: '', reference: null, clientData: null, desk: { action, by, handoff: id } });
      await conversations.run(conversation);
      // Behind a message that came first, its turn is the next one.
      await conversations.settled(conversation);
      const outcome = await store.outcomeOf(conversation, moveId);
      return outcome === null || outcome === 'move-refused' || outcome === 'failed' ? 'refused' : 'done';
    },
    onChange: (listener) => conversations.onHandoff((conversation, handoff) => listener({ id: handoff.id, conversation, handoff })),
    onErased: (listener) => conversations.onErased(() => listener()),
    async follow(id, listener) {
      const record = await store.handoff(id);
      if (record === null) return () => undefined;
      return conversations.subscribe(record.conversation, (entry) => {
        if (entry.position < record.handoff.sharedFrom) return;
        // The person may have taken the file back, or the counsellor left it, since it was opened.
        void store.handoff(id).then((now) => {
          if (now !== null && isShownToDesk(now.handoff) && now.handoff.state !== 'closed') listener(sharedEntry(now.handoff, entry));
        });
      });
    },
  };
}
