import { withoutMasks } from '../privacy/mask.ts';
import { plain } from '../reading/phrases.ts';
import { unreadableReply, withoutMarks } from '../reading/unreadable.ts';
import { fromPrompt, REPLIES } from '../replies.ts';
import type { Turn } from '../turn.ts';

/** Longest message that is read, in characters. The chat page counts down to it. */
export const MESSAGE_LIMIT = 2_000;

/** A message that cannot be read gets a clear word, and the person loses nothing of it. */
export function checkInput(turn: Turn): Turn {
  const { text, masked, kind, given = [] } = turn.message;
  if (kind === 'arrival') return turn;
  if (text.length > MESSAGE_LIMIT) {
    return { ...turn, replies: [fromPrompt(REPLIES.tooLong, { limit: String(MESSAGE_LIMIT) })], outcome: 'not-understood' };
  }
  const { words, kinds } = withoutMarks(text);
  if (plain(withoutMasks(words)) !== '' || given.length > 0) return kinds.length === 0 ? turn : { ...turn, message: { ...turn.message, text: words }, unread: kinds };
  if (kinds.length > 0) return { ...turn, replies: [unreadableReply(kinds)], outcome: 'not-understood' };
  if (masked.length > 0) return { ...turn, replies: [fromPrompt(REPLIES.onlyPersonalData)], outcome: 'protected' };
  return { ...turn, replies: [fromPrompt(REPLIES.empty)], outcome: 'not-understood' };
}
