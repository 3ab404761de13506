/** The decision table against situations written from the sources (`tests/evaluation/routing.yaml`, `routing-situations.yaml`). */
import { z } from 'zod';
import type { IsoDate } from '../../../knowledge/passage.ts';
import { OPERATOR_KINDS } from '../../../bot/routing/rules.ts';
import { lieuSchema, SLOT_VALUES, SLOTS, type SituationValues, type Slot } from '../../../bot/situation/situation.ts';
import { type Failure, groupBy, share, type SuiteResult } from './figures.ts';
import { readSuite } from './suite-data.ts';

const kind = z.enum(OPERATOR_KINDS);
const slot = z.enum(SLOTS as [Slot, ...Slot[]]);

/** What is expected of a choice; shared with the conversations of `routing-talk.ts`. */
export const expectSchema = z
  .strictObject({
    kind: kind.nullable().optional(),
    /** Where no text gives a precedence. */
    anyOf: z.array(kind.nullable()).optional(),
    alternatives: z.array(kind).default([]),
    /** Each is the proposal or one of the other doors. */
    alternativesAny: z.array(kind).default([]),
    never: z.array(kind).default([]),
    missing: z.array(slot).default([]),
    notMissing: z.array(slot).default([]),
    warning: z.boolean().optional(),
  })
  .refine((expected) => expected.kind !== undefined || expected.anyOf !== undefined || expected.missing.length > 0, 'says nothing');

const caseSchema = z.strictObject({
  id: z.string(),
  row: z.string(),
  situation: z.partialRecord(slot, z.unknown()).superRefine((situation, context) => {
    for (const [name, value] of Object.entries(situation)) {
      if (!SLOT_VALUES[name as Slot].safeParse(value).success) context.addIssue(`${JSON.stringify(value)} is no value of ${name}`);
    }
  }),
  expect: expectSchema,
});
export type RoutingCase = z.infer<typeof caseSchema>;

export const readRoutingSuite = (): RoutingCase[] => readSuite('routing.yaml', z.array(caseSchema).min(1));

/** The second suite, with its places named once at the head of the file. */
const situationsSchema = z.strictObject({ places: z.record(z.string(), lieuSchema), situations: z.array(caseSchema).min(1) });
export const readRoutingSituations = (): RoutingCase[] => readSuite('routing-situations.yaml', situationsSchema).situations;

export interface Chosen {
  kind: string | null;
  alternatives: string[];
  missing: string[];
  warning: boolean;
}

/** What is wrong with a choice; empty when it is right. */
export function objectionsTo(chosen: Chosen, { expect }: Pick<RoutingCase, 'expect'>): string[] {
  const shown = [chosen.kind, ...chosen.alternatives];
  return [
    ...(expect.kind !== undefined && chosen.kind !== expect.kind ? [`names ${chosen.kind}, not ${expect.kind}`] : []),
    ...(expect.anyOf && !expect.anyOf.includes(chosen.kind as never) ? [`names ${chosen.kind}, none of ${expect.anyOf.join(', ')}`] : []),
    ...expect.alternatives.filter((other) => !chosen.alternatives.includes(other)).map((other) => `does not show ${other} beside`),
    ...expect.alternativesAny.filter((other) => !shown.includes(other)).map((other) => `does not show ${other}`),
    ...expect.never.filter((other) => shown.includes(other)).map((other) => `shows ${other}`),
    ...expect.missing.filter((name) => !chosen.missing.includes(name)).map((name) => `does not say that ${name} is missing`),
    ...expect.notMissing.filter((name) => chosen.missing.includes(name)).map((name) => `says that ${name} is missing`),
    ...(expect.warning !== undefined && chosen.warning !== expect.warning ? [expect.warning ? 'does not warn' : 'warns'] : []),
  ];
}

export function evaluateRouting(choose: (values: SituationValues, date: IsoDate) => Chosen, suite: readonly RoutingCase[], date: IsoDate): SuiteResult {
  const failures: Failure[] = [];
  for (const item of suite) {
    const objections = objectionsTo(choose(item.situation as SituationValues, date), item);
    if (objections.length > 0) failures.push({ id: `${item.id} ${item.row}`, detail: `${JSON.stringify(item.situation)} | ${objections.join('; ')}` });
  }
  const wrong = new Set(failures.map(({ id }) => id.split(' ')[0]));
  const right = suite.filter(({ id }) => !wrong.has(id)).length;
  return {
    tables: [
      {
        title: 'Choix de l’opérateur',
        columns: ['', 'situations', 'justes'],
        rows: [['toutes', suite.length, share(right, suite.length)]],
        note: `${groupBy(suite, ({ row }) => row).size} lignes de la table des situations et de leurs croisements.`,
      },
    ],
    figures: { 'routing-right': share(right, suite.length) },
    failures,
  };
}
