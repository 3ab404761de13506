/** People who write by e-mail: a real IMAP server, a real SMTP server, the store on a file, and a turn that a test holds in its hand. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMailbox, type Mailbox } from '../../../adapters/mailbox/create-mailbox.ts';
import { createSeal } from '../../../adapters/store/seal.ts';
import { openSqliteStore } from '../../../adapters/store/sqlite.ts';
import { createConversations } from '../../../bot/conversations.ts';
import type { Store } from '../../../bot/ports.ts';
import { say } from '../../../bot/reply.ts';
import type { RunTurn } from '../../../bot/turn.ts';
import { type ImapServer, startImapServer } from '../../support/imap-server.ts';
import { type MailServer, startMailServer } from '../../support/mail-server.ts';

const ADDRESS = 'bonjour@cep.example.fr';
const PERSON = 'jeanne.martin@example.fr';
const KEY = 'une clé de test, assez longue pour servir';

let folder: string;
let imap: ImapServer;
let smtp: MailServer;
let store: Store;
let mailbox: Mailbox;
let turn: RunTurn;
let heard: string[];
let events: string[];

function start(imapUrl = imap.url): void {
  store = openSqliteStore(join(folder, 'store.sqlite'), { seal: createSeal(['un secret de test, de trente-deux lettres au moins']) });
  const journal = { info: (event: string, details?: Record<string, unknown>) => void events.push(`${event} ${details?.why ?? ''}`.trim()), error: (event: string, error: unknown) => void events.push(`${event}: ${(error as Error).message}`) };
  const conversations = createConversations({ store, runTurn: (...given) => turn(...given), clock: { now: () => new Date() }, journal: { info: () => undefined, error: () => undefined } });
  mailbox = createMailbox({ imapUrl, smtpUrl: smtp.url, address: ADDRESS, pollMs: 100 }, { conversations, markDelivered: (conversation, id) => store.markDelivered(conversation, id), journal, key: KEY, firstPauseMs: 20 });
  mailbox.start();
}
async function stop(): Promise<void> {
  await mailbox.stop();
  await store.close();
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'accueil-mailbox-'));
  [imap, smtp] = await Promise.all([startImapServer(), startMailServer()]);
  heard = [];
  events = [];
  turn = async ({ text }, state) => {
    heard.push(text);
    const choices = text.startsWith('bonjour') ? ['Poser une question', 'Parler à une personne'].map((label) => ({ label, say: `${label} !` })) : [];
    return { state, outcome: 'guided', replies: [say(`réponse à « ${text} »`, choices)] };
  };
  start();
});
afterEach(async () => {
  await stop();
  await Promise.all([imap.stop(), smtp.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

let count = 0;
interface Written {
  from?: string;
  subject?: string;
  id?: string | null;
  text?: string;
  headers?: Record<string, string>;
}
function mail({ from = PERSON, subject = 'Question', id = `<m${++count}@example.fr>`, text = 'bonjour', headers = {} }: Written = {}): string {
  const encoded = (words: string) => (/[^\x20-\x7e]/.test(words) ? `=?utf-8?B?${Buffer.from(words).toString('base64')}?=` : words);
  const own = 'Content-Type' in headers ? {} : { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': 'base64' };
  const all = { From: `Jeanne Martin <${from}>`, To: ADDRESS, Date: new Date().toUTCString(), Subject: encoded(subject), ...(id === null ? {} : { 'Message-ID': id }), 'MIME-Version': '1.0', ...own, ...headers };
  return `${Object.entries(all).map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n${'Content-Type' in headers ? text : Buffer.from(text).toString('base64')}`;
}
const answers = async (number: number) => {
  await expect.poll(() => smtp.raw.length, { timeout: 5_000 }).toBeGreaterThanOrEqual(number);
  return smtp.read();
};
const reads = (number: number) => expect.poll(() => heard.length, { timeout: 5_000 }).toBe(number);
const allRead = () => expect.poll(() => imap.unread().length, { timeout: 5_000 }).toBe(0);
const header = (email: { headers: { key: string; value: string }[] }, name: string) => email.headers.find(({ key }) => key === name)?.value ?? '';

describe('a mail', () => {
  it('is answered in its thread, by a machine that says so, and marked as read', async () => {
    imap.append(mail({ id: '<first@example.fr>', subject: 'Reconversion à Rennes', text: 'bonjour à vous' }));
    const [answer] = await answers(1);
    expect(answer).toMatchObject({ subject: 'Re: Reconversion à Rennes', from: { address: ADDRESS }, to: [{ address: PERSON }], inReplyTo: '<first@example.fr>' });
    expect(answer!.text).toContain('réponse à « bonjour à vous »');
    expect(answer!.text).toContain('1. Poser une question\n2. Parler à une personne');
    expect(answer!.text).toContain('robot');
    expect(header(answer!, 'auto-submitted')).toBe('auto-replied');
    await allRead();
    await expect.poll(() => store.undelivered()).toEqual([]);
  });

  it('and the number that answers it are one conversation, over a restart, without the quoted words', async () => {
    imap.append(mail({ id: '<first@example.fr>' }));
    const [answer] = await answers(1);
    await stop();
    start();
    const quoted = `2\n\nLe lun. 23 nov. 2026 à 10:00, Accueil <${ADDRESS}> a écrit :\n> ${answer!.text!.replaceAll('\n', '\n> ')}`;
    imap.append(mail({ subject: 'Re: Question', text: quoted, headers: { 'In-Reply-To': answer!.messageId!, References: `<first@example.fr> ${answer!.messageId}` } }));
    await reads(2);
    expect(heard).toEqual(['bonjour', 'Parler à une personne !']);
    const [, second] = await answers(2);
    expect(header(second!, 'references')).toContain('<first@example.fr>');
  });

  it.each([
    ['only the mail before', (id: string) => ({ 'In-Reply-To': id })],
    ['only the first mail', () => ({ References: '<first@example.fr>' })],
  ])('finds its conversation by %s', async (_what, headersOf) => {
    imap.append(mail({ id: '<first@example.fr>' }));
    const [answer] = await answers(1);
    imap.append(mail({ text: '1', headers: headersOf(answer!.messageId!) }));
    await reads(2);
    expect(heard[1]).toBe('Poser une question !');
  });

  it('of somebody else who got it forwarded begins another conversation', async () => {
    imap.append(mail({ id: '<first@example.fr>' }));
    const [answer] = await answers(1);
    imap.append(mail({ from: 'autre@example.fr', text: '1', headers: { 'In-Reply-To': answer!.messageId!, References: `<first@example.fr> ${answer!.messageId}` } }));
    await reads(2);
    expect(heard[1]).toBe('1');
    const [, other] = await answers(2);
    expect(other!.to).toMatchObject([{ address: 'autre@example.fr' }]);
    expect(other!.messageId!.split('.')[1]).not.toBe(answer!.messageId!.split('.')[1]);
  });

  it('that comes twice is answered once', async () => {
    const twice = mail({ id: '<twice@example.fr>', text: 'une fois' });
    imap.append(twice);
    imap.append(twice);
    await allRead();
    imap.append(twice);
    await allRead();
    imap.append(mail({ id: null, text: 'sans numéro' }));
    await answers(2);
    expect(heard).toEqual(['une fois', 'sans numéro']);
    expect(smtp.raw).toHaveLength(2);
  });

  it('whose question is its subject is answered', async () => {
    imap.append(mail({ subject: 'RE: C’est quoi le CEP ?', text: '\n\n-- \nJeanne' }));
    await reads(1);
    expect(heard).toEqual(['C’est quoi le CEP ?']);
  });

  it('in HTML is read without what it answers to', async () => {
    const html = '<html><head><style>p{}</style></head><body><p>Oui,</p><p>je suis cadre</p><div class="gmail_quote">Le lun. a écrit :<blockquote>Êtes-vous cadre ?</blockquote></div></body></html>';
    imap.append(mail({ text: Buffer.from(html).toString('base64'), headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Transfer-Encoding': 'base64' } }));
    await reads(1);
    expect(heard[0]!.replace(/\s+/g, ' ')).toBe('Oui, je suis cadre');
  });

  it('with a file leaves a mark of it, and none of a signature’s picture', async () => {
    const part = (headers: string, body: string) => `--b\n${headers}\n\n${body}\n`;
    const body = part('Content-Type: text/plain; charset=utf-8', 'voici mon cv') + part('Content-Type: application/pdf; name="cv.pdf"\nContent-Disposition: attachment; filename="cv.pdf"', 'x') + part('Content-Type: image/png\nContent-Disposition: inline\nContent-ID: <logo>', 'x') + '--b--\n';
    imap.append(mail({ text: body, headers: { 'Content-Type': 'multipart/mixed; boundary=b' } }));
    await reads(1);
    expect(heard).toEqual(['voici mon cv [fichier]']);
  });

  it('leaves neither the address nor the subject readable in the file (rgpd art. 32)', async () => {
    imap.append(mail({ subject: 'Mon burn-out', text: 'une question secrète' }));
    await answers(1);
    await stop();
    const bytes = ['store.sqlite', 'store.sqlite-wal'].map((name) => {
      try {
        return readFileSync(join(folder, name)).toString('latin1');
      } catch {
        return '';
      }
    });
    start();
    expect(bytes.join('').length).toBeGreaterThan(1_000);
    expect(bytes.join('')).not.toMatch(/jeanne|burn-out|question secr/i);
  });
});

describe('a mail that no person wrote is not answered', () => {
  it.each<[string, Written]>([
    ['an answering machine', { headers: { 'Auto-Submitted': 'auto-replied' } }],
    ['a program', { headers: { 'Auto-Submitted': 'auto-generated' } }],
    ['Exchange', { headers: { 'X-Auto-Response-Suppress': 'All' } }],
    ['an old answering machine', { headers: { Precedence: 'bulk' } }],
    ['a vacation program', { headers: { 'X-Autoreply': 'yes' } }],
    ['a mailing list', { headers: { 'List-Id': '<liste.example.fr>' } }],
    ['a newsletter', { headers: { 'List-Unsubscribe': '<https://example.fr/stop>' } }],
    ['a bounce', { from: 'mailer-daemon@example.fr' }],
    ['a bounce without a sender', { headers: { 'Return-Path': '<>' } }],
    ['a delivery report', { text: '--b--\n', headers: { 'Content-Type': 'multipart/report; boundary=b' } }],
    ['an unattended box', { from: 'no-reply@example.fr' }],
    ['an unattended box in French', { from: 'ne-pas-repondre@example.fr' }],
    ['ourselves', { from: ADDRESS.toUpperCase() }],
    ['spam', { headers: { 'X-Spam-Flag': 'YES' } }],
    ['an absence that does not declare itself', { subject: 'Réponse automatique : Question' }],
  ])('%s', async (_what, written) => {
    imap.append(mail(written));
    await allRead();
    expect(heard).toEqual([]);
    expect(smtp.raw).toEqual([]);
    expect(events).toEqual([expect.stringMatching(/^mail-ignored [a-z-]+$/)]);
  });

  it('and « Auto-Submitted: no » is a person', async () => {
    imap.append(mail({ headers: { 'Auto-Submitted': 'no' } }));
    await reads(1);
  });

  it('two machines that do not declare themselves stop after a while', async () => {
    for (let time = 0; time < 25; time++) imap.append(mail({ text: `écho ${time}`, headers: { References: '<loop@example.fr>' } }));
    await allRead();
    await expect.poll(() => heard.length).toBe(20);
    expect(events.filter((event) => event === 'mail-ignored loop')).toHaveLength(5);
  });
});

describe('when something fails', () => {
  it('a mail server that refuses gets the answer later, under the same number, once', async () => {
    smtp.mood = { at: 'data', answer: 451 };
    imap.append(mail({ text: 'à renvoyer' }));
    await expect.poll(() => events).toContainEqual('mail-not-sent: SMTP 451');
    smtp.mood = null;
    const [waiting] = await store.undelivered();
    await mailbox.deliver(waiting!);
    const [answer] = await answers(1);
    expect(answer!.text).toContain('à renvoyer');
    expect(await store.undelivered()).toEqual([]);
  });

  it('a store that cannot keep a mail leaves it unread, and takes it when it can', async () => {
    const { accept } = store;
    store.accept = () => Promise.reject(new Error('full'));
    imap.append(mail({ text: 'pas perdu' }));
    await expect.poll(() => events).toContainEqual('mail-not-kept: full');
    expect(imap.unread()).toHaveLength(1);
    store.accept = accept;
    await reads(1);
    await allRead();
  });

  it('a lost connection is taken up again, and what came meanwhile is answered', async () => {
    imap.append(mail({ text: 'avant' }));
    await reads(1);
    await stop();
    imap.append(mail({ text: 'pendant' }));
    start();
    await reads(2);
    expect(heard).toEqual(['avant', 'pendant']);
  });

  it('a wrong password is said, without the password', async () => {
    await stop();
    start(imap.url.replace('secret', 'faux'));
    await expect.poll(() => events.find((event) => event.startsWith('mailbox-unreachable')), { timeout: 5_000 }).toMatch(/MAILBOX_IMAP_URL|injoignable/);
    expect(events.join()).not.toContain('faux');
  });

  it('twenty deliveries, repeated, out of order and cut off, are answered once each', async () => {
    const five = ['un', 'deux', 'trois', 'quatre', 'cinq'].map((text) => mail({ text }));
    for (const index of [3, 0, 0, 2, 3, 1, 4, 0, 2, 2, 4, 3, 1, 0, 1]) imap.append(five[index]!);
    for (const index of [0, 1, 2, 3, 4]) imap.append(five[index]!.slice(0, -2));
    await allRead();
    await answers(5);
    await reads(5);
    expect([...heard].sort()).toEqual(['cinq', 'deux', 'quatre', 'trois', 'un']);
    expect(smtp.raw).toHaveLength(5);
  });

  it.each([
    ['nothing at all', ''],
    ['bytes', `From: ${PERSON}\n\n${Buffer.from([0, 255, 254, 1, 2, 200]).toString('latin1')}`],
    ['a part that never ends', `From: ${PERSON}\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed; boundary=y\n\n--y\n`],
    ['a thousand headers', `From: ${PERSON}\n${'X-A: b\n'.repeat(1_000)}\nbonjour`],
  ])('%s in the box stops nothing', async (_what, raw) => {
    imap.append(raw);
    imap.append(mail({ text: 'la suite' }));
    await expect.poll(() => heard, { timeout: 5_000 }).toContain('la suite');
    await allRead();
  });
});

it('a server that does not tell of new mails is asked again', async () => {
  await stop();
  const silent = await startImapServer({ hasIdle: false });
  start(silent.url);
  await expect.poll(() => events).toEqual([]);
  silent.append(mail({ text: 'trouvé' }));
  await reads(1);
  await stop();
  await silent.stop();
  start();
});
