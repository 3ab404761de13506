/**
 * The fiche that somebody waits with stays true: what the person corrects or takes back afterwards is corrected there too.
 * A struck line stays struck; what is told for the first time is added only when the person says so.
 */
import { fill } from '../dialogues/texts.ts';
import { parisDay } from '../paris-day.ts';
import type { NewDispatch } from '../ports.ts';
import { say, type Reply } from '../reply.ts';
import { chooseOperator } from '../routing/choose-operator.ts';
import { isSensitive, valuesOf, type Slot } from '../situation/situation.ts';
import type { Turn } from '../turn.ts';
import { inSentence, isContact, operatorWords } from './contact.ts';
import type { Handoff, SummaryLine } from './handoff.ts';
import { moved } from './moves.ts';
import { hiddenWords, withhold } from './shared.ts';
import { factLine } from './summary.ts';
import { CONSENT_VERSION, HANDOFF_CHOICES, HANDOFF_TEXTS } from './texts.ts';

/** Agreed, and nobody holds the thread: a counsellor who is there hears the person directly. */
const isWaiting = ({ state }: Handoff): boolean => state === 'queued' || state === 'sending' || state === 'sent';

/** A change to the waiting fiche: its event in `moves.yaml`, the slots it touches, and what becomes of their lines. */
interface Change {
  event: 'correct' | 'strike';
  slots: Slot[];
  lineAfter: (before: SummaryLine) => SummaryLine;
}

/** After the steps of a turn: puts into the waiting fiche what this message corrected or took back, and says so first. */
export function keepFileTrue(turn: Turn): Turn {
  const { handoff, situation } = turn.state;
  if (handoff === null || !isWaiting(handoff) || turn.message.kind !== 'message') return turn;
  const told = [...(turn.reading?.changed ?? []), ...(turn.reading?.added ?? [])].filter((slot) => situation[slot]);
  const lineOf = (slot: Slot) => handoff.summary.lines.find(({ id }) => id === slot);
  const corrected = told.filter((slot) => lineOf(slot)?.shared && lineOf(slot)?.value !== factOf(turn, slot)?.value);
  const takenBack = turn.command?.kind === 'forget' && lineOf(turn.command.slot)?.shared ? [turn.command.slot] : [];
  const struckBefore = told.filter((slot) => lineOf(slot)?.shared === false);
  const fresh = told.filter((slot) => !lineOf(slot) && maySend(turn, slot));
  const changes: Change[] = [
    { event: 'correct', slots: corrected, lineAfter: (line) => factOf(turn, line.id as Slot) ?? line },
    { event: 'strike', slots: takenBack, lineAfter: (line) => ({ ...line, shared: false, value: null, said: null }) },
  ];
  // What is struck now, and what was struck and is told again in other words, is not shown in the conversation either.
  const withheld = [...takenBack.map(lineOf), ...struckBefore.map((slot) => factOf(turn, slot))].flatMap((line) => (line ? hiddenWords(line) : []));
  const hidden = withheld.length === 0 ? turn : withHandoff(turn, { ...handoff, withheld: [...new Set([...handoff.withheld, ...withheld])] });
  const changed = changes.reduce(makeChange, { ...hidden, replies: [] });
  const opening = [...changed.replies, ...otherOperator(turn, handoff, corrected)];
  const offered = fresh.length === 0 ? [] : [say(fill(HANDOFF_TEXTS.mayAdd, { lines: listed(fresh.map((slot) => factOf(turn, slot))) }), [HANDOFF_CHOICES.add])];
  return { ...changed, replies: [...opening, ...turn.replies, ...offered], outcome: turn.outcome ?? (opening.length > 0 ? 'reviewed' : null) };
}

