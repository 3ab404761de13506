import { questionFor } from '../dialogues/questions.ts';
import { fill, TEXTS } from '../dialogues/texts.ts';
import { fromPrompt, REPLIES } from '../replies.ts';
import type { Turn } from '../turn.ts';

/**
 * Opening the conversation gets the greeting once: who is speaking, what it can do, and the ways in.
 * Whoever comes back hears which question was waiting, and can answer it where they left it.
 */
export function welcome(turn: Turn): Turn {
  if (turn.message.kind !== 'arrival') return turn;
  const { greeted, dialogue } = turn.state;
  const question = greeted && dialogue.pending ? questionFor(dialogue.pending) : null;
  const reply = fromPrompt(greeted ? REPLIES.welcomeBack : REPLIES.greeting);
  const resumed = question ? { ...reply, text: `${reply.text}\n\n${fill(TEXTS.recall, { missing: question.recall })}`, choices: question.choices } : reply;
  return { ...turn, state: { ...turn.state, greeted: true }, replies: [resumed], outcome: 'welcomed' };
}
