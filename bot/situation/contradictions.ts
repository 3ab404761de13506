/** Two things that the person said and that seldom go together: « je suis retraité et j'ai 22 ans ». */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Situation, Slot } from './situation.ts';

const ROWS = z
  .array(z.strictObject({ when: z.record(z.string(), z.string()), ageBelow: z.number().optional(), ageAbove: z.number().optional() }))
  .parse(parse(readFileSync(new URL('./contradictions.yaml', import.meta.url), 'utf8')));

/** The person's own words for both, or null. */
export function contradictionIn(situation: Situation): { one: string; other: string } | null {
  for (const { when, ageBelow, ageAbove } of ROWS) {
    const slots = Object.keys(when) as Slot[];
    if (!slots.every((slot) => situation[slot]?.value === when[slot])) continue;
    const age = situation.age;
    const withAge = ageBelow !== undefined || ageAbove !== undefined;
    if (withAge && !(age && ((ageBelow !== undefined && age.value < ageBelow) || (ageAbove !== undefined && age.value > ageAbove)))) continue;
    const said = [...slots.map((slot) => situation[slot]?.said ?? ''), ...(withAge ? [age?.said ?? ''] : [])];
    return { one: said[0] ?? '', other: said[1] ?? '' };
  }
  return null;
}
