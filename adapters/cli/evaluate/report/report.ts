/** The report as data: what two pages, HTML and Markdown, then write. */
import { frenchDay } from '../../../../bot/french-day.ts';
import { parisDay } from '../../../../bot/paris-day.ts';
import { fill } from '../../../../bot/dialogues/texts.ts';
import type { Failure, SuiteResult, Table } from '../figures.ts';
import type { Thresholds } from '../thresholds.ts';
import { lastFigures, type Run } from './history.ts';
import { cellIn, shown, unitOf } from './numbers.ts';
import { failureInFrench, inFrench, REPORT } from './texts.ts';
import type { Version } from './versions.ts';

export interface Measured {
  /** Name of the suite, as `--only` takes it. */
  suite: string;
  result: SuiteResult;
}

export interface FigureLine {
  label: string;
  /** What a reader must know to believe the figure no more than it deserves. */
  note: string | null;
  figure: string;
  wanted: string;
  before: string;
  verdict: keyof typeof REPORT.verdicts;
  /** Words of the verdict, with why it was not measured where that is known. */
  says: string;
}

export interface FailureList {
  name: string;
  caution: string | null;
  rows: { id: string; asked: string; found: string }[];
}

export interface Report {
  /** « 23 novembre 2026 à 18:04 », Paris time. */
  at: string;
  verdict: { passed: boolean; says: string[] };
  comparison: string;
  figures: FigureLine[];
  suites: { name: string; what: string | null; tables: { title: string; columns: string[]; rows: string[][]; note: string | null }[]; failures: number }[];
  failures: FailureList[];
  versions: Version[];
}

export interface ReportInput {
  now: Date;
  measured: Measured[];
  thresholds: Thresholds;
  /** Earlier runs, oldest first. */
  history: Run[];
  versions: Version[];
}

export function createReport({ now, measured, thresholds, history, versions }: ReportInput): Report {
  const figures: Record<string, number> = Object.assign({}, ...measured.map(({ result }) => result.figures));
  const before = lastFigures(history);
  const lines = Object.entries(thresholds).map(([name, threshold]) => figureLine(threshold, figures[name], before.figures[name]));
  const count = (verdict: FigureLine['verdict']) => lines.filter((line) => line.verdict === verdict).length;
  const [outside, unmeasured] = [count('outside'), count('unmeasured')];
  return {
    at: `${frenchDay(parisDay(now))} à ${now.toLocaleTimeString('fr-FR', { timeZone: 'Europe/Paris', timeStyle: 'short' })}`,
    verdict: {
      passed: outside === 0,
      says: [outside === 0 ? REPORT.passed : fill(REPORT.failed, { count: String(outside) }), ...(unmeasured > 0 ? [fill(REPORT.unmeasured, { count: String(unmeasured) })] : [])],
    },
    comparison: before.at === null ? REPORT.firstRun : fill(REPORT.previousRun, { day: frenchDay(parisDay(new Date(before.at))) }),
    figures: lines,
    suites: measured.map(({ suite, result }) => ({ name: nameOf(suite), what: REPORT.suites[suite]?.what ?? null, tables: result.tables.map(frenchTable), failures: result.failures.length })),
    failures: measured.flatMap(({ suite, result }) => failureLists(suite, result.failures)),
    versions,
  };
}

export const nameOf = (suite: string): string => REPORT.suites[suite]?.name ?? suite;

function figureLine(threshold: Thresholds[string], figure: number | undefined, before: number | undefined): FigureLine {
  const { label, atLeast, atMost, only, note } = threshold;
  const unit = unitOf(threshold);
  const wanted = atLeast === undefined ? fill(REPORT.wanted.atMost, { limit: shown(atMost ?? 0, unit) }) : fill(REPORT.wanted.atLeast, { limit: shown(atLeast, unit) });
  const earlier = before === undefined ? '–' : shown(before, unit);
  const base = { label: inFrench(label), note: note ?? null, wanted };
  if (figure === undefined) return { ...base, figure: '–', before: earlier, verdict: 'unmeasured', says: [REPORT.verdicts.unmeasured, ...(only === undefined ? [] : [only])].join(' : ') };
  const verdict = figure >= (atLeast ?? Number.NEGATIVE_INFINITY) && figure <= (atMost ?? Number.POSITIVE_INFINITY) ? 'within' : 'outside';
  return { ...base, figure: shown(figure, unit), before: before === undefined ? earlier : `${earlier} (${changeOf(figure - before, atLeast === undefined)})`, verdict, says: REPORT.verdicts[verdict] };
}

/** Differences that rounding hides are none. */
function changeOf(difference: number, lessIsBetter: boolean): string {
  if (Math.abs(difference) < 0.0005) return REPORT.changes.same;
  return difference > 0 === lessIsBetter ? REPORT.changes.worse : REPORT.changes.better;
}

function frenchTable({ title, columns, rows, note }: Table): Report['suites'][number]['tables'][number] {
  return {
    title: inFrench(title),
    columns: columns.map(inFrench),
    rows: rows.map((row) => row.map((cell, index) => inFrench(cellIn(columns[index] ?? '', cell)))),
    note: note === undefined ? null : inFrench(note),
  };
}

/** Those that nobody should tune on stand apart, with a word of caution. */
function failureLists(suite: string, failures: Failure[]): FailureList[] {
  const rowsOf = (some: Failure[]) => some.map(({ id, detail }) => {
    const [asked = '', ...found] = detail.split(' | ');
    return { id: failureInFrench(id), asked, found: failureInFrench(found.join(', ')) };
  });
  const [open, apart] = [failures.filter(({ half }) => half !== 'heldout'), failures.filter(({ half }) => half === 'heldout')];
  return [
    { name: nameOf(suite), caution: null, rows: rowsOf(open) },
    { name: inFrench(`${nameOf(suite)}, heldout`), caution: REPORT.heldoutCaution, rows: rowsOf(apart) },
  ].filter(({ rows }) => rows.length > 0);
}
