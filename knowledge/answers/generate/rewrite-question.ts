/** The model completes a question from the one before. It may bring back words that were said, and no other. */
import type { AskModel } from '../../../prompts/model/model-prompts.ts';
import { stems } from '../../index/stem.ts';
import type { Topic } from '../../knowledge-base.ts';
import { comparable } from '../themes.ts';

/** Share of the message's own words that the rewritten question must keep. */
const KEPT = 0.75;

/** The question that stands alone, or null when the model gave none that only says what was said. */
export async function rewriteQuestion(message: string, topic: Topic, subject: string, ask: AskModel): Promise<string | null> {
  const answer = await ask('rewrite-question', { message, question: topic.question, subject });
  const question = answer?.question?.trim() ?? '';
  const own = new Set(stems(message));
  const said = new Set([...own, ...stems(`${topic.question} ${subject}`)]);
  const rewritten = new Set(stems(question));
  const kept = [...own].filter((word) => rewritten.has(word)).length;
  const isSaid = rewritten.size > 0 && [...rewritten].every((word) => said.has(word));
  return isSaid && kept >= KEPT * own.size && comparable(question) !== comparable(message) ? question : null;
}
