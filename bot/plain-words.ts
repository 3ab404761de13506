/** « En plus simple »: what was said last, in plain words with the same sources; what has none says so. */
import { plainReply, provenAnswerOf } from './answered-reply.ts';
import { questionFor } from './dialogues/questions.ts';
import type { Ports } from './ports.ts';
import { fromPrompt, REPLIES } from './replies.ts';
import { say } from './reply.ts';
import { caution } from './steps/for-whom.ts';
import type { Turn } from './turn.ts';

export function sayPlainly(turn: Turn, ports: Ports): Turn {
  const { lastCard, lastBeside, lastAnswer, dialogue, topic, situation } = turn.state;
  const answer = lastCard === null ? null : provenAnswerOf(lastCard, turn.now, ports, lastBeside);
  const reply = answer && plainReply(answer, caution(answer.appliesTo, situation, answer.topic.theme));
  const plain = { ...turn, isAside: true, detour: dialogue.pending !== null };
  if (reply) {
    // A word on it is a word on the question that was asked, not on « en plus simple ».
    const { theme, card, question: asked } = answer.topic;
    const about = lastAnswer?.about ?? { outcome: 'answered' as const, question: asked, before: null, theme, card };
    return { ...plain, replies: [...turn.replies, { ...reply, about }], outcome: 'answered' };
  }
  const question = dialogue.pending === null ? undefined : questionFor(dialogue.pending);
  // A question was asked last: why it is asked, and what helps to answer it.
  if (question) return { ...turn, replies: [...turn.replies, say([question.why, question.ifUnknown].filter(Boolean).join('\n\n'), question.choices)], outcome: 'asked' };
  const nothingSaid = topic === null && lastCard === null && turn.state.personTurns <= 1;
  return { ...plain, replies: [...turn.replies, fromPrompt(nothingSaid ? REPLIES.plainNothing : REPLIES.plainMissing)], outcome: 'guided' };
}
