import { isHeldByHuman } from '../handoff/handoff.ts';
import type { Ports } from '../ports.ts';
import type { Turn } from '../turn.ts';
import { whileWaiting } from './hand-off.ts';

/**
 * While a human holds the thread the bot is silent: two voices at once would confuse everybody.
 * It still hears the answer to a proposed transfer, and a person who wants out.
 */
export async function respectOwner(turn: Turn, ports: Ports): Promise<Turn> {
  const { owner, handoff } = turn.state;
  if (owner !== 'human') return turn;
  // A state without the hand-off that took the thread would be silent for ever.
  if (handoff === null || !isHeldByHuman(handoff)) return { ...turn, state: { ...turn.state, owner: 'bot' } };
  if (turn.message.kind === 'arrival') return { ...turn, outcome: 'held-by-human' };
  const heard = await whileWaiting(turn, handoff, ports);
  // Where it stands is for the counsellor to say.
  return heard.outcome === null || heard.outcome === 'handed-off' && heard.state.handoff === handoff ? { ...turn, outcome: 'held-by-human' } : heard;
}
