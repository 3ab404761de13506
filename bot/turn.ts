/**
 * A turn, told in one list. A message has been masked and stored (see `conversations.ts`) when it comes here;
 * each step reads the turn and returns it richer, and the first that gives an outcome ends the list.
 * `writeReply` and `finishState` always run: every turn ends in one named outcome with something said.
 */
import type { Answer } from '../knowledge/knowledge-base.ts';
import type { Outcome } from './outcomes.ts';
import type { Ports, ReceivedMessage } from './ports.ts';
import type { Reply } from './reply.ts';
import type { ConversationState } from './state.ts';

export interface Turn {
  message: ReceivedMessage;
  state: ConversationState;
  /** The instant of the turn; its day is the day on which answers must hold. */
  now: Date;
  answer: Answer | null;
  replies: Reply[];
  outcome: Outcome | null;
}

export type Step = (turn: Turn, ports: Ports) => Turn | Promise<Turn>;

/** What a turn leaves behind. */
export interface TurnResult {
  state: ConversationState;
  outcome: Outcome;
  replies: Reply[];
}

/** The bot as `conversations.ts` sees it. */
export type RunTurn = (message: ReceivedMessage, state: ConversationState) => Promise<TurnResult>;
