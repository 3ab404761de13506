/** What a form of the page brings: a message typed, or a choice pressed. */
import { createHash, randomUUID } from 'node:crypto';
import type { Request } from 'express';

/** Characters of one message; `client/composer.js` counts to the same. */
export const MESSAGE_LIMIT = 2_000;

export interface PostedMessage {
  id: string;
  text: string;
  /** What stands in the text box, to give it back when the message is refused. */
  draft: string;
  problem: 'empty' | 'too-long' | null;
}

function field(request: Request, name: string): string {
  const value = (request.body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value : '';
}

/**
 * The script names its messages itself. A plain form carries a nonce drawn with the page: with the text it makes the same id
 * for a form sent twice, and another for another message sent from a page found again in the history.
 */
function idOf(request: Request, text: string): string {
  const id = field(request, 'id');
  if (/^[\w-]{16,64}$/.test(id)) return id;
  const nonce = field(request, 'nonce') || randomUUID();
  return createHash('sha256').update(`${nonce}\n${text}`).digest('base64url').slice(0, 32);
}

export function postedMessage(request: Request): PostedMessage {
  const draft = field(request, 'message').replaceAll('\r\n', '\n').trim();
  const text = field(request, 'choice').trim() || draft;
  const problem = text === '' ? 'empty' : text.length > MESSAGE_LIMIT ? 'too-long' : null;
  return { id: idOf(request, text), text, draft, problem };
}