function makeChange(turn: Turn, { event, slots, lineAfter }: Change): Turn {
  const { handoff } = turn.state;
  const result = handoff === null || slots.length === 0 ? null : moved(handoff, event, { kind: 'person' }, turn.now.toISOString());
  if (result === null) return turn;
  const { summary, operator, state } = result.handoff;
  const isTouched = ({ id }: SummaryLine) => slots.includes(id as Slot);
  const touched = summary.lines.map((line) => (isTouched(line) ? lineAfter(line) : line));
  // What a line no longer tells, the request and the words behind another line do not tell either.
  const hidden = event === 'strike' ? summary.lines.filter(isTouched).flatMap(hiddenWords) : [];
  const without = (text: string | null) => (text === null ? null : withhold(text, hidden));
  const lines = touched.map((line) => ({ ...line, said: without(line.said), value: line.id === 'demande' ? without(line.value) : line.value }));
  const words = { ...operatorWords(operator), lines: listed(lines.filter(isTouched)) };
  const questions = summary.questions.map((asked) => ({ ...asked, question: withhold(asked.question, hidden) }));
  const after = { ...result.handoff, summary: { lines, questions } };
  const [here, sent, out] = event === 'correct' ? (['corrected', 'correctedSent', 'correctionOut'] as const) : (['struckLater', 'struckSent', 'struckOut'] as const);
  const hasLeft = state !== 'queued';
  const dispatches = hasLeft ? [...turn.dispatches, messageBehind(after, turn, fill(HANDOFF_TEXTS[out], words))] : turn.dispatches;
  return { ...withHandoff(turn, after), replies: [...turn.replies, say(fill(HANDOFF_TEXTS[hasLeft ? sent : here], words))], dispatches };
}

const withHandoff = (turn: Turn, handoff: Handoff): Turn => ({ ...turn, state: { ...turn.state, handoff } });

/** « Ajouter à ma fiche »: the facts that it does not hold yet, with an agreement of their own. Null: there is nothing to add. */
export function addToFile(turn: Turn, handoff: Handoff): Turn | null {
  const slots = (Object.keys(turn.state.situation) as Slot[]).filter((slot) => !handoff.summary.lines.some(({ id }) => id === slot) && maySend(turn, slot));
  const at = turn.now.toISOString();
  const result = slots.length === 0 ? null : moved(handoff, 'add', { kind: 'person' }, at);
  if (result === null) return null;
  const added = slots.flatMap((slot) => factOf(turn, slot) ?? []);
  const before = handoff.consents.at(-1)?.lines ?? [];
  const { lines } = handoff.summary;
  const place = lines.findIndex(({ section }) => section === 'operator');
  const what = { ...operatorWords(handoff.operator), lines: listed(added) };
  const after: Handoff = {
    ...result.handoff,
    summary: { ...handoff.summary, lines: place < 0 ? [...lines, ...added] : lines.toSpliced(place, 0, ...added) },
    consents: [...handoff.consents, { at, textVersion: CONSENT_VERSION, lines: [...before, ...slots], operator: handoff.operator }],
  };
  const dispatches = handoff.state === 'queued' ? [] : [messageBehind(after, turn, fill(HANDOFF_TEXTS.addedOut, what))];
  return { ...turn, state: { ...turn.state, handoff: after }, replies: [...turn.replies, say(fill(HANDOFF_TEXTS.added, what), [HANDOFF_CHOICES.where])], outcome: 'handed-off', dispatches: [...turn.dispatches, ...dispatches] };
}

/** Health facts that nobody agreed to keep are not offered. */
const maySend = ({ state: { situation } }: Turn, slot: Slot): boolean => !isSensitive(slot) || situation[slot]?.confirmed === true;

function factOf({ state: { situation } }: Turn, slot: Slot): SummaryLine | undefined {
  const fact = situation[slot];
  return fact && factLine(slot, fact, true);
}

/** « âge : 26 ans, métier » : a line without a value is named alone. */
const listed = (lines: (SummaryLine | undefined)[]): string =>
  lines.flatMap((line) => (line ? [`${line.label.charAt(0).toLowerCase()}${line.label.slice(1)}${line.value === null ? '' : ` : ${line.value}`}`] : [])).join(', ');

/** A correction may name another operator: the person knows it, and that nobody has moved their request. */
function otherOperator(turn: Turn, handoff: Handoff, corrected: Slot[]): Reply[] {
  if (corrected.length === 0) return [];
  const { lieu } = valuesOf(turn.state.situation);
  const { kind } = chooseOperator(valuesOf(turn.state.situation), parisDay(turn.now));
  if (!isContact(kind) || kind === handoff.operator.kind) return [];
  const other = inSentence({ kind, region: lieu?.region ?? null, departement: lieu?.departement ?? null });
  return [say(fill(HANDOFF_TEXTS.otherOperator, { ...operatorWords(handoff.operator), other }))];
}

/** Behind the file that has left: a message about it, in the same order for every receiver. */
function messageBehind(handoff: Handoff, { now }: Turn, text: string): NewDispatch {
  return { handoff: handoff.id, kind: 'message', operator: handoff.operator, idempotencyKey: `${handoff.id}:message:${handoff.history.length}`, payload: { at: now.toISOString(), text } };
}
