import type { Abstained, Answered } from '../../knowledge/knowledge-base.ts';
import type { IsoDate } from '../../knowledge/passage.ts';
import { answeredReply } from '../answered-reply.ts';
import { isQuestion } from '../dialogues/commands.ts';
import { questionFor } from '../dialogues/questions.ts';
import { fill, TEXTS } from '../dialogues/texts.ts';
import { frenchDay } from '../french-day.ts';
import { parisDay } from '../paris-day.ts';
import { withoutMasks } from '../privacy/mask.ts';
import { PERSONAL_DATA_NAMES, type PersonalDataKind } from '../privacy/personal-data.ts';
import type { Outcome } from '../outcomes.ts';
import { unreadNotice } from '../reading/unreadable.ts';
import { inOtherWords } from '../repeats.ts';
import { fromPrompt, REPLIES } from '../replies.ts';
import { say, type Reply } from '../reply.ts';
import { timelineReminder } from '../timeline-reply.ts';
import type { Turn } from '../turn.ts';
import { caution } from './for-whom.ts';
import { DISTRESS } from './protect-person.ts';

/** Turns the answer into the reply, and tells the person what was masked. */
export function writeReply(turn: Turn): Turn {
  const answered = withUnread(withLastCard(withRecall(turn.outcome === null && turn.answer !== null ? replyTo(turn) : turn)));
  const unasked = turn.message.masked.filter((kind) => !(turn.message.given ?? []).some((given) => given.kind === kind));
  if (unasked.length === 0) return answered;
  return { ...answered, replies: [maskNotice(unasked, answered.state.handoff?.state === 'offered' ? 'now' : answered.state.dialogue.wantsHuman ? 'later' : 'never'), ...answered.replies] };
}

/** Who sent a photo with their words is told that only the words were read; who is in danger reads nothing else first. */
function withUnread(turn: Turn): Turn {
  if (turn.unread === undefined || turn.replies.length === 0 || turn.outcome === 'protected') return turn;
  return { ...turn, replies: [unreadNotice(turn.unread), ...turn.replies] };
}

/** A thank-you, a look at the facts, a mark given: what was said last is still the answer before. */
const SAYS_NOTHING_NEW: ReadonlySet<Outcome> = new Set<Outcome>(['guided', 'reviewed', 'judged']);

/** What « en plus simple » would say again: the card of this turn, or none. */
function withLastCard(turn: Turn): Turn {
  const { answer, warning, outcome, replies, state } = turn;
  if (replies.length === 0 || (outcome !== null && SAYS_NOTHING_NEW.has(outcome)) || turn.isAside) return turn;
  const shown = outcome === 'answered' && answer?.kind === 'answered' && !orderInstead(turn) ? answer : null;
  return { ...turn, state: { ...state, lastCard: shown?.card ?? warning?.order?.card ?? null, lastBeside: shown?.beside ?? null } };
}

/** After a detour the question that waits is recalled in one sentence, once, with its buttons. */
function withRecall(turn: Turn): Turn {
  const { dialogue } = turn.state;
  const question = turn.detour && !dialogue.recalled && dialogue.pending ? questionFor(dialogue.pending) : null;
  const last = turn.replies.at(-1);
  if (!question || !last) return turn;
  const recalled = { ...last, text: `${last.text}\n\n${fill(TEXTS.recall, { missing: question.recall })}`, choices: [...question.choices, ...last.choices.filter(({ url }) => url !== undefined)] };
  return { ...turn, replies: [...turn.replies.slice(0, -1), recalled], state: { ...turn.state, dialogue: { ...dialogue, recalled: true } } };
}

function replyTo(turn: Turn): Turn {
  const answer = orderInstead(turn) ?? turn.answer;
  switch (answer?.kind) {
    case 'answered':
      return answered(turn, answer);
    case 'abstained':
      if (turn.orderReminder && !isQuestion(withoutMasks(turn.message.text))) return { ...turn, replies: [...turn.replies, turn.orderReminder], outcome: 'answered' };
      return abstained(turn, answer);
    case 'out-of-scope':
      return fixed(turn, 'outOfScope', 'out-of-scope');
    default:
      return turn;
  }
}

