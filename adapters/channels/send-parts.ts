/** Sends a reply of several messages: what has gone is not said again when the rest is tried later. */

export interface PartSender {
  /** Sends each part in order; rejects with the first that is refused, and goes on there the next time. */
  send<Part>(entryId: string, parts: Part[], send: (part: Part, index: number) => Promise<unknown>): Promise<void>;
}

/** Replies that are remembered while they are unfinished; one that is forgotten, or a restart in between, is said from its beginning. */
const REMEMBERED_AT_MOST = 10_000;

export function createPartSender(): PartSender {
  const gone = new Map<string, number>();
  return {
    async send(entryId, parts, send) {
      for (let index = gone.get(entryId) ?? 0; index < parts.length; index++) {
        await send(parts[index]!, index);
        if (gone.size >= REMEMBERED_AT_MOST) gone.delete(gone.keys().next().value!);
        gone.set(entryId, index + 1);
      }
      gone.delete(entryId);
    },
  };
}
