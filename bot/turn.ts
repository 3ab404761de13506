/**
 * A turn, told in one list. A message has been masked and stored (see `conversations.ts`) when it comes here;
 * each step reads the turn and returns it richer, and the first that gives an outcome ends the list.
 * `writeReply` always runs: every turn ends in one named outcome, with something said unless a human holds the thread.
 */
import type { Answer, Answered } from '../knowledge/knowledge-base.ts';
import type { Outcome } from './outcomes.ts';
import type { Ports, ReceivedMessage } from './ports.ts';
import type { ReviewNote } from './feedback/review.ts';
import { reviewTurn } from './feedback/review-turn.ts';
import { WITHOUT_DESK } from './handoff/nobody.ts';
import { keepFileTrue } from './handoff/keep-true.ts';
import type { UnreadableKind } from './reading/unreadable.ts';
import { forgetRepeats } from './repeats.ts';
import { fromPrompt, REPLIES } from './replies.ts';
import type { Reply } from './reply.ts';
import type { MessageReading } from './situation/reading/read-message.ts';
import type { Slot } from './situation/situation.ts';
import type { ConversationState } from './state.ts';
import type { Command } from './dialogues/commands.ts';
import type { NewDispatch } from './ports.ts';
import { answerLabour } from './steps/answer-labour.ts';
import { answerOtherLanguage } from './steps/answer-other-language.ts';
import { answerQuestion } from './steps/answer-question.ts';
import { checkInput } from './steps/check-input.ts';
import { eraseEverything } from './steps/erase-everything.ts';
import { explainWord } from './steps/explain-word.ts';
import { handOff } from './steps/hand-off.ts';
import { hearFeedback } from './steps/hear-feedback.ts';
import { moveFromDesk } from './steps/move-from-desk.ts';
import { proposeFacts } from './steps/propose-facts.ts';
import { protectPerson } from './steps/protect-person.ts';
import { proveAnswer } from './steps/prove-answer.ts';
import { readSituation } from './steps/read-situation.ts';
import { respectOwner } from './steps/respect-owner.ts';
import { announceSwitch, respectSwitch } from './steps/respect-switch.ts';
import { beginUnanswered, runDialogue } from './steps/run-dialogue.ts';
import { sayWhoKnows } from './steps/say-who-knows.ts';
import { steerDialogue } from './steps/steer-dialogue.ts';
import { understand } from './steps/understand.ts';
import { warnBeforeResigning } from './steps/warn-before-resigning.ts';
import { welcome } from './steps/welcome.ts';
import { writeReply } from './steps/write-reply.ts';

export const STEPS: Step[] = [
  moveFromDesk, //        a counsellor or the clock moves the hand-off
  eraseEverything, //     « tout effacer », whoever holds the thread
  respectOwner, //        a human may hold the thread
  welcome, //             the person opens the conversation
  answerOtherLanguage, // who writes in another one is told so in theirs
  checkInput, //          can the message be read at all
  protectPerson, //       distress and danger come first
  hearFeedback, //        « ça ne m'aide pas », right after an answer
  readSituation, //       what the person says of themselves, with their own words
  handOff, //             agreeing to the fiche, striking a line, asking where it stands
  respectSwitch, //       the operator may have turned the bot down or off
  steerDialogue, //       seeing, correcting and withdrawing what was understood
  warnBeforeResigning, // the CEP comes before a resignation, said before anything else
  understand, //          a greeting, a thank-you, a wish to talk to somebody
  explainWord, //         a word of the trade, asked about
  answerLabour, //        what recruits where the person lives
  runDialogue, //         whom to contact: the next question, or the operator and why
  answerQuestion, //      the knowledge base
  sayWhoKnows, //         a case to judge, a body, a file: no text answers, somebody does
  proveAnswer, //         what the sources do not hold is not shown
  beginUnanswered, //     a story that no text answers: whom to contact, then
  proposeFacts, //        what a model believes was said of the person, for them to say themselves
];

