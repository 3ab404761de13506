import { fromPrompt, REPLIES } from '../replies.ts';
import type { Turn } from '../turn.ts';

/** Opening the conversation gets the greeting once: who is speaking, what it can do, and the ways in. */
export function welcome(turn: Turn): Turn {
  if (turn.message.kind !== 'arrival') return turn;
  const prompt = turn.state.greeted ? REPLIES.welcomeBack : REPLIES.greeting;
  return { ...turn, state: { ...turn.state, greeted: true }, replies: [fromPrompt(prompt)], outcome: 'welcomed' };
}
