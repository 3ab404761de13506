import { areasOf, rateAreasOf, type Where } from '../../knowledge/labour-market/areas.ts';
import { describeGreen, describeNearby, describeRecruiting, describeTrade, describeUnemployment, type LabourAnswer } from '../../knowledge/labour-market/describe.ts';
import { type FoundOccupation, readTrades } from '../../knowledge/labour-market/occupations.ts';
import { createLabourReader, LABOUR_TEXTS as TEXTS, type LabourQuestion } from '../../knowledge/labour-market/question.ts';
import { type NamedZoning, readZoning } from '../../knowledge/labour-market/read-zoning.ts';
import type { LabourTables } from '../../knowledge/labour-market/tables.ts';
import { openPlaces } from '../../knowledge/territories/places.ts';
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
  if (asked === null && !answersUs) return waiting === null ? turn : { ...turn, state: { ...turn.state, labour: null } };
  const question = asked ?? (waiting as NonNullable<typeof waiting>).question;
  return answer({ ...turn, state: { ...turn.state, labour: null } }, question, text, answersUs && waiting?.wants === 'trade', knowledge.labour());
}

/** A place or a trade, when that is what was asked for; anything else is another matter. */
function isAnswer(turn: Turn, wants: 'place' | 'trade', text: string): boolean {
  if (wants === 'trade') return readTrades(text).length > 0 || text.trim().split(/\s+/).length <= 4;
  return openPlaces().read(text, { asked: true }).length > 0 || text.trim().split(/\s+/).length <= 3;
}

function answer(turn: Turn, question: LabourQuestion, text: string, isTrade: boolean, tables: LabourTables): Turn {
  const { situation } = turn.state;
  // « Taux de chômage 35 » : a number at the end of such a question is a département.
  const named = openPlaces().read(text.replace(/ (\d{2}|2[ab]|97\d)\s*\??$/i, ' dans le $1'), { asked: text.trim().split(/\s+/).length <= 4 });
  const place = named.find(({ role }) => role !== 'work') ?? named[0];
  const zoning = readZoning(text, tables);
  const isNamed = zoning !== null && (zoning.bassin ?? zoning.zone) !== null;
  if (place && !place.certain && !isNamed) {
    const choices = place.candidates.slice(0, 4).map((candidate) => lieuText(toLieu(candidate)));
    return wait(turn, question, 'place', `Il y a plusieurs « ${place.said} ». De laquelle parlez-vous ?`, choices.map((label) => ({ label, say: label })));
  }
  const said = place?.certain && place.candidates[0] ? toLieu(place.candidates[0]) : undefined;
  // « le bassin de Redon » is asked about, wherever the person lives.
  const lieu: Lieu | undefined = said ?? (isNamed ? undefined : situation.lieu?.value);
  const [trade] = readTrades(text);
  const known: FoundOccupation | undefined = trade ?? (question === 'nearby' || isTrade ? tradeOf(turn, 'metier') : undefined);
  if (question === 'nearby' && !known) return wait(turn, question, 'trade', isTrade ? (TEXTS.unknownTrade ?? '') : (TEXTS.askTrade ?? ''));
  if (!lieu && !isNamed) return wait(turn, question, 'place', TEXTS.askPlace ?? '');
  const found = describe(question, known, lieu ?? NOWHERE, zoning, tables);
  if (!found) return { ...turn, replies: [...turn.replies, say((TEXTS.unpublished ?? '').replace('{area}', lieu?.name ?? 'ce territoire'), [...NEXT.slice(2), HUMAN])], outcome: 'abstained' };
  return { ...turn, replies: [...turn.replies, toReply(withNotes(found, notesOn(question, zoning, tables)), question)], outcome: 'answered' };
}

const HUMAN: Choice = { label: 'Parler à une personne', say: 'Parler à une personne' };
/** Where only a bassin or a zone d'emploi was named. */
const NOWHERE: Where = { departement: null, region: null };

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
