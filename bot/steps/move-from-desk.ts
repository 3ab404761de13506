/** What a counsellor or the clock does with the hand-off: the move is made if the table allows it, and the person is told. */
import { contactSentence, inSentence, nameOf, operatorWords } from '../handoff/contact.ts';
import type { DeskAction } from '../handoff/actions.ts';
import { availability, waitingSentence } from '../handoff/availability.ts';
import { type Actor, type ClosingReason, type Handoff, isHeldByHuman } from '../handoff/handoff.ts';
import { LIMITS } from '../handoff/limits.ts';
import { moved } from '../handoff/moves.ts';
import { HANDOFF_CHOICES, HANDOFF_TEXTS, type HandoffText } from '../handoff/texts.ts';
import { momentFor } from '../handoff/times.ts';
import { fill } from '../dialogues/texts.ts';
import type { NewDispatch, Ports } from '../ports.ts';
import { say, type Reply } from '../reply.ts';
import type { Turn } from '../turn.ts';

const CLOSING: Partial<Record<DeskAction['type'], ClosingReason>> = { close: 'done', complete: 'done', 'give-back': 'given-back', expire: 'expired', undeliverable: 'undeliverable', 'operator-gone': 'operator-gone' };

export async function moveFromDesk(turn: Turn, ports: Ports): Promise<Turn> {
  const { desk } = turn.message;
  if (turn.message.kind !== 'desk' || desk === undefined) return turn;
  const { handoff } = turn.state;
  const refused: Turn = { ...turn, outcome: 'move-refused' };
  // A colleague was quicker, the person has left, or another counsellor holds the thread: nothing changes.
  if (handoff === null || handoff.id !== desk.handoff || !mayMove(handoff, desk.action, desk.by)) return refused;
  const at = turn.now.toISOString();
  const result = moved(handoff, desk.action.type, desk.by, at);
  if (result === null) return refused;
  const after = applied(result.handoff, desk.action, desk.by, turn.now);
  const replies = [...(await toldBy(result.tell, handoff, after, desk.action, turn.now, ports)), ...spokenBy(desk.action, desk.by)];
  const state = { ...turn.state, owner: isHeldByHuman(after) ? ('human' as const) : ('bot' as const), handoff: after };
  const dispatches = [...turn.dispatches, ...takenBack(handoff, after)];
  return { ...turn, state, replies, dispatches, outcome: isHeldByHuman(after) ? 'held-by-human' : 'moved-by-desk' };
}

/** It was on its way and is given up: what waits is dropped, and whoever may have received it without saying so is asked to erase it. */
function takenBack(before: Handoff, after: Handoff): NewDispatch[] {
  const isGivenUp = before.state === 'sending' && after.state === 'closed';
  return isGivenUp ? [{ handoff: after.id, kind: 'withdrawal', operator: after.operator, idempotencyKey: `${after.id}:withdrawal`, payload: null }] : [];
}

/** Only who holds the thread acts in it; anybody of the operator may take what waits, or leave a note. */
function mayMove({ assignedTo }: Handoff, action: DeskAction, by: Actor): boolean {
  if (by.kind !== 'counsellor' || action.type === 'take' || action.type === 'note') return true;
  return assignedTo?.id === by.id;
}

function applied(handoff: Handoff, action: DeskAction, by: Actor, now: Date): Handoff {
  const at = now.toISOString();
  const attended = by.kind === 'counsellor' ? { ...handoff, attendedAt: at } : handoff;
  const reason = CLOSING[action.type];
  if (reason) {
    // Nobody came, or it could not be sent: nothing of it stays at a desk.
    const isEmptied = reason === 'expired' || reason === 'operator-gone' || reason === 'undeliverable';
    return { ...attended, ...(isEmptied ? { summary: { lines: [], questions: [] } } : {}), transfer: null, closed: { at, reason } };
  }
  switch (action.type) {
    case 'take':
      return { ...attended, assignedTo: by.kind === 'counsellor' ? { id: by.id, name: by.name } : null };
    case 'note':
      return { ...handoff, notes: [...handoff.notes, { at, by: by.kind === 'counsellor' ? by.name : by.kind, text: action.text }] };
    case 'propose-transfer':
      return { ...attended, transfer: { to: action.to, toName: nameOf(action.to), reason: action.reason } };
    case 'return-to-queue': {
      const dueAt = new Date(now.getTime() + LIMITS.queuedHours * 3_600_000).toISOString();
      return { ...handoff, assignedTo: null, attendedAt: null, transfer: null, dueAt };
    }
    default:
      return attended;
  }
}

/** What the bot tells the person of the move. */
async function toldBy(tell: HandoffText | null, before: Handoff, after: Handoff, action: DeskAction, now: Date, ports: Ports): Promise<Reply[]> {
  if (tell === null) return [];
  const status = await ports.reception.status(after.operator, now);
  const next = after.transfer === null ? null : await ports.reception.status(after.transfer.to, now);
  const isNowhere = next?.route === 'none';
  const text = fill(HANDOFF_TEXTS[isNowhere ? 'transferNowhere' : tell], {
    ...operatorWords(after.operator),
    counsellor: after.assignedTo?.name ?? before.assignedTo?.name ?? 'Votre conseiller',
    other: after.transfer ? inSentence(after.transfer.to) : '',
    reason: after.transfer?.reason ?? '',
    // Whether anybody is there: the person knows it before they say yes.
    there: after.transfer !== null && next !== null ? availability(after.transfer.to, next) : '',
    ...momentFor(after.operator, now),
    contact: contactSentence(after.transfer?.to ?? after.operator),
    position: waitingSentence(await ports.reception.before(after), status),
  });
  return [say(text, isNowhere ? [HANDOFF_CHOICES.refuseTransfer] : choicesAfter(action))];
}

function choicesAfter(action: DeskAction): Reply['choices'] {
  if (action.type === 'propose-transfer') return [HANDOFF_CHOICES.acceptTransfer, HANDOFF_CHOICES.refuseTransfer];
  if (action.type === 'propose-slots') return action.slots.map((slot) => ({ label: slot, say: slot }));
  if (action.type === 'return-to-queue') return [HANDOFF_CHOICES.where, HANDOFF_CHOICES.cancel];
  return [];
}

/** The counsellor's own words, under their name. */
function spokenBy(action: DeskAction, by: Actor): Reply[] {
  return action.type === 'reply' && by.kind === 'counsellor' ? [{ ...say(action.text), counsellor: by.name }] : [];
}
