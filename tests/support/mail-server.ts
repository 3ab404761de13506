/** A mail server that keeps what it gets, and refuses or hangs when a test says so. */
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  port: number;
  url: string;
  /** Sources of the mails accepted, in order. */
  raw: string[];
  read(): Promise<Email[]>;
  /** Null accepts; a number is the SMTP answer; `hang` never answers, and `silent` takes the mail and says nothing. */
  mood: { at: 'rcpt' | 'data'; answer: number | 'hang' | 'silent' } | null;
  stop(): Promise<void>;
}

export async function startMailServer(port = 0): Promise<MailServer> {
  const refusal = (code: number) => Object.assign(new Error('refused'), { responseCode: code });
  const sockets = new Set<Socket>();
  const mails: MailServer = { port: 0, url: '', raw: [], read: () => Promise.all(mails.raw.map((each) => PostalMime.parse(each))), mood: null, stop: async () => undefined };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, callback) {
      if (mails.mood?.at !== 'rcpt') return callback();
      if (typeof mails.mood.answer === 'number') callback(refusal(mails.mood.answer));
    },
    onData(stream, _session, callback) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mood } = mails;
        if (mood?.at === 'data' && typeof mood.answer === 'number') return callback(refusal(mood.answer));
        if (mood?.at === 'data' && mood.answer === 'hang') return;
        mails.raw.push(Buffer.concat(parts).toString('utf8'));
        if (mood?.at !== 'data') callback();
      });
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  mails.port = (server.server.address() as AddressInfo).port;
  mails.url = `smtp://127.0.0.1:${mails.port}`;
  mails.stop = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return mails;
}
