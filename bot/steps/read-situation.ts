import { openPlaces } from '../../knowledge/territories/places.ts';
import { createLabourReader } from '../../knowledge/labour-market/question.ts';
import { compilePhrases, plain } from '../reading/phrases.ts';
import { smallTalkIn } from '../reading/small-talk.ts';
import { commandIn } from '../dialogues/commands.ts';
import { withoutMasks } from '../privacy/mask.ts';
import type { Reading } from '../situation/reading/reading.ts';
import { isSensitive, SENSITIVE_SLOTS, type Situation, type Slot } from '../situation/situation.ts';
import { updateSituation } from '../situation/update-situation.ts';
import type { Turn } from '../turn.ts';

/** A health fact that nobody agreed to keep is used while talking, and dropped after this long (RGPD art. 9). */
const UNAGREED_MINUTES = 30;

const labourQuestionIn = createLabourReader(compilePhrases);

/** The tables of words and of places take half a second to read: not at the start, but soon after, or with the first message. */
const openReader = (): Promise<Reader> => (reader ??= import('../situation/reading/read-in-context.ts'));
type Reader = typeof import('../situation/reading/read-in-context.ts');
let reader: Promise<Reader> | undefined;

/** Reads them before somebody writes. */
export async function prepareReading(): Promise<void> {
  openPlaces();
  await openReader();
}

/** From any message, at any moment: what the person says of their situation is noted, with their own words. */
export async function readSituation(turn: Turn): Promise<Turn> {
  if (turn.message.kind === 'arrival') return turn;
  const text = withoutMasks(turn.message.text);
  const personTurns = turn.state.personTurns + 1;
  const before = withoutStaleHealth(turn.state.situation, turn.now);
  const command = commandIn(text, before, turn.state.dialogue.shown !== null);
  // « Oublier mon handicap » says nothing new.
  if (command !== null && command.kind !== 'who') return { ...turn, command, state: { ...turn.state, personTurns, situation: before } };
  const asked = turn.state.dialogue.pending;
  const { readInContext } = await openReader();
  const { readings, answer, placeQuestion, strangeAge, mentioned, speaksOfSelf } = readInContext(text, before, turn.state.mentioned, { asked, places: openPlaces(), year: turn.now.getFullYear() });
  const said = withoutCounsellor(readings, text);
  const noted = asksElsewhere(text) ? said.map((reading) => (reading.slot === 'lieu' ? { ...reading, deduced: true } : reading)) : said;
  const { situation, added, changed } = updateSituation(speaksOfSelf ? {} : before, besideStudies(noted, before, asked), { turn: personTurns, at: turn.now.toISOString(), asked });
  return { ...turn, command, reading: { added, changed, answer, placeQuestion, strangeAge }, state: { ...turn.state, personTurns, situation, mentioned } };
}

/** « Conseiller ! » asks for one: it is no trade of the person's. */
const withoutCounsellor = (readings: Reading[], text: string): Reading[] =>
  readings.some(({ slot, said }) => slot === 'metier' && /^conseill/i.test(said)) && smallTalkIn(text)?.human ? readings.filter(({ slot }) => slot !== 'metier') : readings;

/** « Quels métiers recrutent à Marseille ? » asks about Marseille: nobody said that they live there. */
const asksElsewhere = (text: string): boolean => labourQuestionIn(plain(text)) !== null && !LIVES.test(text);
const LIVES = /\b(j['’ ]?habite|je vis|je suis (?:à|a|de|dans|sur)|je r[ée]side|je cherche|pr[èe]s de chez moi|j['’ ]?ai \d\d ans)/i;

const BESIDE: Record<string, 'cherche-emploi' | 'en-emploi' | 'sans'> = { 'demandeur-emploi': 'cherche-emploi', 'salarie-prive': 'en-emploi', 'sans-emploi': 'sans' };

/** A student who says « je cherche du travail » is a student still: it tells what they do besides. */
function besideStudies(readings: Reading[], { statut, activite }: Situation, asked: Slot | null): Reading[] {
  if (activite || !statut || !['etudiant', 'retraite', 'benevole'].includes(statut.value)) return readings;
  const tellsBesides = ({ slot, value, said, deduced }: Reading) => slot === 'statut' && String(value) in BESIDE && (asked === 'activite' || deduced || /cherch/i.test(said));
  return readings.map((reading) => (tellsBesides(reading) ? { ...reading, slot: 'activite', value: BESIDE[String(reading.value)] } : reading));
}

function withoutStaleHealth(situation: Situation, now: Date): Situation {
  if (!SENSITIVE_SLOTS.some((slot) => situation[slot])) return situation;
  const kept = Object.entries(situation).filter(([slot, fact]) => !isSensitive(slot as Slot) || fact?.confirmed || now.getTime() - Date.parse(fact?.at ?? '') < UNAGREED_MINUTES * 60_000);
  return Object.fromEntries(kept) as Situation;
}
