/**
 * A turn, told in one list. A message has been masked and stored (see `conversations.ts`) when it comes here;
 * each step reads the turn and returns it richer, and the first that gives an outcome ends the list.
 * `writeReply` always runs: every turn ends in one named outcome, with something said unless a human holds the thread.
 */
import type { Answer } from '../knowledge/knowledge-base.ts';
import type { Outcome } from './outcomes.ts';
import type { Ports, ReceivedMessage } from './ports.ts';
import { fromPrompt, REPLIES } from './replies.ts';
import type { Reply } from './reply.ts';
import type { ConversationState } from './state.ts';
import { answerQuestion } from './steps/answer-question.ts';
import { checkInput } from './steps/check-input.ts';
import { protectPerson } from './steps/protect-person.ts';
import { proveAnswer } from './steps/prove-answer.ts';
import { respectOwner } from './steps/respect-owner.ts';
import { understand } from './steps/understand.ts';
import { welcome } from './steps/welcome.ts';
import { writeReply } from './steps/write-reply.ts';

export const STEPS: Step[] = [
  respectOwner, //   a human may hold the thread
  welcome, //        the person opens the conversation
  checkInput, //     can the message be read at all
  protectPerson, //  distress and danger come first
  understand, //     a greeting, a thank-you, a wish to talk to somebody
  answerQuestion, // the knowledge base
  proveAnswer, //    what the sources do not hold is not shown
];

export interface Turn {
  message: ReceivedMessage;
  state: ConversationState;
  /** The instant of the turn; its day is the day on which answers must hold. */
  now: Date;
  /** The person asked for the last answer in plainer words. */
  wantsPlainWords: boolean;
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

/** Ties the steps to what they need from outside. */
export function createRunTurn(ports: Ports): RunTurn {
  return async (message, state) => {
    let turn: Turn = { message, state, now: ports.clock.now(), wantsPlainWords: false, answer: null, replies: [], outcome: null };
    for (const step of STEPS) {
      turn = await step(turn, ports);
      if (turn.outcome !== null) break;
    }
    turn = writeReply(turn);
    return { state: turn.state, outcome: turn.outcome ?? 'failed', replies: turn.replies };
  };
}

/** What the person gets when a turn breaks. */
export const FAILED_REPLY: Reply = fromPrompt(REPLIES.failed);
/** What the person gets when the message itself could not be stored. */
export const NOT_KEPT_REPLY: Reply = fromPrompt(REPLIES.notKept);
/** What the person reads first, before having said anything. */
export const GREETING: Reply = fromPrompt(REPLIES.greeting);
