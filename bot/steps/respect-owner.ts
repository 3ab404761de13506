import type { Turn } from '../turn.ts';

/** While a human holds the thread the bot is silent: two voices at once would confuse everybody. */
export function respectOwner(turn: Turn): Turn {
  return turn.state.owner === 'human' ? { ...turn, outcome: 'held-by-human' } : turn;
}