/** Who said that they resign and asked nothing, or asked how, has their answer: the order of the steps. */
function orderInstead({ warning, answer, message }: Turn): Answered | null {
  const isOrder = answer?.kind === 'answered' && answer.timeline !== undefined;
  return warning?.order && (isOrder || !isQuestion(withoutMasks(message.text))) ? warning.order : null;
}

function answered(turn: Turn, answer: Answered): Turn {
  const { state, warning } = turn;
  const { timeline, card } = answer;
  const reply = timeline && wasShown(turn, card) ? timelineReminder(timeline) : answeredReply(answer, caution(answer.appliesTo, state.situation, answer.topic.theme));
  const ordersShown = timeline && card !== null ? [...new Set([...state.dialogue.ordersShown, card])] : state.dialogue.ordersShown;
  // The order itself says what the warning would say before it.
  const replies = timeline ? turn.replies.filter((said) => said !== warning?.reply) : turn.replies;
  return { ...turn, state: { ...state, topic: answer.topic, misunderstandings: 0, dialogue: { ...state.dialogue, ordersShown } }, replies: [...replies, reply], outcome: 'answered' };
}

/** In an earlier turn, and nobody asks for it: « je démissionne quand même » is no question. */
const wasShown = ({ state, warning, message }: Turn, card: string | null): boolean =>
  card !== null && card !== warning?.order?.card && state.dialogue.ordersShown.includes(card) && !isQuestion(withoutMasks(message.text));

const AFTER_DISTRESS = new Set([DISTRESS, 'abstainedAfterDistress']);

/** A fixed reply, in other words when it has just been given. */
function fixed(turn: Turn, name: 'outOfScope' | 'abstainedAgain' | 'abstainedAfterDistress', outcome: Outcome): Turn {
  const prompt = REPLIES[name];
  const { text, state } = inOtherWords(turn, name, [prompt.text, ...prompt.again]);
  return { ...turn, state, replies: [...turn.replies, say(text, prompt.choices)], outcome };
}

/** After two questions without an answer a human is offered before anything else; to somebody in distress, at once. */
function abstained(turn: Turn, answer: Abstained): Turn {
  const misunderstandings = turn.state.misunderstandings + 1;
  const counted = { ...turn, state: { ...turn.state, topic: answer.topic ?? turn.state.topic, misunderstandings } };
  const today = parisDay(turn.now);
  const isReplaced = answer.nearest.some(({ validUntil }) => validUntil !== null && validUntil <= today);
  if (AFTER_DISTRESS.has(turn.state.repeated?.id ?? '')) return fixed(counted, 'abstainedAfterDistress', 'abstained');
  if (misunderstandings > 1 && !isReplaced) return fixed(counted, 'abstainedAgain', 'abstained');
  return { ...counted, replies: [...turn.replies, abstainedReply(answer, today)], outcome: 'abstained' };
}

function abstainedReply({ nearest, suggestions }: Abstained, today: IsoDate): Reply {
  const replaced = nearest.find(({ validUntil }) => validUntil !== null && validUntil <= today);
  if (replaced) {
    const values = { article: replaced.title.replace(/^Article/, 'article'), date: frenchDay(replaced.validUntil ?? today) };
    const reply = fromPrompt(REPLIES.replaced, values);
    return { ...reply, choices: [{ label: 'Ouvrir l’article', say: replaced.title, url: replaced.url }, ...reply.choices] };
  }
  if (suggestions.length > 0) {
    const reply = fromPrompt(REPLIES.unsure);
    return { ...reply, choices: [...suggestions, ...reply.choices] };
  }
  const base = fromPrompt(REPLIES.abstained);
  if (nearest.length === 0) return base;
  return { ...base, text: `${base.text}\n\n${REPLIES.abstained.nearest?.trim() ?? ''}`, citations: nearest };
}

const NOTICES = { now: REPLIES.maskedButWanted, later: REPLIES.maskedForLater, never: REPLIES.masked };

/** `wanted`: a fiche, in which a number has its place, is on the screen, or is to come. */
function maskNotice(kinds: PersonalDataKind[], wanted: 'now' | 'later' | 'never'): Reply {
  const names = kinds.map((kind) => `votre ${PERSONAL_DATA_NAMES[kind]}`);
  return say(fromPrompt(kinds.some((kind) => kind === 'phone' || kind === 'email') ? NOTICES[wanted] : REPLIES.masked, { what: new Intl.ListFormat('fr').format(names) }).text);
}
