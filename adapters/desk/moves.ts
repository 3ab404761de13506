/** What the buttons of a file do: each address under /desk/dossiers/:id, the move it makes, and what is said afterwards. */
import { operatorRefSchema, type Handoff, type OperatorRef } from '../../bot/handoff/handoff.ts';
import type { DeskAction } from '../../bot/handoff/actions.ts';
import { legalMove } from '../../bot/handoff/moves.ts';
import { frenchDay } from '../../bot/french-day.ts';
import { hourName, readClock } from '../../bot/handoff/times.ts';
import { clockFor } from '../../knowledge/operators/opening-hours.ts';
import { Refusal } from './refusals.ts';
import { CLOSING_REASONS } from './tables.ts';
import { field, type FileVisit } from './visit.ts';

export const MOVES_BY_ADDRESS = {
  prendre: 'take', repondre: 'reply', noter: 'note', creneaux: 'propose-slots', attendre: 'hold', reprendre: 'resume',
  transferer: 'propose-transfer', clore: 'close', rendre: 'give-back', remettre: 'return-to-queue',
} as const satisfies Record<string, DeskAction['type']>;
export type MoveAddress = keyof typeof MOVES_BY_ADDRESS;

const SLOT_FIELDS = ['creneau1', 'creneau2', 'creneau3'];
const MESSAGE_AT_MOST = 4_000;

/** Whether the table allows the move to that counsellor now; the bot has the last word. */
export function mayMake(handoff: Handoff, address: MoveAddress, counsellor: string): boolean {
  const type = MOVES_BY_ADDRESS[address];
  if (legalMove(handoff.state, type, 'counsellor') === null) return false;
  return type === 'take' || type === 'note' || handoff.assignedTo?.id === counsellor;
}

/** Reads the form. Throws a {@link Refusal} that says what is missing. */
export function readMove(visit: FileVisit, address: MoveAddress): DeskAction {
  switch (address) {
    case 'repondre':
      return { type: 'reply', text: words(visit, 'texte', 'Écrivez votre réponse, puis envoyez-la.') };
    case 'noter':
      return { type: 'note', text: words(visit, 'note', 'Écrivez votre note, puis enregistrez-la.') };
    case 'creneaux':
      return { type: 'propose-slots', slots: readSlots(visit) };
    case 'transferer':
      return { type: 'propose-transfer', to: readOperator(visit), reason: words(visit, 'motif', 'Dites en une phrase pourquoi cet opérateur : la personne la lira.', 300) };
    case 'clore':
      readReason(visit);
      return { type: 'close' };
    default:
      return { type: MOVES_BY_ADDRESS[address] } as DeskAction;
  }
}

function words(visit: FileVisit, name: string, missing: string, atMost = MESSAGE_AT_MOST): string {
  const text = field(visit, name);
  if (text === '') throw new Refusal('incomplete', { text: missing });
  if (text.length > atMost) throw new Refusal('too-heavy', { text: `Ce texte compte ${text.length} caractères, pour ${atMost} au plus. Rien n’a été envoyé : raccourcissez-le.` });
  return text;
}

/** Why it is closed: a row of the table. */
export function readReason(visit: FileVisit): (typeof CLOSING_REASONS)[number] {
  const reason = CLOSING_REASONS.find(({ id }) => id === field(visit, 'raison'));
  if (!reason) throw new Refusal('incomplete', { text: 'Choisissez pourquoi la conversation se termine.' });
  return reason;
}

/** The browser gives « 2026-11-24T10:00 »: it is meant, and told, as the clock of the person's territory says it. */
function readSlots(visit: FileVisit): string[] {
  const given = SLOT_FIELDS.map((name) => field(visit, name)).filter((slot) => slot !== '');
  if (given.length === 0) throw new Refusal('incomplete', { text: 'Proposez au moins un moment.' });
  const { operator } = visit.file.handoff;
  const { day: today, time } = readClock(visit.now, clockFor(operator));
  const now = `${today}T${time}`;
  return [...new Set(given)].toSorted().map((slot) => {
    const [, day, hour, minute] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(slot) ?? [];
    if (day === undefined || Number.isNaN(Date.parse(slot))) throw new Refusal('incomplete', { text: 'Un moment s’écrit avec le jour et l’heure.' });
    if (slot < now) throw new Refusal('incomplete', { text: 'Un des moments proposés est déjà passé.' });
    return `${weekday(day)} ${frenchDay(day)} à ${Number(hour)} h${minute === '00' ? '' : ` ${minute}`}${hourName(operator, ', ')}`;
  });
}

const weekday = (day: string) => new Intl.DateTimeFormat('fr-FR', { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));

/** « apec », « regional:53 »: how a form names an operator; the file's own département goes along within its région. */
export const operatorValue = ({ kind, region }: OperatorRef): string => `${kind}:${region ?? ''}`;

function readOperator(visit: FileVisit): OperatorRef {
  const [kind, code = ''] = field(visit, 'vers').split(':');
  const region = code === '' ? null : code;
  const { operator } = visit.file.handoff;
  const read = operatorRefSchema.safeParse({ kind, region, departement: region === operator.region ? operator.departement : null });
  if (!read.success) throw new Refusal('incomplete', { text: 'Choisissez à quel opérateur passer la personne.' });
  return read.data;
}
