import { isUnderWay } from '../handoff/handoff.ts';
import { offerHandoff } from '../handoff/offer.ts';
import type { Ports } from '../ports.ts';
import { withoutMasks } from '../privacy/mask.ts';
import { smallTalkIn } from '../reading/small-talk.ts';
import { inOtherWords } from '../repeats.ts';
import { fromPrompt, REPLIES } from '../replies.ts';
import { say, type Reply } from '../reply.ts';
import type { Turn } from '../turn.ts';
import { sayPlainly } from '../plain-words.ts';
import { tellWhere } from './hand-off.ts';

/** Recognises what is no question about work or training: a greeting, a thank-you, a wish to talk to somebody. */
export async function understand(turn: Turn, ports: Ports): Promise<Turn> {
  const row = smallTalkIn(withoutMasks(turn.message.text));
  if (!row) return turn;
  if (row.simpler) return sayPlainly(turn, ports);
  if (row.greet) return { ...turn, state: { ...turn.state, greeted: true }, replies: [...turn.replies, fromPrompt(REPLIES.greeting)], outcome: row.outcome };
  const { text, state } = inOtherWords(turn, row.id, [row.text, ...row.again]);
  const told = { ...turn, state };
  const reply = say(text, row.choices);
  return row.human ? askForHuman(told, ports, reply) : { ...told, replies: [...turn.replies, reply], outcome: row.outcome };
}

/** Whoever waits already hears where their request stands; the others get the offer, or the contact. */
function askForHuman(turn: Turn, ports: Ports, without: Reply): Promise<Turn> {
  const { handoff } = turn.state;
  return handoff && isUnderWay(handoff) ? tellWhere(turn, handoff, ports) : offerHandoff(turn, ports, without);
}
