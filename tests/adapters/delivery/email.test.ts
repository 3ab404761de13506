import { lookup } from 'node:dns/promises';
import { hostname } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmailSender, messageIdOf } from '../../../adapters/delivery/email.ts';
import { DeliveryError } from '../../../adapters/delivery/sender.ts';
import { CRLF, dispatchOf, fileOf, FORMULA, SCRIPT, WITHDRAWAL } from '../../support/dispatches.ts';
import { type MailServer, startMailServer } from '../../support/mail-server.ts';

const isLocal = await lookup(hostname()).then(({ address }) => address === '127.0.0.1', () => false);

let mails: MailServer;
beforeEach(async () => void (mails = await startMailServer()));
afterEach(() => mails.stop());

const sender = (timeoutMs = 5_000) => createEmailSender({ smtpUrl: mails.url, from: 'accueil@example.fr', to: 'cep@operateur.example', timeoutMs });
const refusal = (sending: Promise<unknown>): Promise<DeliveryError> => sending.then(() => expect.unreachable('accepted'), (error: unknown) => error as DeliveryError);

describe('a file by e-mail', () => {
  it('arrives as text, as HTML and as JSON, in French', async () => {
    expect(await sender().send(dispatchOf())).toBe('accepted');
    const [mail] = await mails.read();
    expect(mail).toMatchObject({ subject: 'Fiche de liaison K7F2QD', from: { address: 'accueil@example.fr' }, to: [{ address: 'cep@operateur.example' }] });
    expect(mail?.text).toContain('Âge : non partagé');
    expect(mail?.text).toContain('Code du travail, article L6111-6 (1er janvier 2024)');
    expect(mail?.html).toContain('<html lang="fr">');
    const [attached] = mail?.attachments ?? [];
    expect(attached).toMatchObject({ filename: 'fiche-de-liaison-K7F2QD.json', mimeType: 'application/json' });
    expect(JSON.parse(new TextDecoder().decode(attached?.content as ArrayBuffer))).toMatchObject({ version: 1, event: 'file', idempotencyKey: 'k7f2qdAAAAAA:file:1', file: { lines: { length: 4 } } });
  });

  it('a repeat carries the same Message-ID and the same key, another file others', async () => {
    for (const dispatch of [dispatchOf(), dispatchOf({ attempts: 2 }), WITHDRAWAL]) await sender().send(dispatch);
    const [first, repeat, withdrawal] = await mails.read();
    const key = (mail: typeof first) => mail?.headers.find((header) => header.key === 'x-accueil-idempotency-key')?.value;
    expect(first?.messageId).toBe(messageIdOf('k7f2qdAAAAAA:file:1', 'accueil@example.fr'));
    expect([repeat?.messageId, key(repeat), repeat?.date]).toEqual([first?.messageId, key(first), first?.date]);
    expect(withdrawal?.messageId).not.toBe(first?.messageId);
    expect(withdrawal).toMatchObject({ subject: 'À effacer – fiche de liaison K7F2QD', inReplyTo: first?.messageId });
    expect(withdrawal?.html).not.toContain('alert');
  });

  it('what people write is shown as text and adds no header', async () => {
    await sender().send(dispatchOf({ payload: fileOf({ urgency: 'high', operator: { kind: 'regional', region: null, departement: null, name: CRLF } }) }));
    const [mail] = await mails.read();
    expect(mail?.html).not.toMatch(/<script|<img/);
    expect(mail?.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(mail?.html).not.toMatch(/[\u202a-\u202e]/);
    expect(mail?.text).toContain(SCRIPT);
    expect(mail?.text).toContain(FORMULA);
    expect(mail?.bcc).toBeUndefined();
    expect(mail?.headers.filter(({ key }) => key === 'subject')).toHaveLength(1);
    expect(mail?.subject).toBe('Fiche de liaison K7F2QD – urgent');
    // A title can only be ours: what a person writes over several lines is set in.
    expect(mail?.text?.match(/^CONVERSATION$/gm)).toHaveLength(1);
    expect(mail?.text).not.toMatch(/^Bcc:/m);
  });

  it('the subject tells nothing of the person', async () => {
    await sender().send(dispatchOf());
    expect(mails.raw[0]?.split('\r\n\r\n')[0]).not.toMatch(/Jean|script|HYPERLINK/);
  });
});

describe('a mail server in a bad mood', () => {
  it('a box or a content that is refused for good is final, everything else is tried again', async () => {
    const moods = [
      ['rcpt', 550, true], ['data', 554, true], ['rcpt', 450, false], ['data', 451, false],
    ] as const;
    for (const [at, answer, isFinal] of moods) {
      mails.mood = { at, answer };
      const error = await refusal(sender().send(dispatchOf()));
      expect(error, `${at} ${answer}`).toBeInstanceOf(DeliveryError);
      expect({ isFinal: error.isFinal, message: error.message }, `${at} ${answer}`).toEqual({ isFinal, message: expect.stringContaining(`SMTP ${answer}`) });
    }
    expect(mails.raw).toEqual([]);
  });

  it('one that hangs is given up, and tried again', async () => {
    mails.mood = { at: 'data', answer: 'hang' };
    expect(await refusal(sender(300).send(dispatchOf()))).toMatchObject({ isFinal: false });
    mails.mood = { at: 'rcpt', answer: 'hang' };
    expect(await refusal(sender(300).send(dispatchOf()))).toMatchObject({ isFinal: false });
  });

  it('one that is away, or asks for a password that we have not, is tried again', async () => {
    await mails.stop();
    expect(await refusal(sender().send(dispatchOf()))).toMatchObject({ isFinal: false, message: expect.stringContaining('injoignable') });
  });

  // Under its own name this machine is a network like any other.
  it.skipIf(!isLocal)('over a network, one that cannot encrypt gets nothing unless the operator says so', async () => {
    const over = (query: string) => createEmailSender({ smtpUrl: `smtp://${hostname()}:${mails.port}/${query}`, from: 'accueil@example.fr', to: 'cep@operateur.example', timeoutMs: 5_000 });
    expect(await refusal(over('').send(dispatchOf()))).toMatchObject({ isFinal: false });
    expect(mails.raw).toEqual([]);
    expect(await over('?requireTLS=false').send(dispatchOf())).toBe('accepted');
  });
});
