/** The person's side of a hand-off: agreeing, striking a line, asking where it stands, cancelling. Each leads to a human or back to the bot, never nowhere. */
import { fill } from '../dialogues/texts.ts';
import { operatorWords } from '../handoff/contact.ts';
import { waitingSentence } from '../handoff/availability.ts';
import { type Handoff, isHeldByHuman, isUnderWay } from '../handoff/handoff.ts';
import { addToFile } from '../handoff/keep-true.ts';
import { moved } from '../handoff/moves.ts';
import { offerAgain, offerHandoff } from '../handoff/offer.ts';
import { offerReply } from '../handoff/offer-reply.ts';
import { agreedTo, outgoingFile } from '../handoff/shared.ts';
import { withLine } from '../handoff/summary.ts';
import { CONSENT_VERSION, HANDOFF_CHOICES, HANDOFF_TEXTS } from '../handoff/texts.ts';
import { momentFor, referenceOf } from '../handoff/times.ts';
import { LIMITS } from '../handoff/limits.ts';
import { correctedLineIn, lineWishIn, wishIn } from '../handoff/words.ts';
import type { Ports } from '../ports.ts';
import { withoutMasks } from '../privacy/mask.ts';
import { isQuestion } from '../dialogues/commands.ts';
import type { Outcome } from '../outcomes.ts';
import { say, type Choice } from '../reply.ts';
import { SLOTS, type Slot } from '../situation/situation.ts';
import type { Turn } from '../turn.ts';

export async function handOff(turn: Turn, ports: Ports): Promise<Turn> {
  const { handoff } = turn.state;
  if (turn.message.kind !== 'message' || handoff === null) return turn;
  if (handoff.state === 'offered') return answerOffer(turn, handoff, ports);
  if (isUnderWay(handoff)) return whileWaiting(turn, handoff, ports);
  return turn;
}

/** While the fiche waits for the agreement. What is none of this goes on to the other steps. */
async function answerOffer(turn: Turn, handoff: Handoff, ports: Ports): Promise<Turn> {
  const text = withoutMasks(turn.message.text);
  if (handoff.asking !== null) return takeLine(turn, handoff, text, ports);
  const corrected = correctedLineIn(text);
  if (corrected !== null) return correct(turn, handoff, corrected);
  const line = lineWishIn(text);
  if (line) return strike(turn, handoff, line);
  switch (wishIn(text)) {
    case 'agree':
      return agree(turn, handoff, ports);
    case 'decline':
    case 'cancel':
      return close(turn, handoff, 'decline', 'handoff-declined');
    case 'coordinates':
      return ask(turn, handoff, 'coordonnees');
    case 'request':
      return ask(turn, handoff, 'demande');
    case 'where':
      return told(turn, HANDOFF_TEXTS.alreadyOffered, [HANDOFF_CHOICES.agree, HANDOFF_CHOICES.decline], 'handoff-offered');
    default:
  }
  const { added = [], changed = [] } = turn.reading ?? {};
  // A correction is written into the fiche; a question is answered first.
  if (added.length + changed.length > 0 && !isQuestion(text)) return offerAgain(turn, ports, handoff, []);
  return turn;
}

function ask(turn: Turn, handoff: Handoff, asking: NonNullable<Handoff['asking']>): Turn {
  return told({ ...turn, state: { ...turn.state, handoff: { ...handoff, asking } } }, asking === 'demande' ? HANDOFF_TEXTS.askRequest : HANDOFF_TEXTS.askCoordinates, [], 'handoff-offered');
}

/** The line that was just asked for. Coordinates come unmasked with the message, and go into the fiche only. */
async function takeLine(turn: Turn, handoff: Handoff, text: string, ports: Ports): Promise<Turn> {
  const answered = { ...handoff, asking: null };
  if (handoff.asking === 'demande') {
    if (wishIn(text) === 'decline') return shown(turn, answered, []);
    return shown(turn, { ...answered, summary: withLine(handoff.summary, 'demande', turn.message.text.trim().slice(0, 600)) }, []);
  }
  const given = turn.message.given ?? [];
  if (given.length > 0) return shown(turn, { ...answered, summary: withLine(handoff.summary, 'coordonnees', given.map(({ value }) => value).join(', ')) }, [HANDOFF_TEXTS.coordinatesKept]);
  const wish = wishIn(text);
  if (wish === 'decline') return shown(turn, answered, []);
  if (wish !== null && wish !== 'coordinates') return answerOffer({ ...turn, state: { ...turn.state, handoff: answered } }, answered, ports);
  if (isQuestion(text)) return { ...turn, state: { ...turn.state, handoff: answered } };
  return told({ ...turn, state: { ...turn.state, handoff: answered } }, HANDOFF_TEXTS.noCoordinates, [HANDOFF_CHOICES.coordinates, HANDOFF_CHOICES.agree, HANDOFF_CHOICES.decline], 'handoff-offered');
}

