import { withoutMasks } from '../privacy/mask.ts';
import type { Ports } from '../ports.ts';
import { parisDay } from '../paris-day.ts';
import { publicOf } from './for-whom.ts';
import type { Turn } from '../turn.ts';

/** Asks the knowledge base, for the day of the turn and with what the conversation was about. */
export async function answerQuestion(turn: Turn, { knowledge }: Ports): Promise<Turn> {
  const answer = await knowledge.answer({
    text: withoutMasks(turn.message.text),
    date: parisDay(turn.now),
    topic: turn.state.topic,
    public: publicOf(turn.state.situation),
  });
  return { ...turn, answer };
}
