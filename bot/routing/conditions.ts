/** How a condition of a table is read against what is known. */
import type { Condition } from './rules.ts';

/** Every line of the condition is true of the facts. What is unknown is `undefined`, and equals nothing. */
export function holds(condition: Condition, facts: Record<string, unknown>): boolean {
  return Object.entries(condition).every(([name, wanted]) => {
    const known = facts[name];
    if (typeof wanted === 'object' && !Array.isArray(wanted)) return !isAny(wanted.not, known);
    return isAny(wanted, known);
  });
}

const isAny = (wanted: unknown, known: unknown) => (Array.isArray(wanted) ? wanted.includes(known) : wanted === known);
