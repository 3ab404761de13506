/** How instants, places and states are written at the desk. */
import { parisTime } from '../../bot/handoff/times.ts';
import type { Handoff, HandoffState, OperatorRef } from '../../bot/handoff/handoff.ts';
import { frenchDay } from '../../bot/french-day.ts';
import { parisDay } from '../../bot/paris-day.ts';
import { regionName } from './regions.ts';

const CHANNELS: Record<string, string> = { directline: 'la page de discussion', msteams: 'Teams', webchat: 'Web Chat', sms: 'SMS', email: 'e-mail' };
export const channelName = (channel: string): string => CHANNELS[channel] ?? channel;

export const STATES: Record<HandoffState, string> = {
  offered: 'en préparation',
  queued: 'en attente',
  assigned: 'en conversation',
  'on-hold': 'mise en attente',
  'transfer-offered': 'transfert proposé à la personne',
  sending: 'en cours d’envoi',
  sent: 'envoyée à l’opérateur',
  closed: 'terminée',
};

/** « 3 min », « 2 h 05 », « 3 jours ». */
export function duration(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 1) return 'moins d’une minute';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${String(minutes % 60).padStart(2, '0')}`;
  return `${Math.floor(hours / 24)} jours`;
}

export const waited = ({ queuedAt }: Pick<Handoff, 'queuedAt'>, now: Date): number => now.getTime() - Date.parse(queuedAt ?? now.toISOString());

/** « 14 h 05 » today, « 22 novembre 2026, 14 h 05 » before. */
export function instant(at: string, now: Date): string {
  const [day, time] = [parisDay(new Date(at)), parisTime(new Date(at))];
  return day === parisDay(now) ? time : `${frenchDay(day)}, ${time}`;
}

/** « à 14 h 05 » today, « le 22 novembre 2026 à 14 h 05 » before. */
export const when = (at: string, now: Date): string => (parisDay(new Date(at)) === parisDay(now) ? `à ${instant(at, now)}` : `le ${instant(at, now).replace(', ', ' à ')}`);

/** « Apec, Bretagne (35) », « Avenir Actifs Bretagne (35) ». */
export function operatorPlace({ operatorName, operator }: Pick<Handoff, 'operatorName' | 'operator'>): string {
  const isNamed = operator.region !== null && operatorName.includes(regionName(operator.region));
  if (isNamed) return operator.departement === null ? operatorName : `${operatorName} (${operator.departement})`;
  return [operatorName, territory(operator)].filter(Boolean).join(', ');
}

/** « Bretagne (35) », « Bretagne », « 35 », or empty. */
function territory({ region, departement }: Pick<OperatorRef, 'region' | 'departement'>): string {
  const name = region === null ? '' : regionName(region);
  if (departement === null) return name;
  return name === '' ? departement : `${name} (${departement})`;
}