/** « Corriger 3 » is the third line of the fiche, whatever stands third on the card of the situation. */
function correct(turn: Turn, handoff: Handoff, line: number): Turn {
  const { id } = handoff.summary.lines[line - 1] ?? {};
  if (id === 'demande' || id === 'coordonnees') return ask(turn, handoff, id);
  if (SLOTS.includes(id as Slot)) return { ...turn, command: { kind: 'correct', slot: id as Slot } };
  return shown(turn, handoff, []);
}

function strike(turn: Turn, handoff: Handoff, { line, shared }: { line: number; shared: boolean }): Turn {
  const changed = handoff.summary.lines[line - 1];
  if (!changed) return shown(turn, handoff, [fill(HANDOFF_TEXTS.noSuchLine, { line: String(line), last: String(handoff.summary.lines.length) })]);
  const lines = handoff.summary.lines.map((other) => (other === changed ? { ...other, shared } : other));
  return shown(turn, { ...handoff, summary: { ...handoff.summary, lines } }, [fill(shared ? HANDOFF_TEXTS.restored : HANDOFF_TEXTS.struck, { label: changed.label })]);
}

function shown(turn: Turn, handoff: Handoff, opening: string[]): Turn {
  return { ...turn, state: { ...turn.state, handoff }, replies: [...turn.replies, offerReply(handoff, opening)], outcome: 'handoff-offered' };
}

/** The agreement, recorded with what was agreed to: from this turn on the file is at the desk, or on its way. */
async function agree(turn: Turn, handoff: Handoff, ports: Ports): Promise<Turn> {
  const at = turn.now.toISOString();
  // An old fiche may no longer say what is true: it is drawn up again, and read again.
  if (turn.now.getTime() - Date.parse(handoff.offeredAt) > LIMITS.offeredHours * 3_600_000) return offerAgain(turn, ports, handoff, []);
  const status = await ports.reception.status(handoff.operator, turn.now);
  if (status.route === 'none' || status.isFull) return offerHandoff({ ...turn, state: { ...turn.state, handoff: null } }, ports, say(fill(HANDOFF_TEXTS.operatorGone, { ...operatorWords(handoff.operator), contact: '' }).trim(), []));
  const isSent = status.route === 'delivery';
  const reachable = handoff.summary.lines.some(({ id, shared }) => id === 'coordonnees' && shared);
  if (isSent && !reachable) return askToBeReached(turn, handoff);
  const entries = await ports.history(turn.message.conversation);
  const result = moved(handoff, isSent ? 'consent-to-send' : 'consent', { kind: 'person' }, at);
  if (result === null) return turn;
  const consent = { at, textVersion: CONSENT_VERSION, lines: handoff.summary.lines.filter(({ shared }) => shared).map(({ id }) => id), operator: handoff.operator };
  const dueAt = new Date(turn.now.getTime() + LIMITS.queuedHours * 3_600_000).toISOString();
  const agreed = { ...agreedTo(result.handoff, consent, entries.at(-1)?.position ?? 0), queuedAt: at, dueAt };
  const dispatches = isSent ? [{ handoff: agreed.id, kind: 'file' as const, operator: agreed.operator, idempotencyKey: `${agreed.id}:file:1`, payload: outgoingFile(agreed, entries) }] : [];
  const position = waitingSentence(await ports.reception.before(agreed), status);
  const text = fill(HANDOFF_TEXTS[result.tell ?? 'queued'], { ...operatorWords(agreed.operator), ...momentFor(agreed.operator, turn.now), reference: referenceOf(agreed.id), position });
  return { ...told({ ...turn, state: { ...turn.state, handoff: agreed } }, text, isSent ? [] : [HANDOFF_CHOICES.where, HANDOFF_CHOICES.cancel], 'handed-off'), dispatches };
}

function askToBeReached(turn: Turn, handoff: Handoff): Turn {
  const asking = { ...turn, state: { ...turn.state, handoff: { ...handoff, asking: 'coordonnees' as const } } };
  return told(asking, fill(HANDOFF_TEXTS.needCoordinates, operatorWords(handoff.operator)), [HANDOFF_CHOICES.decline], 'handoff-offered');
}

/** After the agreement: where it stands, the answer to a proposed transfer, the way out. */
export async function whileWaiting(turn: Turn, handoff: Handoff, ports: Ports): Promise<Turn> {
  const wish = wishIn(withoutMasks(turn.message.text));
  if (handoff.state === 'transfer-offered') {
    if (wish === 'agree') return acceptTransfer(turn, handoff, ports);
    if (wish === 'decline') return refuseTransfer(turn, handoff);
  }
  if (wish === 'withdraw' || (wish === 'cancel' && (handoff.state === 'sending' || handoff.state === 'sent'))) return close(turn, handoff, 'withdraw', 'handoff-cancelled');
  if (wish === 'cancel') return close(turn, handoff, 'cancel', 'handoff-cancelled');
  if (wish === 'where') return tellWhere(turn, handoff, ports);
  if (wish === 'add' && !isHeldByHuman(handoff)) return addToFile(turn, handoff) ?? told(turn, HANDOFF_TEXTS.nothingToAdd, [HANDOFF_CHOICES.where], 'handed-off');
  return turn;
}

