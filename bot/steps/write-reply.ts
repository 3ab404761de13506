import type { Abstained, Answered, Citation } from '../../knowledge/knowledge-base.ts';
import type { IsoDate } from '../../knowledge/passage.ts';
import { questionFor } from '../dialogues/questions.ts';
import { fill, TEXTS } from '../dialogues/texts.ts';
import { frenchDay } from '../french-day.ts';
import { parisDay } from '../paris-day.ts';
import { PERSONAL_DATA_NAMES, type PersonalDataKind } from '../privacy/personal-data.ts';
import { fromPrompt, REPLIES } from '../replies.ts';
import { say, type Choice, type Reply } from '../reply.ts';
import type { Turn } from '../turn.ts';
import { caution } from './for-whom.ts';

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
    case 'abstained': {
      const misunderstandings = turn.state.misunderstandings + 1;
      return {
        ...turn,
        state: { ...turn.state, topic: answer.topic ?? turn.state.topic, misunderstandings },
        replies: [...turn.replies, abstainedReply(answer, misunderstandings, parisDay(turn.now))],
        outcome: 'abstained',
      };
    }
    case 'out-of-scope':
      return { ...turn, replies: [...turn.replies, fromPrompt(REPLIES.outOfScope)], outcome: 'out-of-scope' };
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
  if (answer.card === null) paragraphs.unshift((answer.wording === 'model' ? REPLIES.reworded : REPLIES.fromTheTexts).text.trim());
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

/** After two questions without an answer a human is offered before anything else. */
function abstainedReply({ nearest, suggestions }: Abstained, misunderstandings: number, today: IsoDate): Reply {
  const replaced = nearest.find(({ validUntil }) => validUntil !== null && validUntil <= today);
  if (replaced) {
    const values = { article: replaced.title.replace(/^Article/, 'article'), date: frenchDay(replaced.validUntil ?? today) };
    const reply = fromPrompt(REPLIES.replaced, values);
    return { ...reply, choices: [{ label: 'Ouvrir l’article', say: replaced.title, url: replaced.url }, ...reply.choices] };
  }
  if (misunderstandings > 1) return fromPrompt(REPLIES.abstainedAgain);
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
