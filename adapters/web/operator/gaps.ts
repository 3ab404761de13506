/** What the operator's pages still lack, in words for whoever installs the product. */
import { frenchDay } from '../../../bot/french-day.ts';
import type { IsoDate } from '../../../knowledge/passage.ts';
import { accessibilityState } from './accessibility-state.ts';
import { OPERATOR_FILE, type OperatorTable } from './operator-table.ts';

export interface Gap {
  /** The place in the table: `hosting.phone`. */
  place: string;
  /** As the start says it. */
  label: string;
}

/** Days before its end at which the start begins to speak of a date. */
const SOON_DAYS = 30;
const YEAR_DAYS = 366;
const DAY_MS = 86_400_000;

/** What an operator must say of itself, by its place in the table. The rest may stay empty. */
const REQUIRED: [place: string, label: string, of: (table: OperatorTable) => string][] = [
  ['organisation.legalName', 'la dénomination de l’organisme', ({ organisation }) => organisation.legalName],
  ['organisation.legalForm', 'la forme juridique de l’organisme', ({ organisation }) => organisation.legalForm],
  ['organisation.registration', 'le numéro SIREN de l’organisme', ({ organisation }) => organisation.registration],
  ['organisation.address', 'l’adresse de l’organisme', ({ organisation }) => organisation.address],
  ['organisation.phone', 'le téléphone de l’organisme', ({ organisation }) => organisation.phone],
  ['organisation.email', 'l’adresse électronique de l’organisme', ({ organisation }) => organisation.email],
  ['organisation.publicationDirector', 'le directeur de la publication', ({ organisation }) => organisation.publicationDirector],
  ['hosting.name', 'le nom de l’hébergeur', ({ hosting }) => hosting.name],
  ['hosting.address', 'l’adresse de l’hébergeur', ({ hosting }) => hosting.address],
  ['hosting.phone', 'le téléphone de l’hébergeur', ({ hosting }) => hosting.phone],
  ['hosting.country', 'le pays où sont les données', ({ hosting }) => hosting.country],
  ['privacy.officer', 'le délégué à la protection des données', ({ privacy }) => privacy.officer],
  ['privacy.officerEmail', 'l’adresse électronique du délégué', ({ privacy }) => privacy.officerEmail],
  ['security.contacts', 'un contact pour les failles de sécurité', ({ security }) => security.contacts.join()],
  ['security.expires', 'la fin de validité de security.txt', ({ security }) => security.expires],
  ['accessibility.email', 'un contact pour l’accessibilité', ({ accessibility }) => accessibility.email || accessibility.phone],
  ['accessibility.establishedOn', 'la date de la déclaration d’accessibilité', ({ accessibility }) => accessibility.establishedOn],
];

const daysUntil = (day: IsoDate, today: IsoDate) => (Date.parse(day) - Date.parse(today)) / DAY_MS;

function expiryGap({ security: { expires } }: OperatorTable, today: IsoDate): Gap[] {
  if (expires === '') return [];
  const days = daysUntil(expires, today);
  const gap = (label: string) => [{ place: 'security.expires', label }];
  if (days < 0) return gap(`security.txt n’est plus valable depuis le ${frenchDay(expires)}`);
  if (days <= SOON_DAYS) return gap(`security.txt n’est valable que jusqu’au ${frenchDay(expires)}`);
  return days > YEAR_DAYS ? gap('security.txt ne doit pas valoir plus d’un an') : [];
}

function auditGap({ accessibility }: OperatorTable, today: IsoDate): Gap[] {
  if (accessibility.audit === null) return [{ place: 'accessibility.audit', label: 'un audit d’accessibilité (sans lui, la déclaration dit « non conforme »)' }];
  return accessibilityState(accessibility.audit, today).isAudited ? [] : [{ place: 'accessibility.audit', label: 'un nouvel audit d’accessibilité (le dernier a plus de trois ans)' }];
}

/** What is empty or over, in the order of the table. */
export function operatorGaps(table: OperatorTable, today: IsoDate): Gap[] {
  const empty = REQUIRED.filter(([, , of]) => of(table) === '').map(([place, label]) => ({ place, label }));
  return [...empty, ...expiryGap(table, today), ...auditGap(table, today)];
}

/** One line for the start of the server; null when nothing is missing. */
export function gapsInFrench(gaps: Gap[]): string | null {
  if (gaps.length === 0) return null;
  return `Pages de l’opérateur, à compléter dans ${OPERATOR_FILE} : ${gaps.map(({ label }) => label).join(' ; ')}.`;
}