/** Where the request stands: said as often as it is asked. */
export async function tellWhere(turn: Turn, handoff: Handoff, ports: Ports): Promise<Turn> {
  const { id, queuedAt } = handoff;
  const words = operatorWords(handoff.operator);
  if (handoff.state === 'sending') return told(turn, fill(HANDOFF_TEXTS.stillSending, words), [], 'handed-off');
  if (handoff.state === 'sent') return told(turn, fill(HANDOFF_TEXTS.alreadySent, words), [], 'handed-off');
  const status = await ports.reception.status(handoff.operator, turn.now);
  const position = waitingSentence(await ports.reception.before(handoff), status);
  const text = fill(HANDOFF_TEXTS.alreadyWaiting, { ...words, ...momentFor(handoff.operator, new Date(queuedAt ?? turn.now)), reference: referenceOf(id), position });
  return told(turn, text, [HANDOFF_CHOICES.where, HANDOFF_CHOICES.cancel], 'handed-off');
}

/** What is taken back is emptied here too: only that it was, and when, remains. */
function close(turn: Turn, handoff: Handoff, event: 'decline' | 'cancel' | 'withdraw', outcome: Outcome): Turn {
  const at = turn.now.toISOString();
  const result = moved(handoff, event, { kind: 'person' }, at);
  if (result === null) return turn;
  const reason = ({ decline: 'declined', cancel: 'cancelled', withdraw: 'withdrawn' } as const)[event];
  const closed = { ...result.handoff, summary: { lines: [], questions: [] }, notes: [], withheld: [], assignedTo: null, closed: { at, reason } };
  const dispatches = event === 'decline' ? [] : [{ handoff: handoff.id, kind: 'withdrawal' as const, operator: handoff.operator, idempotencyKey: `${handoff.id}:withdrawal`, payload: null }];
  const state = { ...turn.state, owner: 'bot' as const, handoff: closed };
  return { ...told({ ...turn, state }, fill(HANDOFF_TEXTS[result.tell ?? 'cancelled'], {}), [{ label: 'Savoir qui contacter', say: 'Qui contacter pour le CEP ?' }], outcome), dispatches };
}

async function acceptTransfer(turn: Turn, handoff: Handoff, ports: Ports): Promise<Turn> {
  const { transfer } = handoff;
  if (transfer === null) return turn;
  const at = turn.now.toISOString();
  const status = await ports.reception.status(transfer.to, turn.now);
  if (status.route === 'none') return refuseTransfer(turn, handoff);
  const isSent = status.route === 'delivery';
  const result = moved(handoff, isSent ? 'accept-transfer-to-send' : 'accept-transfer', { kind: 'person' }, at);
  if (result === null) return turn;
  const consent = { at, textVersion: CONSENT_VERSION, lines: handoff.consents.at(-1)?.lines ?? [], operator: transfer.to };
  const agreed = { ...result.handoff, operator: transfer.to, operatorName: transfer.toName, transfer: null, assignedTo: null, attendedAt: null, consents: [...handoff.consents, consent] };
  const entries = await ports.history(turn.message.conversation);
  const dispatches = isSent ? [{ handoff: agreed.id, kind: 'file' as const, operator: agreed.operator, idempotencyKey: `${agreed.id}:file:${agreed.consents.length}`, payload: outgoingFile(agreed, entries) }] : [];
  const position = waitingSentence(await ports.reception.before(agreed), status);
  const text = fill(HANDOFF_TEXTS[result.tell ?? 'transferred'], { ...operatorWords(agreed.operator), position, reference: referenceOf(agreed.id) });
  return { ...told({ ...turn, state: { ...turn.state, owner: 'bot', handoff: agreed } }, text, isSent ? [] : [HANDOFF_CHOICES.where, HANDOFF_CHOICES.cancel], 'handed-off'), dispatches };
}

function refuseTransfer(turn: Turn, handoff: Handoff): Turn {
  const result = moved(handoff, 'refuse-transfer', { kind: 'person' }, turn.now.toISOString());
  if (result === null) return turn;
  const state = { ...turn.state, handoff: { ...result.handoff, transfer: null } };
  return told({ ...turn, state }, fill(HANDOFF_TEXTS.transferRefused, { counsellor: handoff.assignedTo?.name ?? 'votre conseiller' }), [], 'held-by-human');
}

function told(turn: Turn, text: string, choices: Choice[], outcome: Outcome): Turn {
  return { ...turn, replies: [...turn.replies, say(text.trim(), choices)], outcome };
}