export interface Turn {
  message: ReceivedMessage;
  state: ConversationState;
  /** The instant of the turn; its day is the day on which answers must hold. */
  now: Date;
  /** Said beside the last answer, or that answer again: « plus simple » goes on meaning it. */
  isAside?: boolean;
  /** What steers the dialogue, when the message does. */
  command: Command;
  /** What the message told of the situation; null before it is read. */
  reading: (Omit<MessageReading, 'readings' | 'mentionsRelative'> & { added: Slot[]; changed: Slot[] }) | null;
  /** The person asked something else while a question was waiting: it is answered, and the question recalled. */
  detour: boolean;
  /** The person told something of themselves: the dialogue begins if the texts have nothing to answer. */
  mayBegin: boolean;
  /** What is said first about resigning, and the answer whose steps it shows. */
  warning?: { reply: Reply; order: Answered | null };
  /** The order was shown in an earlier turn and the person speaks of resigning again: one sentence, if nothing better answers. */
  orderReminder?: Reply;
  answer: Answer | null;
  replies: Reply[];
  outcome: Outcome | null;
  /** What must leave for another system because of this turn. */
  dispatches: NewDispatch[];
  /** What came beside the words and could not be read. */
  unread?: UnreadableKind[];
  /** A question that the texts do not answer, after which the dialogue began instead. */
  isUnanswered?: boolean;
  /** What the review list notes of the turn. */
  review?: ReviewNote | null;
}

export type Step = (turn: Turn, ports: Ports) => Turn | Promise<Turn>;

/** What is left out when the operator wants information only: nothing is asked of people, and nobody is handed over. */
const BEYOND_INFORMATION: ReadonlySet<Step> = new Set<Step>([runDialogue, beginUnanswered, proposeFacts]);

/** What a turn leaves behind. */
export interface TurnResult {
  state: ConversationState;
  outcome: Outcome;
  replies: Reply[];
  dispatches?: NewDispatch[];
  review?: ReviewNote | null;
  /** The person wants everything erased: the receipt is written by whoever knows what was kept. */
  erases?: boolean;
}

/** The bot as `conversations.ts` sees it. */
export type RunTurn = (message: ReceivedMessage, state: ConversationState) => Promise<TurnResult>;

/** Ties the steps to what they need from outside. */
export function createRunTurn(ports: Ports): RunTurn {
  return async (message, state) => {
    let turn: Turn = { message, state, now: ports.clock.now(), command: null, reading: null, detour: false, mayBegin: false, answer: null, replies: [], outcome: null, dispatches: [] };
    const isInformation = ports.mode?.().mode === 'information';
    const within = isInformation ? { ...ports, reception: WITHOUT_DESK.reception } : ports;
    for (const step of STEPS) {
      if (isInformation && BEYOND_INFORMATION.has(step)) continue;
      turn = ports.trace ? await ports.trace(step.name, () => step(turn, within)) : await step(turn, within);
      if (turn.outcome !== null) break;
    }
    turn = announceSwitch(reviewTurn(keepFileTrue(raiseUrgency(writeReply(turn))), state.topic), ports.mode?.());
    return { state: forgetRepeats(state, turn.state), outcome: turn.outcome ?? 'failed', replies: turn.replies, dispatches: turn.dispatches, review: turn.review ?? null, erases: turn.outcome === 'erased' };
  };
}

/** Who is in danger and waits for a counsellor waits no longer than anybody. */
function raiseUrgency(turn: Turn): Turn {
  const { handoff } = turn.state;
  if (turn.outcome !== 'protected' || handoff === null || handoff.state === 'closed') return turn;
  return { ...turn, state: { ...turn.state, handoff: { ...handoff, urgency: 'high' } } };
}

/** What the person gets when a turn breaks. */
export const FAILED_REPLY: Reply = fromPrompt(REPLIES.failed);
/** What the person gets when the message itself could not be stored. */
export const NOT_KEPT_REPLY: Reply = fromPrompt(REPLIES.notKept);
/** What the person reads first, before having said anything. */
export const GREETING: Reply = fromPrompt(REPLIES.greeting);
