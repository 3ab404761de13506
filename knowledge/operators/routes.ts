/** How each operator receives the files of people: `routes.yaml`, checked when the product starts. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { CONTACT_KINDS } from './directory.ts';

const placed = { kind: z.enum(CONTACT_KINDS), region: z.string().optional() };
/** A name and not a value: secrets and addresses stay out of the table. */
const address = z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'le nom d’une variable d’environnement, en capitales');

export const routeSchema = z.discriminatedUnion('route', [
  z.strictObject({ ...placed, route: z.literal('desk') }),
  z.strictObject({ ...placed, route: z.literal('email'), address }),
  z.strictObject({ ...placed, route: z.literal('webhook'), address, secret: address }),
  z.strictObject({ ...placed, route: z.literal('bot-framework'), address, secret: address, application: address.optional() }),
  z.strictObject({ ...placed, route: z.literal('none') }),
]);
export type Route = z.infer<typeof routeSchema>;

/** Throws when the table does not have the shape that its schema says. */
export const ROUTES: Route[] = z.strictObject({ routes: z.array(routeSchema).min(1) }).parse(parse(readFileSync(new URL('./routes.yaml', import.meta.url), 'utf8'))).routes;

/** The row for an operator in a région, or null where the table has none. */
export function routeTo({ kind, region }: { kind: Route['kind']; region: string | null }, routes: Route[] = ROUTES): Route | null {
  return routes.find((row) => row.kind === kind && (row.region === undefined || row.region === region)) ?? null;
}
