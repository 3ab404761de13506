import { areasOf } from '../../knowledge/labour-market/areas.ts';
import { describeNearby, describeRecruiting, describeTrade, describeUnemployment, type LabourAnswer } from '../../knowledge/labour-market/describe.ts';
import { type FoundOccupation, readTrades } from '../../knowledge/labour-market/occupations.ts';
import { createLabourReader, LABOUR_TEXTS as TEXTS, type LabourQuestion } from '../../knowledge/labour-market/question.ts';
import { readWhere } from '../../knowledge/labour-market/where.ts';
import { withoutMasks } from '../privacy/mask.ts';
import { compilePhrases, plain } from '../reading/phrases.ts';
import { say, type Choice, type Reply } from '../reply.ts';
import { lieuText } from '../situation/labels.ts';
import { toLieu } from '../situation/reading/read-place.ts';
import type { Lieu, Slot } from '../situation/situation.ts';
import type { Turn } from '../turn.ts';

const labourQuestionIn = createLabourReader(compilePhrases);

const NEXT: Choice[] = [
  { label: 'Métiers qui recrutent', say: 'Quels métiers recrutent près de chez moi ?' },
  { label: 'Taux de chômage', say: 'Quel est le taux de chômage ?' },
  { label: 'Savoir qui contacter', say: 'Qui contacter pour le CEP ?' },
];

/** What recruits where the person lives, from official figures; it asks for the place or the trade that it lacks. */
export function answerLabour(turn: Turn): Turn {
  if (turn.message.kind === 'arrival') return turn;
  const text = withoutMasks(turn.message.text);
  const waiting = turn.state.labour;
  const asked = labourQuestionIn(plain(text));
  const answersUs = waiting !== null && asked === null && isAnswer(turn, waiting.wants, text);
  if (asked === null && !answersUs) return waiting === null ? turn : { ...turn, state: { ...turn.state, labour: null } };
  const question = asked ?? (waiting as NonNullable<typeof waiting>).question;
  return answer({ ...turn, state: { ...turn.state, labour: null } }, question, text, answersUs && waiting?.wants === 'trade');
}

/** A place or a trade, when that is what was asked for; anything else is another matter. */
function isAnswer(turn: Turn, wants: 'place' | 'trade', text: string): boolean {
  if (wants === 'trade') return readTrades(text).length > 0 || text.trim().split(/\s+/).length <= 4;
  return readWhere(text, true) !== null || text.trim().split(/\s+/).length <= 3;
}

function answer(turn: Turn, question: LabourQuestion, text: string, isTrade: boolean): Turn {
  const { situation } = turn.state;
  const place = readWhere(text);
  if (place && !place.certain) {
    const choices = place.candidates.slice(0, 4).map((candidate) => lieuText(toLieu(candidate)));
    return wait(turn, question, 'place', `Il y a plusieurs « ${place.said} ». De laquelle parlez-vous ?`, choices.map((label) => ({ label, say: label })));
  }
  const lieu: Lieu | undefined = place?.candidates[0] ? toLieu(place.candidates[0]) : situation.lieu?.value;
  const [trade] = readTrades(text);
  const known: FoundOccupation | undefined = trade ?? (question === 'nearby' || isTrade ? tradeOf(turn, 'metier') : undefined);
  if (question === 'nearby' && !known) return wait(turn, question, 'trade', isTrade ? (TEXTS.unknownTrade ?? '') : (TEXTS.askTrade ?? ''));
  if (!lieu) return wait(turn, question, 'place', TEXTS.askPlace ?? '');
  const areas = areasOf(lieu);
  const found = describe(question, known, areas);
  if (!found) return { ...turn, replies: [...turn.replies, say((TEXTS.unpublished ?? '').replace('{area}', lieu.name), [...NEXT.slice(2), HUMAN])], outcome: 'abstained' };
  return { ...turn, replies: [...turn.replies, toReply(found, question)], outcome: 'answered' };
}

const HUMAN: Choice = { label: 'Parler à une personne', say: 'Parler à une personne' };

function describe(question: LabourQuestion, trade: FoundOccupation | undefined, areas: ReturnType<typeof areasOf>): LabourAnswer | null {
  if (question === 'unemployment') return describeUnemployment(areas);
  if (question === 'nearby' && trade) return describeNearby(trade.rome, trade.said, areas);
  return trade ? describeTrade(trade.rome, areas) : describeRecruiting(areas);
}

function tradeOf({ state }: Turn, slot: Extract<Slot, 'metier' | 'metierVise'>): FoundOccupation | undefined {
  return readTrades(state.situation[slot]?.value ?? '')[0];
}

function wait(turn: Turn, question: LabourQuestion, wants: 'place' | 'trade', text: string, choices: Choice[] = []): Turn {
  return { ...turn, state: { ...turn.state, labour: { question, wants } }, replies: [...turn.replies, say(text, choices)], outcome: 'asked' };
}

function toReply({ paragraphs, besideBars, citations, bars }: LabourAnswer, question: LabourQuestion): Reply {
  const text = paragraphs.join('\n\n');
  return {
    text,
    citations,
    choices: NEXT.filter(({ label }) => !(question === 'unemployment' && label === 'Taux de chômage') && !(question === 'recruiting' && label === 'Métiers qui recrutent')),
    ...(bars ? { card: { kind: 'figures', intro: besideBars.join('\n\n'), ...bars } } : {}),
  };
}
