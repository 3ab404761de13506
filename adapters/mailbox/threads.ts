/**
 * Which conversation a mail belongs to. A thread is drawn, with a secret, from the sender and the first mail: nobody can guess one,
 * and who gets a forwarded mail and answers it begins a conversation of their own. Our own Message-IDs carry the thread, so that an
 * answer finds it even where the mail program forgot the rest of the references.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export interface Threads {
  /** Letters and digits, the same for every mail of the thread from that sender. */
  threadOf(mail: { from: string; messageId: string; references: string[] }): string;
  /** The Message-ID of a reply: the same at every attempt. */
  messageIdOf(thread: string, to: string, entryId: string): string;
}

const OWN = /^<?accueil\.([0-9a-f]{32})\.[0-9a-f]{16}\.([0-9a-f]{32})@/i;

export function createThreads(key: string | Uint8Array, address: string): Threads {
  const secret = createHmac('sha256', key).update('mailbox').digest();
  const drawn = (...parts: string[]) => createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex').slice(0, 32);
  const proof = (thread: string, person: string) => drawn('proof', thread, person);

  function knownThread(from: string, references: string[]): string | null {
    for (const reference of references.toReversed()) {
      const [, thread, given] = OWN.exec(reference.toLowerCase()) ?? [];
      if (thread !== undefined && given !== undefined && timingSafeEqual(Buffer.from(given), Buffer.from(proof(thread, from)))) return thread;
    }
    return null;
  }
  return {
    threadOf: ({ from, messageId, references }) => knownThread(from, references) ?? drawn('thread', from, references[0] ?? messageId),
    messageIdOf(thread, to, entryId) {
      const entry = createHash('sha256').update(entryId).digest('hex').slice(0, 16);
      return `<accueil.${thread}.${entry}.${proof(thread, to)}@${address.slice(address.lastIndexOf('@') + 1)}>`;
    },
  };
}
