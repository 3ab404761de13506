import { rankAround } from '../../knowledge/labour-market/around.ts';
import { areasOf } from '../../knowledge/labour-market/areas.ts';
import { describeNearby, describeRecruiting, describeTrade, describeUnemployment, type LabourAnswer } from '../../knowledge/labour-market/describe.ts';
import { type FoundOccupation, readTrades } from '../../knowledge/labour-market/occupations.ts';
import { createLabourReader, LABOUR_TEXTS as TEXTS, type LabourQuestion } from '../../knowledge/labour-market/question.ts';
import { type LabourRequest, readLabourRequest } from '../reading/labour-request.ts';
import { openLabourTables } from '../../knowledge/labour-market/tables.ts';
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
  const said = readLabourRequest(text, answersUs ? waiting : null);
  return answer({ ...turn, state: { ...turn.state, labour: null } }, question, said, answersUs ? (waiting?.wants ?? null) : null);
}

/** A place or a trade, when that is what was asked for; anything else is another matter. */
function isAnswer(turn: Turn, wants: 'place' | 'trade', text: string): boolean {
  if (wants === 'trade') return readTrades(text).length > 0 || text.trim().split(/\s+/).length <= 4;
  return readWhere(text, true) !== null || text.trim().split(/\s+/).length <= 3;
}

function answer(turn: Turn, question: LabourQuestion, said: LabourRequest, answered: 'place' | 'trade' | null): Turn {
  const { place } = said;
  if (place && !place.certain) {
    const choices = place.candidates.slice(0, CHOICES_AT_MOST).map((candidate) => lieuText(toLieu(candidate)));
    return wait(turn, question, 'place', said, filled('whichPlace', { said: place.said }), choices);
  }
  const trade = said.trade ?? (question === 'nearby' ? tradeOf(turn, 'metier') : undefined);
  if (question !== 'unemployment') {
    if (trade && trade.choices.length > 0) return wait(turn, question, 'trade', said, filled('whichTrade', { said: trade.said }), trade.choices.slice(0, CHOICES_AT_MOST).map(capitalised));
    if (!trade && said.unknownTrade !== null) return wait(turn, question, 'trade', said, filled('unknownTrade', { said: said.unknownTrade }), [], NEXT.slice(0, 1));
    if (!trade && question === 'nearby') return wait(turn, question, 'trade', said, TEXTS.askTrade ?? '');
  }
  const lieu: Lieu | undefined = place?.candidates[0] ? toLieu(place.candidates[0]) : turn.state.situation.lieu?.value;
  if (!lieu) return answered === 'place' ? wait(turn, question, 'place', said, TEXTS.unknownPlace ?? '', [], [...NEXT.slice(2), HUMAN]) : wait(turn, question, 'place', said, TEXTS.askPlace ?? '');
  const areas = areasOf(lieu);
  const found = describe(question, trade, areas);
  if (!found) return { ...turn, replies: [...turn.replies, say((TEXTS.unpublished ?? '').replace('{area}', lieu.name), [...NEXT.slice(2), HUMAN])], outcome: 'abstained' };
  return { ...turn, replies: [...turn.replies, withAround(toReply(found, question, trade), question, trade, lieu)], outcome: 'answered' };
}

/** A trade is shown in the départements around, where the text gives figures. */
function withAround(reply: Reply, question: LabourQuestion, trade: FoundOccupation | undefined, lieu: Lieu): Reply {
  const tables = openLabourTables();
  const around = trade && question === 'recruiting' && reply.citations.length > 0 ? rankAround(trade.rome, lieu, tables) : null;
  if (!around) return reply;
  const title = filled('around', { label: around.occupation, year: String(tables.years.latest), region: around.region });
  return { ...reply, card: { kind: 'figures', of: 'Territoire', intro: reply.text, title, rows: around.rows } };
}

const CHOICES_AT_MOST = 4;
const filled = (name: string, values: Record<string, string>) => (TEXTS[name] ?? '').replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const HUMAN: Choice = { label: 'Parler à une personne', say: 'Parler à une personne' };

function describe(question: LabourQuestion, trade: FoundOccupation | undefined, areas: ReturnType<typeof areasOf>): LabourAnswer | null {
  if (question === 'unemployment') return describeUnemployment(areas);
  if (question === 'nearby' && trade) return describeNearby(trade.rome, trade.said, areas);
  return trade ? describeTrade(trade.rome, areas) : describeRecruiting(areas);
}

function tradeOf({ state }: Turn, slot: Extract<Slot, 'metier' | 'metierVise'>): FoundOccupation | undefined {
  return readTrades(state.situation[slot]?.value ?? '')[0];
}

/** Asks for what is missing, and keeps what was told: nothing has to be said twice. */
function wait(turn: Turn, question: LabourQuestion, wants: 'place' | 'trade', said: LabourRequest, text: string, labels: string[] = [], doors: Choice[] = []): Turn {
  const kept = { question, wants, place: wants === 'place' || !said.place ? null : said.place.said, trade: wants === 'trade' || !said.trade ? null : said.trade.said };
  const choices = [...labels.map((label) => ({ label, say: label })), ...doors];
  return { ...turn, state: { ...turn.state, labour: kept }, replies: [...turn.replies, say(text, choices)], outcome: 'asked' };
}

function toReply({ paragraphs, besideBars, citations, bars }: LabourAnswer, question: LabourQuestion, trade: FoundOccupation | undefined): Reply {
  const text = paragraphs.join('\n\n');
  const nearby: Choice[] = trade && question === 'recruiting' ? [{ label: 'Métiers proches', say: `Quels sont les métiers proches de ${trade.said} ?` }] : [];
  const isAsked = ({ label }: Choice) => (question === 'unemployment' && label === 'Taux de chômage') || (question === 'recruiting' && !trade && label === 'Métiers qui recrutent');
  return {
    text,
    citations,
    choices: [...nearby, ...NEXT.filter((choice) => !isAsked(choice))],
    ...(bars ? { card: { kind: 'figures', intro: besideBars.join('\n\n'), ...bars } } : {}),
  };
}
