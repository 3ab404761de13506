import { areasOf, rateAreasOf, type Where } from '../../knowledge/labour-market/areas.ts';
import { rankAround } from '../../knowledge/labour-market/around.ts';
import { describeGreen, describeNearby, describeRecruiting, describeTrade, describeUnemployment, type LabourAnswer } from '../../knowledge/labour-market/describe.ts';
import { type FoundOccupation, readTrades } from '../../knowledge/labour-market/occupations.ts';
import { createLabourReader, LABOUR_TEXTS as TEXTS, type LabourQuestion } from '../../knowledge/labour-market/question.ts';
import { type NamedZoning, readZoning } from '../../knowledge/labour-market/read-zoning.ts';
import type { LabourTables } from '../../knowledge/labour-market/tables.ts';
import { readWhere } from '../../knowledge/labour-market/where.ts';
import { type LabourRequest, readLabourRequest } from '../reading/labour-request.ts';
import { withoutMasks } from '../privacy/mask.ts';
import { compilePhrases, plain } from '../reading/phrases.ts';
import { say, type Choice, type Reply } from '../reply.ts';
import { lieuText } from '../situation/labels.ts';
import { toLieu } from '../situation/reading/read-place.ts';
import type { Lieu, Slot } from '../situation/situation.ts';
import type { Ports } from '../ports.ts';
import type { Turn } from '../turn.ts';

const labourQuestionIn = createLabourReader(compilePhrases);

const NEXT: Choice[] = [
  { label: 'Métiers qui recrutent', say: 'Quels métiers recrutent près de chez moi ?' },
  { label: 'Taux de chômage', say: 'Quel est le taux de chômage ?' },
  { label: 'Savoir qui contacter', say: 'Qui contacter pour le CEP ?' },
];

/** What recruits where the person lives, from official figures; it asks for the place or the trade that it lacks. */
export function answerLabour(turn: Turn, { knowledge }: Pick<Ports, 'knowledge'>): Turn {
  if (turn.message.kind === 'arrival') return turn;
  const text = withoutMasks(turn.message.text);
  const waiting = turn.state.labour;
  const asked = labourQuestionIn(plain(text));
  const answersUs = waiting !== null && asked === null && isAnswer(turn, waiting.wants, text);
  const topic = turn.state.labourTopic;
  if (asked === null && !answersUs && topic !== null && FOLLOWS.test(plain(text))) {
    const said = readLabourRequest(text, null);
    const place = said.place ?? (topic.place === null ? null : readWhere(topic.place, true));
    const trade = said.trade ?? (topic.trade === null ? undefined : readTrades(topic.trade)[0]);
    if (said.place || said.trade) return answer(turn, topic.question, { ...said, place, trade }, null, readZoning(text, knowledge.labour()), knowledge.labour());
  }
  // Another subject: « et à Rennes ? » is no longer about figures.
  if (asked === null && !answersUs) return waiting === null && topic === null ? turn : { ...turn, state: { ...turn.state, labour: null, labourTopic: null } };
  const question = asked ?? (waiting as NonNullable<typeof waiting>).question;
  const said = readLabourRequest(text, answersUs ? waiting : null);
  return answer({ ...turn, state: { ...turn.state, labour: null } }, question, said, answersUs ? (waiting?.wants ?? null) : null, readZoning(text, knowledge.labour()), knowledge.labour());
}

/** « Et à Rennes ? », « et boulanger ? », « à Lyon alors ? » */
const FOLLOWS = /^(et|ok et|d accord et|sinon|alors|a|en|dans|pour)( [a-z0-9]+){1,7}$/;

/** A place or a trade, when that is what was asked for; anything else is another matter. */
function isAnswer(turn: Turn, wants: 'place' | 'trade', text: string): boolean {
  if (wants === 'trade') return readTrades(text).length > 0 || text.trim().split(/\s+/).length <= 4;
  return readWhere(text, true) !== null || text.trim().split(/\s+/).length <= 3;
}

