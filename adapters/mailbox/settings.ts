/** A mailbox in which people write to the bot: any that speaks IMAP and SMTP. Off unless all three are given. */
import { mustEncrypt } from '../mail-transport.ts';

export interface MailboxSettings {
  /** `imaps://name:password@imap.example.fr/INBOX`, or `imap://…` with STARTTLS. */
  MAILBOX_IMAP_URL?: string | undefined;
  MAILBOX_SMTP_URL?: string | undefined;
  MAILBOX_ADDRESS?: string | undefined;
  /** How often it is looked into where the server tells of nothing by itself. */
  MAILBOX_POLL_SECONDS: number;
}

export interface OpenMailbox {
  imapUrl: string;
  smtpUrl: string;
  address: string;
  pollMs: number;
}

/** Null when people cannot write. */
export function openMailboxOf({ MAILBOX_IMAP_URL, MAILBOX_SMTP_URL, MAILBOX_ADDRESS, MAILBOX_POLL_SECONDS }: MailboxSettings): OpenMailbox | null {
  if (MAILBOX_IMAP_URL === undefined || MAILBOX_SMTP_URL === undefined || MAILBOX_ADDRESS === undefined) return null;
  return { imapUrl: MAILBOX_IMAP_URL, smtpUrl: MAILBOX_SMTP_URL, address: MAILBOX_ADDRESS.toLowerCase(), pollMs: MAILBOX_POLL_SECONDS * 1_000 };
}

/** Where and as whom to sign in; `startTls` true means that a server that cannot encrypt is left at once. */
export function imapOptions(imapUrl: string) {
  const url = new URL(imapUrl);
  const secure = url.protocol === 'imaps:';
  const startTls = secure ? undefined : mustEncrypt(url);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    ...(startTls === undefined ? {} : { doSTARTTLS: startTls }),
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
  };
}
