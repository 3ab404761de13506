import { markNote } from '../feedback/about.ts';
import { FEEDBACK, reasonOf } from '../feedback/texts.ts';
import { markIn } from '../feedback/words.ts';
import { withoutMasks } from '../privacy/mask.ts';
import { say, type Reply } from '../reply.ts';
import type { Turn } from '../turn.ts';

/** « Oui, ça m'aide », « non, ça ne m'aide pas », right after an answer. Nobody is asked: it is heard when it is said. */
export function hearFeedback(turn: Turn): Turn {
  const { lastAnswer } = turn.state;
  if (lastAnswer === null || turn.message.kind !== 'message') return turn;
  const mark = markIn(withoutMasks(turn.message.text), lastAnswer.asksReason);
  if (mark === null) return turn;
  const review = markNote(turn.message.conversation, lastAnswer.message, lastAnswer.about, mark, turn.now);
  const asksReason = !mark.helps && mark.reason === null;
  return { ...turn, state: { ...turn.state, lastAnswer: { ...lastAnswer, asksReason } }, review, replies: [...turn.replies, replyTo(mark)], outcome: 'judged' };
}

function replyTo(mark: NonNullable<ReturnType<typeof markIn>>): Reply {
  if (mark.helps) return say(FEEDBACK.thanks);
  const reason = reasonOf(mark.reason);
  return reason ? say(reason.text, reason.choices) : say(FEEDBACK.why, FEEDBACK.reasons.map(({ label }) => ({ label, say: label })));
}
