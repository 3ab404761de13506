import type { Abstained, Answered, Citation } from '../../knowledge/knowledge-base.ts';
import { PERSONAL_DATA_NAMES } from '../privacy/personal-data.ts';
import { fromPrompt, REPLIES } from '../replies.ts';
import { say, type Choice, type Reply } from '../reply.ts';
import type { Turn } from '../turn.ts';

/** A person reads three buttons at most; more is a list of five organisations all over again. */
const CHOICES_AT_MOST = 3;

/** Turns the answer into the reply, and tells the person what was masked. */
export function writeReply(turn: Turn): Turn {
  const answered = turn.outcome === null && turn.answer !== null ? replyTo(turn) : turn;
  if (turn.message.masked.length === 0) return answered;
  return { ...answered, replies: [maskNotice(turn), ...answered.replies] };
}

function replyTo(turn: Turn): Turn {
  const answer = turn.answer;
  switch (answer?.kind) {
    case 'answered':
      return {
        ...turn,
        state: { ...turn.state, topic: answer.topic, misunderstandings: 0 },
        replies: [...turn.replies, answeredReply(answer, turn.wantsPlainWords)],
        outcome: 'answered',
      };
    case 'abstained': {
      const misunderstandings = turn.state.misunderstandings + 1;
      return {
        ...turn,
        state: { ...turn.state, topic: answer.topic ?? turn.state.topic, misunderstandings },
        replies: [...turn.replies, misunderstandings > 1 ? fromPrompt(REPLIES.abstainedAgain) : abstainedReply(answer)],
        outcome: 'abstained',
      };
    }
    case 'out-of-scope':
      return { ...turn, replies: [...turn.replies, fromPrompt(REPLIES.outOfScope)], outcome: 'out-of-scope' };
    default:
      return turn;
  }
}

function answeredReply(answer: Answered, wantsPlainWords: boolean): Reply {
  const citations: Citation[] = [];
  const markOf = (citation: Citation) => {
    const known = citations.findIndex((other) => other.id === citation.id && other.quote === citation.quote);
    return `[${known >= 0 ? known + 1 : citations.push(citation)}]`;
  };
  const paragraphs = answer.statements.map(({ text, citations: cited }) => `${text} ${[...new Set(cited.map(markOf))].join(' ')}`);
  const marks = citations.map((_, index) => `[${index + 1}]`).join(' ');
  const plainWords = wantsPlainWords ? answer.plain : null;
  return {
    text: plainWords === null ? paragraphs.join('\n\n') : `${plainWords} ${marks}`,
    citations,
    choices: choicesAfter(answer, wantsPlainWords),
  };
}

function choicesAfter(answer: Answered, wantsPlainWords: boolean): Choice[] {
  const plainChoice = REPLIES.plainChoice.text.trim();
  const simpler: Choice[] = answer.plain !== null && !wantsPlainWords ? [{ label: plainChoice, say: plainChoice }] : [];
  return [...answer.next.slice(0, CHOICES_AT_MOST - simpler.length), ...simpler];
}

function abstainedReply(answer: Abstained): Reply {
  const base = fromPrompt(REPLIES.abstained);
  if (answer.nearest.length === 0) return base;
  return { ...base, text: `${base.text}\n\n${REPLIES.abstained.nearest?.trim() ?? ''}`, citations: answer.nearest };
}

function maskNotice(turn: Turn): Reply {
  const names = turn.message.masked.map((kind) => `votre ${PERSONAL_DATA_NAMES[kind]}`);
  return say(fromPrompt(REPLIES.masked, { what: new Intl.ListFormat('fr').format(names) }).text);
}