function answer(turn: Turn, question: LabourQuestion, said: LabourRequest, answered: 'place' | 'trade' | null, zoning: NamedZoning | null, tables: LabourTables): Turn {
  const { place } = said;
  const isNamed = said.wholeCountry || (zoning !== null && (zoning.bassin ?? zoning.zone) !== null);
  if (place && !place.certain && !isNamed) {
    const choices = place.candidates.slice(0, CHOICES_AT_MOST).map((candidate) => lieuText(toLieu(candidate)));
    return wait(turn, question, 'place', said, filled('whichPlace', { said: place.said }), choices);
  }
  const trade = said.trade ?? (question === 'nearby' ? tradeOf(turn, 'metier') : undefined);
  if (question === 'nearby' || question === 'recruiting') {
    if (trade && trade.choices.length > 0) return wait(turn, question, 'trade', said, filled('whichTrade', { said: trade.said }), trade.choices.slice(0, CHOICES_AT_MOST).map(capitalised));
    if (!trade && said.unknownTrade !== null) return wait(turn, question, 'trade', said, filled('unknownTrade', { said: said.unknownTrade }), [], NEXT.slice(0, 1));
    if (!trade && question === 'nearby') return wait(turn, question, 'trade', said, TEXTS.askTrade ?? '');
  }
  const here = place?.certain && place.candidates[0] ? toLieu(place.candidates[0]) : undefined;
  // « le bassin de Redon » is asked about, wherever the person lives.
  const lieu: Lieu | undefined = here ?? (isNamed ? undefined : turn.state.situation.lieu?.value);
  if (!lieu && !isNamed) return answered === 'place' ? wait(turn, question, 'place', said, TEXTS.unknownPlace ?? '', [], [...NEXT.slice(2), HUMAN]) : wait(turn, question, 'place', said, TEXTS.askPlace ?? '');
  const where: Where = said.wholeCountry ? FRANCE : (lieu ?? NOWHERE);
  // Neither the survey nor the rate covers New Caledonia or Polynesia: figures of France would be an answer to another question.
  const isOutside = lieu?.collectivite === true && !isNamed;
  const found = isOutside ? null : describe(question, trade, where, zoning, tables);
  if (!found) return { ...turn, replies: [...turn.replies, say((TEXTS.unpublished ?? '').replace('{area}', lieu?.name ?? 'ce territoire'), [...NEXT.slice(2), HUMAN])], outcome: 'abstained' };
  const reply = toReply(withNotes(found, notesOn(question, zoning, tables)), question, trade);
  const labourTopic = { question, place: place?.said ?? null, trade: trade?.said ?? null };
  return { ...turn, state: { ...turn.state, labourTopic }, replies: [...turn.replies, withAround(reply, question, trade, where, tables)], outcome: 'answered' };
}

/** A trade is shown in the départements around, where the text gives figures. */
function withAround(reply: Reply, question: LabourQuestion, trade: FoundOccupation | undefined, lieu: Where, tables: LabourTables): Reply {
  const around = trade && question === 'recruiting' && reply.citations.length > 0 ? rankAround(trade.rome, lieu, tables) : null;
  if (!around) return reply;
  const title = filled('around', { label: around.occupation, year: String(tables.years.latest), region: around.region });
  return { ...reply, card: { kind: 'figures', of: 'Territoire', intro: reply.text, title, rows: around.rows } };
}

const CHOICES_AT_MOST = 4;
const filled = (name: string, values: Record<string, string>) => (TEXTS[name] ?? '').replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const HUMAN: Choice = { label: 'Parler à une personne', say: 'Parler à une personne' };
/** Where only a bassin or a zone d'emploi was named. */
const NOWHERE: Where = { departement: null, region: null };
/** No région has this code: what is left is the whole country. */
const FRANCE: Where = { departement: null, region: '00' };

function describe(question: LabourQuestion, trade: FoundOccupation | undefined, where: Where, zoning: NamedZoning | null, tables: LabourTables): LabourAnswer | null {
  if (question === 'unemployment') return describeUnemployment(rateAreasOf(where, tables, zoning?.zone), tables);
  const areas = areasOf(where, tables, zoning?.bassin);
  if (question === 'green') return describeGreen(areas, tables);
  if (question === 'nearby' && trade) return describeNearby(trade.rome, trade.said, areas, tables);
  return trade ? describeTrade(trade.rome, areas, tables) : describeRecruiting(areas, tables);
}

/** The zoning that was asked for is not the one in which the figure is published, or not known here. */
function notesOn(question: LabourQuestion, zoning: NamedZoning | null, { bassins, zones }: LabourTables): string[] {
  if (zoning === null) return [];
  if (question === 'unemployment') return [...(zoning.zoning === 'bassin' ? [TEXTS.rateByZone ?? ''] : []), ...(zones.size === 0 ? [TEXTS.noZones ?? ''] : [])];
  return [...(zoning.zoning === 'zone-emploi' ? [TEXTS.projectsByBassin ?? ''] : []), ...(bassins.size === 0 ? [TEXTS.noBassins ?? ''] : [])];
}

const withNotes = (answer: LabourAnswer, notes: string[]): LabourAnswer => ({ ...answer, paragraphs: [...notes, ...answer.paragraphs], besideBars: [...notes, ...answer.besideBars] });

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
