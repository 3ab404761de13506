/** The tables that a colleague may change without touching code, checked when the desk opens. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'des minuscules, des chiffres et des tirets');
const row = { id, label: z.string().min(1).max(60) };

function table<Row extends { id: string }>(file: string, schema: z.ZodType<Row>): Row[] {
  const rows = z.array(schema).min(1).safeParse(parse(readFileSync(new URL(file, import.meta.url), 'utf8')));
  if (!rows.success) throw new Error(`adapters/desk/${file} : ${z.prettifyError(rows.error)}`);
  const twice = rows.data.find((one, index) => rows.data.findIndex((other) => other.id === one.id) !== index);
  if (twice) throw new Error(`adapters/desk/${file} : « ${twice.id} » est là deux fois.`);
  return rows.data;
}

export const CANNED_REPLIES = table('./canned-replies.yaml', z.strictObject({ ...row, text: z.string().trim().min(1).max(4_000) }));
export const CLOSING_REASONS = table('./closing-reasons.yaml', z.strictObject(row));

/** The text of a canned reply, in the counsellor's name; null when there is none of that id. */
export function cannedReply(wanted: string, name: string): string | null {
  return CANNED_REPLIES.find((reply) => reply.id === wanted)?.text.replaceAll('{nom}', name) ?? null;
}
