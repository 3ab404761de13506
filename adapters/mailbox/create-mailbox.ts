/** The channel of e-mail: what comes into the mailbox is a message, and its replies go back in the same thread. */
import { createHash } from 'node:crypto';
import { NotAdmitted } from '../../bot/conversations/admission.ts';
import type { Conversations } from '../../bot/conversations.ts';
import type { ConversationKey, Delivery, Journal, TranscriptEntry } from '../../bot/ports.ts';
import { channelOf } from '../channels/channels.ts';
import { wordsFor } from '../channels/numbered.ts';
import { whyAutomatic } from './automatic.ts';
import { readMail, type Mail } from './read-mail.ts';
import { type MailReference, sendAnswer } from './send-answer.ts';
import type { OpenMailbox } from './settings.ts';
import { createThreads } from './threads.ts';
import { type Inbox, watchInbox } from './watch-inbox.ts';

export const CHANNEL = 'mailbox';
/** More mails in an hour than a person writes: two machines may be talking. */
const MAILS_PER_HOUR = 20;
const HOUR_MS = 3_600_000;

export interface MailboxPorts {
  conversations: Pick<Conversations, 'receive' | 'run' | 'transcript'>;
  markDelivered(conversation: ConversationKey, entryId: string): Promise<void>;
  journal: Journal;
  /** Draws the names of conversations; the same in every process. */
  key: string | Uint8Array;
  firstPauseMs?: number;
}

export interface Mailbox {
  /** Begins to read. */
  start(): void;
  /** Sends a reply that a crash or a refusal left behind, or that a counsellor wrote. Rejects when the mail server refuses. */
  deliver(delivery: Pick<Delivery, 'entry' | 'reference'>): Promise<void>;
  stop(): Promise<void>;
}

export function createMailbox({ imapUrl, smtpUrl, address, pollMs }: OpenMailbox, { conversations, markDelivered, journal, key, firstPauseMs }: MailboxPorts): Mailbox {
  const threads = createThreads(key, address);
  const keyOf = (thread: string): ConversationKey => `${CHANNEL}:${thread}`;
  const threadIn = (conversation: ConversationKey): string => conversation.slice(CHANNEL.length + 1);
  const answering = new Set<Promise<void>>();
  let inbox: Inbox | null = null;

  async function send(entries: TranscriptEntry[], reference: MailReference): Promise<void> {
    const [first] = entries;
    if (first === undefined) return;
    await sendAnswer(entries, reference, threads.messageIdOf(threadIn(first.conversation), reference.address, first.id), { smtpUrl, from: address });
    for (const { conversation, id } of entries) await markDelivered(conversation, id);
  }

  async function isLoop(conversation: ConversationKey): Promise<boolean> {
    const lately = (await conversations.transcript(conversation, 0)).filter(({ from, at }) => from === 'person' && Date.parse(at) > Date.now() - HOUR_MS);
    return lately.length >= MAILS_PER_HOUR;
  }

  async function take(source: Uint8Array): Promise<'taken' | 'later'> {
    let mail: Mail;
    try {
      mail = await readMail(source);
    } catch {
      // It would be as unreadable the next time.
      journal.error('mail-unreadable', new Error('un message de la boîte ne se lit pas'));
      return 'taken';
    }
    try {
      return await keep(mail);
    } catch (error) {
      // It stays unread: a store that is full or away takes it later.
      if (!(error instanceof NotAdmitted)) journal.error('mail-not-kept', error);
      return 'later';
    }
  }

  async function keep(mail: Mail): Promise<'taken'> {
    const conversation = keyOf(threads.threadOf(mail));
    const why = whyAutomatic(mail.headers, mail.from, mail.subject, address) ?? ((await isLoop(conversation)) ? 'loop' : null);
    if (why !== null) {
      journal.info('mail-ignored', { why });
      return 'taken';
    }
    const { from, subject, messageId, references } = mail;
    const reference: MailReference = { address: from, subject, messageId, references };
    const text = await wordsFor(mail.text, channelOf(CHANNEL), () => conversations.transcript(conversation, 0));
    const id = createHash('sha256').update(messageId).digest('hex').slice(0, 32);
    await conversations.receive({ conversation, channel: CHANNEL, id, kind: 'message', text, reference, clientData: null });
    const answer = conversations
      .run(conversation)
      .then((entries) => send(entries, reference))
      // It stays in the outbox.
      .catch((error: unknown) => journal.error('mail-not-sent', error))
      .finally(() => answering.delete(answer));
    answering.add(answer);
    return 'taken';
  }

  return {
    start: () => void (inbox ??= watchInbox({ imapUrl, pollMs, take, journal, ...(firstPauseMs === undefined ? {} : { firstPauseMs }) })),
    deliver: ({ entry, reference }) => send([entry], reference as MailReference),
    async stop() {
      await inbox?.stop();
      await Promise.all(answering);
    },
  };
}
