/** What a person wrote in a mail: their own words, and what it takes to answer. */
import { createHash } from 'node:crypto';
import { parse } from 'node-html-parser';
import PostalMime, { type Email } from 'postal-mime';
import { markOf } from '../../bot/reading/unreadable.ts';
import { unreadableIn } from '../channels/unreadable.ts';
import { withoutQuotes } from '../channels/without-quotes.ts';
import type { MailHeaders } from './automatic.ts';

export interface Mail {
  headers: MailHeaders;
  /** Address of the sender in lower case; empty where there is none. */
  from: string;
  subject: string;
  /** With its angle brackets; drawn from the mail where it has none. */
  messageId: string;
  /** What it answers, oldest first. */
  references: string[];
  /** Without quoted words and signature, with marks for what cannot be read. */
  text: string;
}

/** Signatures made by a machine are nothing that a person attached. */
const SEALS = /^application\/(pgp-signature|x?-?pkcs7-signature)$/i;
/** Where mail programs put what is answered to. */
const QUOTES = 'blockquote, .gmail_quote, .gmail_signature, .moz-cite-prefix, .moz-signature, #appendonsend, #divRplyFwdMsg, #divRplyFwdMsg ~ *, #Signature, .yahoo_quoted, style, script, head';
const ANGLED = /<[^<>\s]+>/g;

/** Rejects when the mail cannot be read at all. */
export async function readMail(source: Uint8Array): Promise<Mail> {
  const email = await PostalMime.parse(source);
  const headers = new Map(email.headers.map(({ key, value }) => [key.toLowerCase(), value]).reverse() as [string, string][]);
  const subject = (email.subject ?? '').trim();
  const own = withoutQuotes(wordsOf(email));
  const marks = email.attachments
    .filter(({ mimeType, disposition, related }) => !SEALS.test(mimeType) && !(related === true || disposition === 'inline'))
    .map(({ mimeType }) => unreadableIn({ attachments: [{ contentType: mimeType }] }))
    .flatMap((kind) => (kind === null ? [] : [markOf(kind)]));
  const references = [...new Set([...(email.references ?? '').matchAll(ANGLED), ...(email.inReplyTo ?? '').matchAll(ANGLED)].map(([id]) => id))];
  // Many write their question as the subject, and nothing below.
  const text = own === '' && marks.length === 0 && references.length === 0 ? withoutPrefixes(subject) : own;
  return {
    headers: { get: (name) => headers.get(name) },
    from: (email.from?.address ?? '').trim().toLowerCase(),
    subject,
    messageId: email.messageId?.trim() || `<${createHash('sha256').update(source).digest('hex')}>`,
    references,
    text: [text, ...new Set(marks)].filter((part) => part !== '').join(' '),
  };
}

/** « Re: », « TR : », « RÉF : » and the like. */
export const withoutPrefixes = (subject: string): string => subject.replace(/^(\s*(re|r[ée]p?|tr|fwd?|aw)\s*:\s*)+/i, '').trim();

function wordsOf({ text, html }: Email): string {
  if (text !== undefined && text.trim() !== '') return text;
  if (html === undefined) return '';
  const root = parse(html);
  for (const quoted of root.querySelectorAll(QUOTES)) quoted.remove();
  return root.structuredText;
}
