/** Answers by SMTP, in the thread of the mail that asked. A repeat carries the same Message-ID: mailboxes drop it. */
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { TranscriptEntry } from '../../bot/ports.ts';
import { parisDay } from '../../bot/paris-day.ts';
import { readPrompts } from '../../prompts/read-prompts.ts';
import { channelOf } from '../channels/channels.ts';
import { plainEntry } from '../channels/plain-reply.ts';
import { transportOptions } from '../mail-transport.ts';
import { withoutPrefixes } from './read-mail.ts';

const TEXTS = readPrompts('mailbox.yaml', z.strictObject({ sender: z.string(), subject: z.string(), footer: z.string() }));

/** What it takes to answer; kept sealed with the conversation. */
export interface MailReference {
  address: string;
  subject: string;
  messageId: string;
  references: string[];
}

export interface AnswerSettings {
  smtpUrl: string;
  /** Our own address. */
  from: string;
  timeoutMs?: number;
}

const TIMEOUT_MS = 60_000;
/** A long thread keeps its beginning and its end, as RFC 5322 advises. */
const REFERENCES_AT_MOST = 20;

/** One mail for all that was said in a turn. Rejects with an error that holds neither the address nor the words. */
export async function sendAnswer(entries: TranscriptEntry[], reference: MailReference, messageId: string, { smtpUrl, from, timeoutMs = TIMEOUT_MS }: AnswerSettings): Promise<void> {
  const transport = createTransport(transportOptions(smtpUrl, timeoutMs));
  const today = parisDay(new Date());
  const text = entries.map((entry) => plainEntry(entry, channelOf('mailbox'), today)).join('\n\n');
  try {
    await transport.sendMail({
      from: { name: TEXTS.sender, address: from },
      to: { name: '', address: reference.address },
      subject: `Re: ${oneLine(withoutPrefixes(reference.subject)) || TEXTS.subject}`,
      text: `${text}\n\n-- \n${TEXTS.footer.trim()}\n`,
      messageId,
      inReplyTo: reference.messageId,
      references: referencesOf(reference),
      // RFC 3834: other machines must not answer.
      headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All', Precedence: 'auto_reply', 'Content-Language': 'fr' },
    });
  } catch (error) {
    const { responseCode, code } = error as { responseCode?: number; code?: string };
    throw new Error(responseCode === undefined ? `serveur d’e-mail injoignable (${code ?? 'erreur du réseau'})` : `SMTP ${responseCode}`);
  } finally {
    transport.close();
  }
}

function referencesOf({ references, messageId }: MailReference): string[] {
  const all = [...references.filter((each) => each !== messageId), messageId];
  return all.length <= REFERENCES_AT_MOST ? all : [all[0]!, ...all.slice(1 - REFERENCES_AT_MOST)];
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim().slice(0, 200);
