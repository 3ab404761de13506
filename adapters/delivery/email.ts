/** Sends by e-mail, through nodemailer. A repeat carries the same Message-ID: mailboxes and people can drop it. */
import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { Dispatch } from '../../bot/ports.ts';
import { emailContent } from './email-content.ts';
import { envelopeOf } from './envelope.ts';
import { DeliveryError, type Sender } from './sender.ts';

export interface EmailSettings {
  /** `smtps://user:password@host` or `smtp://host:587`. */
  smtpUrl: string;
  from: string;
  to: string;
  timeoutMs: number;
}

/** Drawn from the idempotency key, so that it is the same at every attempt. */
export const messageIdOf = (idempotencyKey: string, from: string): string =>
  `<${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 40)}@${from.slice(from.lastIndexOf('@') + 1)}>`;

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** What goes over a network is encrypted: a server that cannot is refused, but on this machine or with `?requireTLS=false`. */
export function transportOptions(smtpUrl: string, timeoutMs: number) {
  const url = new URL(smtpUrl);
  const requireTLS = !LOOPBACK.test(url.hostname) && url.searchParams.get('requireTLS') !== 'false';
  url.searchParams.delete('requireTLS');
  const each = Math.ceil(timeoutMs / 3);
  return { url: url.href, requireTLS, connectionTimeout: each, greetingTimeout: each, socketTimeout: each, disableFileAccess: true, disableUrlAccess: true };
}

export function createEmailSender({ smtpUrl, from, to, timeoutMs }: EmailSettings): Sender {
  return {
    acknowledges: 'at-once',
    async send(dispatch) {
      const transport = createTransport(transportOptions(smtpUrl, timeoutMs));
      const { promise: late, reject } = Promise.withResolvers<never>();
      const timer = setTimeout(() => reject(new DeliveryError('pas de réponse dans le délai')), timeoutMs);
      try {
        await Promise.race([transport.sendMail(mailOf(dispatch, from, to)), late]);
        return 'accepted';
      } catch (error) {
        throw error instanceof DeliveryError ? error : refusalOf(error);
      } finally {
        clearTimeout(timer);
        transport.close();
      }
    },
  };
}

function mailOf(dispatch: Dispatch, from: string, to: string) {
  const envelope = envelopeOf(dispatch);
  const { subject, text, html } = emailContent(envelope);
  const first = messageIdOf(`${dispatch.handoff}:file:1`, from);
  return {
    from: { name: 'Accueil CEP', address: from },
    to: { name: '', address: to },
    subject,
    text,
    html,
    messageId: messageIdOf(dispatch.idempotencyKey, from),
    date: new Date(dispatch.createdAt),
    ...(dispatch.kind === 'file' ? {} : { inReplyTo: first, references: first }),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Accueil-Event': dispatch.kind, 'X-Accueil-Idempotency-Key': dispatch.idempotencyKey },
    ...(dispatch.kind === 'file' && envelope.event === 'file' && envelope.file.urgency === 'high' ? { priority: 'high' as const } : {}),
    attachments: [{ filename: `fiche-de-liaison-${envelope.reference}.json`, content: JSON.stringify(envelope, null, 2), contentType: 'application/json' }],
  };
}

/** Only a refused recipient or a refused content is final: a password or a sender that is refused can be mended. */
function refusalOf(error: unknown): DeliveryError {
  const { responseCode, command = '', code = '' } = error as { responseCode?: number; command?: string; code?: string };
  if (responseCode === undefined) return new DeliveryError(`serveur d’e-mail injoignable (${code || 'erreur du réseau'})`, { cause: error });
  const isFinal = responseCode >= 500 && /^(RCPT TO|DATA)/.test(command);
  return new DeliveryError(`SMTP ${responseCode}${command === '' ? '' : ` (${command})`}`, { isFinal, cause: error });
}
