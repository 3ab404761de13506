/** Reads a mailbox over IMAP as mails come: told by the server where it can (IDLE), asked again where it cannot. */
import { setTimeout as pause } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import type { Journal } from '../../bot/ports.ts';
import { imapOptions } from './settings.ts';

export interface InboxPorts {
  imapUrl: string;
  pollMs: number;
  /** `later` leaves the mail unread, to be read again at the next look. */
  take(source: Uint8Array): Promise<'taken' | 'later'>;
  journal: Journal;
  /** How long the first pause after a lost connection is; it doubles up to `pollMs`. */
  firstPauseMs?: number;
}

/** A mail is read up to here: words come before what is attached. */
const READ_AT_MOST = 1_000_000;
/** Older mails were there before the bot, or are too old to be answered by surprise. */
const DAYS_BACK = 3;
const DAY_MS = 86_400_000;
const AT_ONCE = 50;

export interface Inbox {
  stop(): Promise<void>;
}

export function watchInbox({ imapUrl, pollMs, take, journal, firstPauseMs = 1_000 }: InboxPorts): Inbox {
  const stopped = new AbortController();
  let client: ImapFlow | null = null;
  let wake = (): void => undefined;

  /** Every unread mail, oldest first. It is marked as read once it is kept: read twice, it is the same message. */
  async function sweep(open: ImapFlow): Promise<void> {
    const since = new Date(Date.now() - DAYS_BACK * DAY_MS);
    const found = await open.search({ seen: false, since }, { uid: true });
    for (const uid of (found || []).toSorted((one, other) => one - other).slice(0, AT_ONCE)) {
      if (stopped.signal.aborted) return;
      const message = await open.fetchOne(String(uid), { source: { start: 0, maxLength: READ_AT_MOST } }, { uid: true });
      if (!message || message.source === undefined) continue;
      if ((await take(message.source)) === 'taken') await open.messageFlagsAdd({ uid: String(uid) }, ['\\Seen']);
    }
  }

  async function connected(open: ImapFlow, onReady: () => void): Promise<void> {
    const { folder } = imapOptions(imapUrl);
    await open.connect();
    await open.mailboxOpen(folder);
    onReady();
    open.on('exists', () => wake());
    while (!stopped.signal.aborted && open.usable) {
      // Before the look: a mail that comes during it is looked for again.
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      await sweep(open);
      void open.idle().catch(() => undefined);
      await Promise.race([promise, pause(pollMs, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined)]);
    }
  }

  async function watch(): Promise<void> {
    let wait = firstPauseMs;
    while (!stopped.signal.aborted) {
      const { folder: _folder, ...options } = imapOptions(imapUrl);
      const open = new ImapFlow({ ...options, logger: false });
      client = open;
      open.on('error', (error: unknown) => journal.error('mailbox-failed', plainError(error)));
      open.on('close', () => wake());
      try {
        await connected(open, () => (wait = firstPauseMs));
      } catch (error) {
        if (!stopped.signal.aborted) journal.error('mailbox-unreachable', plainError(error));
      }
      open.close();
      if (stopped.signal.aborted) return;
      await pause(wait, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined);
      wait = Math.min(wait * 2, pollMs);
    }
  }

  const watching = watch();
  return {
    async stop() {
      stopped.abort();
      wake();
      client?.close();
      await watching;
    },
  };
}

/** The library's errors hold the whole exchange, addresses and words included. */
function plainError(error: unknown): Error {
  const { code, authenticationFailed, responseStatus } = error as { code?: string; authenticationFailed?: boolean; responseStatus?: string };
  if (authenticationFailed === true) return new Error('identifiants refusés : vérifiez le nom et le mot de passe dans MAILBOX_IMAP_URL');
  return new Error(`boîte aux lettres injoignable (${code ?? responseStatus ?? 'erreur du réseau'})`);
}
