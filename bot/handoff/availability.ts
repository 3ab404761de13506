/** Says whether anybody is there, before the person writes anything of themselves. */
import { fill } from '../dialogues/texts.ts';
import type { ReceptionStatus } from '../ports.ts';
import { operatorWords } from './contact.ts';
import type { OperatorRef } from './handoff.ts';
import { HANDOFF_TEXTS } from './texts.ts';

export function availability(ref: OperatorRef, { route, isOpen, hours, present, waiting }: ReceptionStatus): string {
  const people = peopleBefore(waiting);
  const words = operatorWords(ref);
  if (route === 'delivery') return fill(HANDOFF_TEXTS.byDelivery, words);
  if (isOpen === null || hours === null) return fill(present > 0 ? HANDOFF_TEXTS.presentNoHours : HANDOFF_TEXTS.absentNoHours, { ...words, people });
  if (!isOpen) return fill(HANDOFF_TEXTS.closed, { ...words, hours });
  return fill(present > 0 ? HANDOFF_TEXTS.openPresent : HANDOFF_TEXTS.openHours, { ...words, hours, people });
}

/** « Personne n'attend avant vous. », « 3 personnes attendent avant vous. » */
export function peopleBefore(count: number): string {
  if (count === 0) return HANDOFF_TEXTS.first;
  return fill(HANDOFF_TEXTS.waiting, { count: count === 1 ? 'Une personne attend' : `${count} personnes attendent` });
}

/** Where the person stands in the line, and what it means now. */
export function waitingSentence(before: number, { present, isOpen, hours }: ReceptionStatus): string {
  if (isOpen === false) return fill(HANDOFF_TEXTS.closedNow, { hours: hours ?? 'fermé' });
  const opening = hours === null ? '' : ` (accueil ${hours})`;
  return present > 0 ? fill(HANDOFF_TEXTS.position, { rank: String(before + 1) }) : fill(HANDOFF_TEXTS.nobodyThere, { hours: opening });
}
