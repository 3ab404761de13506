/** Says in French whether an operator is open, by the clock of the person. */
import { shownAt } from './clocks.ts';
import { clockFor, clockOfHours, currentOpening, isOpen, nextOpening, OPENING_HOURS, type OpeningHours, type Operator } from './opening-hours.ts';
import { addDays } from './public-holidays.ts';

export interface OpeningStatus {
  isOpen: boolean;
  /** « ouvert jusqu’à 18 h », « fermé, rouvre lundi à 9 h », with « (heure de La Réunion) » where the operator lives by another clock. */
  sentence: string;
}

const WEEKDAY = new Intl.DateTimeFormat('fr-FR', { weekday: 'long', timeZone: 'UTC' });
const LONG_DAY = new Intl.DateTimeFormat('fr-FR', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });

/** Null where the hours are not known. */
export function openingStatus(operator: Operator, instant: Date, table: OpeningHours = OPENING_HOURS): OpeningStatus | null {
  const open = isOpen(operator, instant, table);
  if (open === null) return null;
  const clock = clockFor(operator, table);
  const isElsewhere = clockOfHours(operator, table)?.zone !== clock.zone;
  const suffix = isElsewhere ? ` (heure ${clock.name})` : '';
  const until = currentOpening(operator, instant, table)?.to;
  if (open && until) {
    // Open round the clock: an end days ahead would puzzle.
    const isNear = until.getTime() - instant.getTime() < 24 * 3_600_000;
    return { isOpen: true, sentence: isNear ? `ouvert jusqu’à ${moment(until, instant, clock.zone, '')}${suffix}` : 'ouvert' };
  }
  const next = nextOpening(operator, instant, table);
  return { isOpen: false, sentence: next === null ? 'fermé' : `fermé, rouvre ${moment(next, instant, clock.zone, 'à ')}${suffix}` };
}

/** « à 9 h », « demain à 9 h », « lundi à 9 h », « le mardi 4 janvier à 9 h ». */
function moment(instant: Date, now: Date, zone: string, at: string): string {
  const [then, today] = [shownAt(instant, zone), shownAt(now, zone)];
  const time = clockTime(then.minutes);
  if (then.day === today.day) return `${at}${time}`;
  // « Until midnight » is today, though the clock already shows tomorrow.
  if (at === '' && then.minutes === 0 && then.day === addDays(today.day, 1)) return 'minuit';
  if (then.day === addDays(today.day, 1)) return `demain à ${time}`;
  const date = new Date(`${then.day}T00:00:00Z`);
  return then.day < addDays(today.day, 7) ? `${WEEKDAY.format(date)} à ${time}` : `le ${LONG_DAY.format(date).replace(/\b1 /, '1er ')} à ${time}`;
}

function clockTime(minutes: number): string {
  const [hour, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (minutes === 0) return 'minuit';
  return rest === 0 ? `${hour} h` : `${hour} h ${String(rest).padStart(2, '0')}`;
}
