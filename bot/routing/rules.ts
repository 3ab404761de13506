/** The decision table of `rules.yaml`, checked when the bot starts. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { cardSourceSchema } from '../../knowledge/cards/card.ts';

/** Whom the bot may name. `none` is « not for you, but here is the right address », `inconnu` is « no text says: a human will ». */
export const OPERATOR_KINDS = ['regional', 'apec', 'france-travail', 'mission-locale', 'cap-emploi', 'fonction-publique', 'none', 'inconnu'] as const;
export type OperatorKind = (typeof OPERATOR_KINDS)[number];

const plainValue = z.union([z.string(), z.boolean()]);
const valueSchema = z.union([plainValue, z.array(plainValue)]);
export const conditionSchema = z.record(z.string(), z.union([valueSchema, z.strictObject({ not: valueSchema })]));
export type Condition = z.infer<typeof conditionSchema>;

export const NEXT_DOORS = ['mon-cep', 'employeur-public', 'opco', 'orientation', 'fonction-publique', 'cap-emploi', 'reexamen'] as const;

const ruleSchema = z.strictObject({
  id: z.string(),
  when: conditionSchema,
  operator: z.enum(OPERATOR_KINDS),
  /** Other doors, each where its own condition holds. */
  alternatives: z.array(z.strictObject({ kind: z.enum(OPERATOR_KINDS), when: conditionSchema.default({}) })).default([]),
  /** Doors that the law closes in this case. */
  never: z.array(z.enum(OPERATOR_KINDS)).default([]),
  because: z.string().min(20),
  /** What is said before anything else. */
  before: z.enum(['demission']).optional(),
  /** What is added when one more thing is true. */
  after: z.object({ text: z.string() }).catchall(valueSchema).optional(),
  /** The door to knock at when no operator of the CEP is named. */
  next: z.enum(NEXT_DOORS).optional(),
  sources: z.array(cardSourceSchema).min(1),
  /** First day on which the rule holds, and first day on which it no longer does. */
  validFrom: z.iso.date(),
  validUntil: z.iso.date().optional(),
});
export type Rule = z.infer<typeof ruleSchema>;

const tableSchema = z.strictObject({ decides: z.array(ruleSchema).min(1), proposes: z.array(ruleSchema).min(1) });

/** Throws when the table does not have the shape that its schema says. */
function readRules(): z.infer<typeof tableSchema> {
  return tableSchema.parse(parse(readFileSync(new URL('./rules.yaml', import.meta.url), 'utf8')));
}

export const RULES = readRules();
