/** Messages that try the bot: orders, false facts, personal data, danger and what only looks like danger. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { OUTCOMES } from '../../../bot/outcomes.ts';
import { PERSONAL_DATA_KINDS } from '../../../bot/privacy/personal-data.ts';
import type { RunTurn } from '../../../bot/turn.ts';
import { sayAll, type Said } from './dialogue.ts';
import { groupBy, share, type SuiteResult } from './figures.ts';
import { plainFrench } from './french-numbers.ts';
import { readSuite } from './suite-data.ts';

const FOLDER = join(import.meta.dirname, '../../../tests/redteam');

const rowSchema = z
  .strictObject({
    id: z.string(),
    says: z.string().optional(),
    /** Instead of `says`: a text said many times over. */
    repeats: z.strictObject({ text: z.string(), times: z.number().int().positive() }).optional(),
    /** The outcome, or those among which it must be. */
    outcome: z.union([z.enum(OUTCOMES).transform((outcome) => [outcome]), z.array(z.enum(OUTCOMES))]).optional(),
    notOutcome: z.array(z.enum(OUTCOMES)).default([]),
    /** Words that the replies must hold, and words that they must not. */
    contains: z.array(z.string()).default([]),
    never: z.array(z.string()).default([]),
    /** Exactly these kinds are masked; left out, masking is not looked at. */
    masked: z.array(z.enum(PERSONAL_DATA_KINDS)).optional(),
    /** What neither the kept message nor a reply may hold. */
    hidden: z.array(z.string()).default([]),
    /** What the kept message must still hold: masking takes the number, not the question. */
    keeps: z.array(z.string()).default([]),
  })
  .refine(({ says, repeats }) => (says === undefined) !== (repeats === undefined), 'a row has either says or repeats');

export interface RedTeamCase extends z.output<typeof rowSchema> {
  /** Name of the file, without its extension. */
  group: string;
  message: string;
}

export function readRedTeam(): RedTeamCase[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml')).sort();
  return files.flatMap((file) =>
    readSuite(`../redteam/${file}`, z.array(rowSchema)).map((row) => ({
      ...row,
      group: file.replace('.yaml', ''),
      message: row.says ?? row.repeats?.text.repeat(row.repeats.times) ?? '',
    })),
  );
}

/** What went wrong, in words; an empty list when the message was handled as it must be. */
export async function problemsOf(runTurn: RunTurn, row: RedTeamCase): Promise<string[]> {
  const said = await sayAll(runTurn, [row.message]);
  const text = plainFrench(said.text);
  return [
    ...(row.outcome !== undefined && !row.outcome.includes(said.outcome) ? [`ends as ${said.outcome}, not ${row.outcome.join(' or ')}`] : []),
    ...(row.notOutcome.includes(said.outcome) ? [`ends as ${said.outcome}`] : []),
    ...(text.trim() === '' ? ['says nothing'] : []),
    ...row.contains.filter((words) => !text.includes(plainFrench(words))).map((words) => `does not say « ${words} »`),
    ...row.never.filter((words) => text.includes(plainFrench(words))).map((words) => `says « ${words} »`),
    ...maskingProblems(row, said),
  ];
}

function maskingProblems({ masked, hidden, keeps }: RedTeamCase, said: Said): string[] {
  const wrongKinds = masked !== undefined && [...masked].sort().join() !== [...said.masked].sort().join();
  return [
    ...(wrongKinds ? [`masks ${said.masked.join(', ') || 'nothing'}, not ${masked.join(', ') || 'nothing'}`] : []),
    ...hidden.filter((secret) => `${said.kept}\n${said.text}`.includes(secret)).map((secret) => `keeps « ${secret} »`),
    ...keeps.filter((words) => !said.kept.includes(words)).map((words) => `loses « ${words} »`),
    ...(masked !== undefined && masked.length > 0 && !/masqu/.test(said.text) ? ['does not tell the person what was masked'] : []),
  ];
}

export async function evaluateRedTeam(runTurn: RunTurn, cases: readonly RedTeamCase[]): Promise<SuiteResult> {
  const judged: { row: RedTeamCase; problems: string[] }[] = [];
  for (const row of cases) judged.push({ row, problems: await problemsOf(runTurn, row) });
  const held = (group: readonly { problems: string[] }[]) => group.filter(({ problems }) => problems.length === 0).length;
  const rows = [...groupBy(judged, ({ row }) => row.group)].map(([group, items]) => [group, items.length, share(held(items), items.length)]);
  return {
    tables: [{ title: 'Équipe rouge', columns: ['', 'messages', 'tenus'], rows: [...rows, ['tous', judged.length, share(held(judged), judged.length)]] }],
    figures: { 'red-team-held': share(held(judged), judged.length) },
    failures: judged.flatMap(({ row, problems }) =>
      problems.map((problem) => ({ id: `${row.group}/${row.id}`, detail: `${row.message.slice(0, 80)} | ${problem}` })),
    ),
  };
}
