import type { Abstained, Answered, Citation } from '../../knowledge/knowledge-base.ts';
import type { IsoDate } from '../../knowledge/passage.ts';
import { questionFor } from '../dialogues/questions.ts';
import { fill, TEXTS } from '../dialogues/texts.ts';
import { frenchDay } from '../french-day.ts';
import { parisDay } from '../paris-day.ts';
import { PERSONAL_DATA_NAMES, type PersonalDataKind } from '../privacy/personal-data.ts';
import type { Outcome } from '../outcomes.ts';
import { inOtherWords } from '../repeats.ts';
import { fromPrompt, REPLIES } from '../replies.ts';
import { say, type Choice, type Reply } from '../reply.ts';
import type { Turn } from '../turn.ts';
import { caution } from './for-whom.ts';
import { DISTRESS } from './protect-person.ts';

/** A person reads three buttons at most; more is a list of five organisations all over again. */
const CHOICES_AT_MOST = 3;

/** Turns the answer into the reply, and tells the person what was masked. */
export function writeReply(turn: Turn): Turn {
  const answered = withRecall(turn.outcome === null && turn.answer !== null ? replyTo(turn) : turn);
  const unasked = turn.message.masked.filter((kind) => !(turn.message.given ?? []).some((given) => given.kind === kind));
  if (unasked.length === 0) return answered;
  return { ...answered, replies: [maskNotice(unasked, answered.state.handoff?.state === 'offered'), ...answered.replies] };
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
  const answer = turn.answer;
  switch (answer?.kind) {
    case 'answered':
      return {
        ...turn,
        state: { ...turn.state, topic: answer.topic, misunderstandings: 0 },
        replies: [...turn.replies, answeredReply(answer, turn.wantsPlainWords, caution(answer.appliesTo, turn.state.situation, answer.topic.theme))],
        outcome: 'answered',
      };
    case 'abstained':
      return abstained(turn, answer);
    case 'out-of-scope':
      return fixed(turn, 'outOfScope', 'out-of-scope');
    default:
      return turn;
  }
}

function answeredReply(answer: Answered, wantsPlainWords: boolean, caution: string | null): Reply {
  const citations: Citation[] = [];
  const markOf = (citation: Citation) => {
    const known = citations.findIndex((other) => other.id === citation.id && other.quote === citation.quote);
    return `[${known >= 0 ? known + 1 : citations.push(citation)}]`;
  };
  const paragraphs = answer.statements.map(({ text, citations: cited }) => `${text} ${[...new Set(cited.map(markOf))].join(' ')}`);
  // Sentences cut from the texts are announced as such: they may be beside the question.
  if (answer.card === null) paragraphs.unshift(REPLIES.fromTheTexts.text.trim());
  const marks = citations.map((_, index) => `[${index + 1}]`).join(' ');
  const plainWords = wantsPlainWords ? answer.plain : null;
  return {
    text: [plainWords === null ? paragraphs.join('\n\n') : `${plainWords} ${marks}`, ...(caution === null ? [] : [caution])].join('\n\n'),
    citations,
    choices: choicesAfter(answer, wantsPlainWords),
  };
}

function choicesAfter(answer: Answered, wantsPlainWords: boolean): Choice[] {
  const plainChoice = REPLIES.plainChoice.text.trim();
  const simpler: Choice[] = answer.plain !== null && !wantsPlainWords ? [{ label: plainChoice, say: plainChoice }] : [];
  return [...answer.next.slice(0, CHOICES_AT_MOST - simpler.length), ...simpler];
}

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

/** `wanted`: a fiche is on the screen, in which a number has its place. */
function maskNotice(kinds: PersonalDataKind[], wanted: boolean): Reply {
  const names = kinds.map((kind) => `votre ${PERSONAL_DATA_NAMES[kind]}`);
  return say(fromPrompt(wanted && kinds.some((kind) => kind === 'phone' || kind === 'email') ? REPLIES.maskedButWanted : REPLIES.masked, { what: new Intl.ListFormat('fr').format(names) }).text);
}
