/** Mails that no person wrote, and that are never answered: an answer to one may bring another, for ever. https://www.rfc-editor.org/rfc/rfc3834 */

export interface MailHeaders {
  /** Lower-case name, value. */
  get(name: string): string | undefined;
}

export type WhyIgnored = 'own-address' | 'no-sender' | 'auto-submitted' | 'bulk' | 'mailing-list' | 'bounce' | 'unattended' | 'spam' | 'absence' | 'loop';

const UNATTENDED = /^(mailer-daemon|postmaster|no[-._]?reply|ne[-._]?pas[-._]?repondre|do[-._]?not[-._]?reply|bounces?|notifications?)([-+._=].*)?$/i;
const ABSENCE = /^\s*(r[ée]ponse automatique|absence du bureau|message d['’]absence|automatic reply|auto(matic)? ?response|out of office|autoreply)\b/i;
const SUPPRESSES = /\b(all|oof|autoreply|dr|rn|nrn)\b/i;

/** Null when somebody wrote it. `from` is the address, in lower case. */
export function whyAutomatic(headers: MailHeaders, from: string, subject: string, own: string): WhyIgnored | null {
  const value = (name: string): string => headers.get(name)?.trim() ?? '';
  if (from === '') return 'no-sender';
  if (from === own) return 'own-address';
  if (!/^(|no\b.*)$/i.test(value('auto-submitted'))) return 'auto-submitted';
  if (value('return-path') === '<>' || /^multipart\/report\b/i.test(value('content-type'))) return 'bounce';
  if (/^(bulk|junk|list|auto_reply)$/i.test(value('precedence'))) return 'bulk';
  if (value('list-id') !== '' || value('list-unsubscribe') !== '' || value('feedback-id') !== '') return 'mailing-list';
  if (SUPPRESSES.test(value('x-auto-response-suppress')) || ['x-autoreply', 'x-autorespond', 'x-autoresponder'].some((name) => value(name) !== '')) return 'auto-submitted';
  if (/^yes/i.test(value('x-spam-flag'))) return 'spam';
  if (UNATTENDED.test(from.slice(0, from.lastIndexOf('@')))) return 'unattended';
  return ABSENCE.test(subject) ? 'absence' : null;
}
