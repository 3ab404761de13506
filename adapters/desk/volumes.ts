/** What a supervisor sees: how many, how long, why it ended. Never a name, a word or a file. */
import type { Handoff } from '../../bot/handoff/handoff.ts';
import { isHeldByHuman } from '../../bot/handoff/handoff.ts';
import { parisDay } from '../../bot/paris-day.ts';
import type { AuditLine } from './access/audit.ts';

const WEEK_MS = 7 * 86_400_000;

export interface Volumes {
  operatorName: string;
  waiting: number;
  /** Milliseconds; 0 when nobody waits. */
  longestWait: number;
  held: number;
  askedToday: number;
  askedThisWeek: number;
  closedThisWeek: number;
  /** Of this week's, from the agreement to the counsellor; milliseconds, null when nobody was taken. */
  medianWait: number | null;
}

export function volumesOf(handoffs: Handoff[], now: Date): Volumes[] {
  const byOperator = Map.groupBy(handoffs, ({ operatorName }) => operatorName);
  return [...byOperator].map(([operatorName, own]) => volumes(operatorName, own, now)).toSorted((one, other) => other.longestWait - one.longestWait || one.operatorName.localeCompare(other.operatorName, 'fr'));
}

function volumes(operatorName: string, handoffs: Handoff[], now: Date): Volumes {
  const isRecent = (at: string | null | undefined) => at != null && now.getTime() - Date.parse(at) < WEEK_MS;
  const waiting = handoffs.filter(({ state }) => state === 'queued');
  const asked = handoffs.filter(({ queuedAt, consents }) => isRecent(queuedAt ?? consents[0]?.at));
  return {
    operatorName,
    waiting: waiting.length,
    longestWait: Math.max(0, ...waiting.map(({ queuedAt }) => now.getTime() - Date.parse(queuedAt ?? now.toISOString()))),
    held: handoffs.filter(isHeldByHuman).length,
    askedToday: asked.filter(({ consents }) => parisDay(new Date(consents[0]?.at ?? 0)) === parisDay(now)).length,
    askedThisWeek: asked.length,
    closedThisWeek: handoffs.filter(({ closed }) => isRecent(closed?.at)).length,
    medianWait: median(asked.flatMap((handoff) => waitUntilTaken(handoff) ?? [])),
  };
}

function waitUntilTaken({ history, queuedAt }: Handoff): number | null {
  const taken = history.find(({ event }) => event === 'take');
  return taken === undefined || queuedAt === null ? null : Math.max(0, Date.parse(taken.at) - Date.parse(queuedAt));
}

function median(values: number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

/** How many conversations of the last seven days ended for each reason. The log has the reason, and nothing of the person. */
export function reasonsThisWeek(lines: AuditLine[], isShown: (line: AuditLine) => boolean, now: Date): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const reason = /^clore:(.+)$/.exec(line.detail ?? '')?.[1];
    if (reason === undefined || now.getTime() - Date.parse(line.at) >= WEEK_MS || !isShown(line)) continue;
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return counts;
}
