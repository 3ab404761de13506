/** Who answers for this service: `operator.yaml`, checked when the product starts. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const text = z.string().trim();
const filled = text.min(1);
const orEmpty = <Schema extends z.ZodType<string>>(schema: Schema) => z.union([z.literal(''), schema], { error: ({ input }) => `« ${String(input)} » n’a pas la forme attendue` });
const email = orEmpty(z.email());
const site = orEmpty(z.url({ protocol: /^https$/ }));
const day = orEmpty(z.iso.date());
const contact = z.string().regex(/^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+|tel:\+[\d-]+)$/, 'écrivez mailto:nom@example.fr, https://… ou tel:+33…');

export const operatorSchema = z.strictObject({
  organisation: z.strictObject({
    shortName: text.max(30, '30 caractères au plus : Teams n’en montre pas davantage'),
    legalName: text, legalForm: text, registration: text, address: text, phone: text, email, site, publicationDirector: text,
  }),
  hosting: z.strictObject({ name: text, address: text, phone: text, country: text }),
  privacy: z.strictObject({
    officer: text, officerEmail: email, officerAddress: text,
    processors: z.array(z.strictObject({ name: filled, task: filled, country: filled })),
  }),
  security: z.strictObject({ contacts: z.array(contact), expires: day, policy: site, languages: z.array(z.string().regex(/^[a-z]{2}$/)).min(1) }),
  accessibility: z.strictObject({
    email, phone: text,
    audit: z.strictObject({ by: filled, on: z.iso.date(), version: filled, rate: z.number().min(0).max(100) }).nullable(),
    notAccessible: z.array(filled), disproportionate: z.array(filled),
    multiYearPlan: site, yearPlan: site, establishedOn: day,
  }),
  teams: z.strictObject({
    version: z.string().regex(/^\d+\.\d+\.\d+$/, 'trois nombres : 1.0.0'),
    manifestVersion: z.string().regex(/^1\.\d+$/, 'entre guillemets : \'1.30\''),
    shortDescription: filled.max(80), fullDescription: filled.max(4_000),
    colour: z.string().regex(/^#[0-9a-f]{6}$/i, 'six chiffres après le dièse : #0e5257'),
    commands: z.array(z.strictObject({ title: filled.max(32), description: filled.max(128) })).max(10),
  }),
});
export type OperatorTable = z.infer<typeof operatorSchema>;

/** For those who must mend it. */
export const OPERATOR_FILE = 'adapters/web/operator/operator.yaml';

/** Throws one line that names the wrong place. */
export function readOperator(yaml: string): OperatorTable {
  const checked = operatorSchema.safeParse(parse(yaml));
  if (checked.success) return checked.data;
  const lines = checked.error.issues.map(({ path, message }) => `${path.join('.')} : ${message}`);
  throw new Error(`${OPERATOR_FILE} ne peut pas être lu. ${lines.join(' ; ')}. Corrigez-le, puis relancez.`);
}

/** The table of this installation. */
export const OPERATOR: OperatorTable = readOperator(readFileSync(new URL('./operator.yaml', import.meta.url), 'utf8'));
