/** A real IMAP server in memory: what a test appends is a mail that came. */
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { AddressInfo, Server } from 'node:net';

interface StoredMail {
  raw: string;
  flags: string[];
}
interface Hoodiecrow {
  server: Server;
  listen(port: number, host?: string): void;
  appendMessage(folder: string, flags: string[], date: false | string, raw: string): void;
  getMailbox(name: string): { messages: StoredMail[] };
}
const hoodiecrow = createRequire(import.meta.url)('hoodiecrow-imap') as (options: object) => Hoodiecrow;

export interface ImapServer {
  url: string;
  /** A mail comes in. */
  append(raw: string): void;
  /** Those that nobody has read. */
  unread(): string[];
  stop(): Promise<void>;
}

export async function startImapServer({ hasIdle = true, password = 'secret', port = 0 } = {}): Promise<ImapServer> {
  const imap = hoodiecrow({ plugins: [...(hasIdle ? ['IDLE'] : []), 'UIDPLUS'], users: { robot: { password } }, storage: { INBOX: { messages: [] } } });
  const sockets = new Set<{ destroy(): void }>();
  imap.server.on('connection', (socket) => sockets.add(socket));
  imap.listen(port, '127.0.0.1');
  if (!imap.server.listening) await once(imap.server, 'listening');
  return {
    url: `imap://robot:secret@127.0.0.1:${(imap.server.address() as AddressInfo).port}/INBOX`,
    append: (raw) => imap.appendMessage('INBOX', [], false, raw.replace(/\r?\n/g, '\r\n')),
    unread: () => imap.getMailbox('INBOX').messages.filter(({ flags }) => !flags.includes('\\Seen')).map(({ raw }) => raw),
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => imap.server.close(resolve));
    },
  };
}
