/** What a colleague reads of the way a turn ended: the French labels of `outcomes.yaml`. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { OUTCOMES } from './outcomes.ts';

export const OUTCOME_LABELS = z.record(z.enum(OUTCOMES), z.string().min(1)).parse(parse(readFileSync(new URL('./outcomes.yaml', import.meta.url), 'utf8')));
