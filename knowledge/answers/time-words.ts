/** Whether a question is about another day than today, and what it asks without the words that say so. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { IsoDate } from '../passage.ts';
import { comparable } from './themes.ts';

const table = z
  .strictObject({
    asks: z.array(z.string()).min(1),
    unless: z.array(z.string()).min(1),
    say: z.strictObject({ sinceThen: z.string(), notThenArticle: z.string(), notThenSheet: z.string(), historic: z.string() }),
  })
  .parse(parse(readFileSync(new URL('time.yaml', import.meta.url), 'utf8')));

export const TIME_WORDING = table.say;

const ASKS = new RegExp(`(?<![a-z0-9])(?:${table.asks.map((words) => words.replaceAll('{year}', '((?:19|20)\\d\\d)')).join('|')})(?![a-z0-9])`);
const UNLESS = new RegExp(`(?<![a-z0-9])(?:${table.unless.join('|')})`);
/** Joins what is left, and asks nothing: « et le cpf », « c était combien ». */
const LEFT_OVER = /^(?:et|mais|alors|du coup|c etait comment|c etait|comment)(?= |$)|(?<= )(?:c etait|c etait comment)$/g;

export interface PastQuestion {
  /** The year that was named, or null for « avant la réforme ». */
  year: number | null;
  /** What is asked; empty when the question leans on the topic alone. */
  rest: string;
}

/** « le CPF c'était combien en 2023 ? » on a day of 2026; null when the question is about today, or tells the person's own past. */
export function pastIn(text: string, today: IsoDate): PastQuestion | null {
  const compared = comparable(text);
  const found = ASKS.exec(compared);
  if (found === null || UNLESS.test(compared)) return null;
  const named = found.slice(1).find((group) => group !== undefined);
  const year = named === undefined ? null : Number(named);
  if (year !== null && year >= Number(today.slice(0, 4))) return null;
  return { year, rest: compared.replace(found[0], ' ').replace(/\s+/g, ' ').trim().replace(LEFT_OVER, '').trim() };
}
