/** What an accessibility statement must say, from the audit alone (RGAA, « obligations d’accessibilité »). */
import type { IsoDate } from '../../../knowledge/passage.ts';
import type { OperatorTable } from './operator-table.ts';

type Audit = OperatorTable['accessibility']['audit'];

export interface AccessibilityState {
  /** As the chat page's footer and the statement say it. */
  label: 'totalement conforme' | 'partiellement conforme' | 'non conforme';
  /** There is an audit, and it is still valid. */
  isAudited: boolean;
}

const VALID_YEARS = 3;
const HALF = 50;

/** Without a valid audit a site is « non conforme », whatever its tests say. */
export function accessibilityState(audit: Audit, today: IsoDate): AccessibilityState {
  if (audit === null) return { label: 'non conforme', isAudited: false };
  const end = `${Number(audit.on.slice(0, 4)) + VALID_YEARS}${audit.on.slice(4)}`;
  if (end < today) return { label: 'non conforme', isAudited: false };
  return { label: audit.rate === 100 ? 'totalement conforme' : audit.rate >= HALF ? 'partiellement conforme' : 'non conforme', isAudited: true };
}
