/** The durations and sizes of `limits.yaml`, checked when the bot starts. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const positive = z.number().int().positive();

export const LIMITS = z
  .strictObject({ queueAtMost: positive, queuedHours: positive, unattendedMinutes: positive, offeredHours: positive })
  .parse(parse(readFileSync(new URL('./limits.yaml', import.meta.url), 'utf8')));
