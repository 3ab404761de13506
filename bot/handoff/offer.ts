/** Offers a hand-off: says first whether anybody is there, then shows the fiche, and asks for the agreement. */
import { randomBytes } from 'node:crypto';
import { advance } from '../dialogues/advance.ts';
import { nextQuestion } from '../dialogues/next-question.ts';
import { operatorReply } from '../dialogues/operator-reply.ts';
import { fill } from '../dialogues/texts.ts';
import { parisDay } from '../paris-day.ts';
import type { Ports } from '../ports.ts';
import { say, type Reply } from '../reply.ts';
import { chooseOperator, type OperatorChoice } from '../routing/choose-operator.ts';
import { valuesOf } from '../situation/situation.ts';
import type { Turn } from '../turn.ts';
import { contactSentence, isContact, nameOf, operatorWords } from './contact.ts';
import { type Handoff, type OperatorRef } from './handoff.ts';
import { availability } from './availability.ts';
import { offerReply } from './offer-reply.ts';
import { summarize } from './summary.ts';
import { HANDOFF_TEXTS } from './texts.ts';

/** The operator that the situation names; the reception's fallback where no text names one. Null: nobody, yet. */
function operatorFor(turn: Turn, choice: OperatorChoice, fallback: OperatorRef | null): OperatorRef | null {
  const { lieu } = valuesOf(turn.state.situation);
  if (isContact(choice.kind)) return { kind: choice.kind, region: lieu?.region ?? null, departement: lieu?.departement ?? null };
  return fallback;
}

/**
 * Somebody wants a person. With an operator that can receive a file, the fiche is shown; with one that cannot, its contact is;
 * without any, the one or two questions that name one come first.
 */
export async function offerHandoff(turn: Turn, ports: Ports, without: Reply, lead: string[] = []): Promise<Turn> {
  const date = parisDay(turn.now);
  const values = valuesOf(turn.state.situation);
  const choice = chooseOperator(values, date);
  const contacts = () => contactReply(turn, choice, ports, without);
  if (!(await ports.reception.anyRoute())) return contacts();
  const question = nextQuestion(values, choice, turn.state.dialogue.asked);
  // Who asks again while being questioned has had enough of questions: the door is given at once.
  const { repeated, dialogue } = turn.state;
  const insists = (dialogue.wantsHuman && dialogue.pending !== null) || (repeated?.id === 'human' && repeated.times > 1);
  if (question && !insists && (choice.kind === null || question.slot === 'lieu')) {
    return withDirectDoor(advance({ ...turn, state: { ...turn.state, dialogue: { ...turn.state.dialogue, wantsHuman: true } } }, ports, HANDOFF_TEXTS.lookFor), without);
  }
  const operator = operatorFor(turn, choice, ports.reception.fallback());
  if (operator === null) return contacts();
  const status = await ports.reception.status(operator, turn.now);
  if (status.route === 'none') return contacts();
  const name = nameOf(operator);
  const otherwise = contactSentence(operator);
  if (status.isFull) return { ...turn, replies: [...turn.replies, say([...lead, fill(HANDOFF_TEXTS.full, operatorWords(operator)), otherwise].join('\n\n'), without.choices)], outcome: 'handoff-offered' };
  const opening = [...lead, availability(operator, status), ...(otherwise === '' ? [] : [fill(HANDOFF_TEXTS.otherwise, { contact: otherwise })])];
  const handoff = await drawUp(turn, ports, operator, name, choice.kind === operator.kind ? choice.because : '');
  return shown(turn, handoff, opening);
}

/** Beside the question, the link that needs no answer: nobody has to be questioned to find a telephone number. */
function withDirectDoor(turn: Turn, without: Reply): Turn {
  const last = turn.replies.at(-1);
  const links = without.choices.filter(({ url }) => url !== undefined && !last?.choices.some((choice) => choice.url === url));
  return last && turn.outcome === 'asked' ? { ...turn, replies: [...turn.replies.slice(0, -1), { ...last, choices: [...last.choices, ...links] }] } : turn;
}

/** The fiche is shown again, with what has changed in it. */
export async function offerAgain(turn: Turn, ports: Ports, handoff: Handoff, lead: string[]): Promise<Turn> {
  const choice = chooseOperator(valuesOf(turn.state.situation), parisDay(turn.now));
  const operator = operatorFor(turn, choice, ports.reception.fallback());
  // A correction may lead to another operator, or to none yet: the person then reads first whether anybody is there.
  if (operator?.kind !== handoff.operator.kind) return offerHandoff(turn, ports, say(''), lead);
  return shown(turn, await drawUp(turn, ports, operator, nameOf(operator), choice.kind === operator.kind ? choice.because : ''), lead);
}

function shown(turn: Turn, handoff: Handoff, opening: string[]): Turn {
  const dialogue = { ...turn.state.dialogue, wantsHuman: false, pending: null };
  return { ...turn, state: { ...turn.state, handoff, dialogue, misunderstandings: 0 }, replies: [...turn.replies, offerReply(handoff, opening)], outcome: 'handoff-offered' };
}

/** The operator's contact where no file can be received: the door is given, and nothing is promised. */
function contactReply(turn: Turn, choice: OperatorChoice, ports: Ports, without: Reply): Turn {
  const date = parisDay(turn.now);
  const known = choice.kind === null ? null : operatorReply(choice, valuesOf(turn.state.situation), date, ports.knowledge);
  // The button that was just pressed would only lead here again.
  const shownContact = known && { ...known, choices: known.choices.filter((one) => one.say !== 'Parler à une personne') };
  const replies = shownContact ? [...(without.text === '' ? [] : [say(without.text)]), shownContact] : [without];
  const dialogue = { ...turn.state.dialogue, wantsHuman: false, pending: null };
  return { ...turn, state: { ...turn.state, dialogue }, replies: [...turn.replies, ...replies], outcome: 'handoff-offered' };
}

async function drawUp(turn: Turn, ports: Ports, operator: OperatorRef, operatorName: string, because: string): Promise<Handoff> {
  const { situation, handoff: before } = turn.state;
  const previous = before?.state === 'offered' ? before : null;
  const entries = await ports.history(turn.message.conversation);
  const at = turn.now.toISOString();
  return {
    id: previous?.id ?? randomBytes(9).toString('base64url').replace(/[-_]/g, 'x'),
    state: 'offered',
    operator,
    operatorName,
    urgency: previous?.urgency ?? 'normal',
    summary: summarize({ situation, entries, operator: `${operatorName}. ${because}`.trim(), previous: previous?.summary ?? null }),
    consents: [],
    sharedFrom: 1,
    withheld: [],
    offeredAt: at,
    queuedAt: null,
    dueAt: null,
    assignedTo: null,
    attendedAt: null,
    transfer: null,
    closed: null,
    asking: null,
    notes: [],
    history: [...(previous?.history ?? []), { at, event: 'offer', from: previous ? 'offered' : null, to: 'offered', by: 'person' }],
  };
}

