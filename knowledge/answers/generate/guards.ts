/** The table of what a model may not change, made ready to be looked for. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { plain } from '../../index/french.ts';

const words = z.array(z.string()).min(1);
const schema = z.strictObject({ kinds: z.record(z.string(), words), roles: words, never: words, pointsBack: words, orders: words });
const TABLE = schema.parse(parse(readFileSync(new URL('guards.yaml', import.meta.url), 'utf8')));

const escaped = (word: string) => word.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace('*', '[a-z]*');
/** Elided words are found before what they are tied to. */
const anyOf = (list: readonly string[]) => new RegExp(`(?<![a-z0-9-])(?:${list.map(escaped).sort((one, other) => other.length - one.length).join('|')})(?:(?<=')|(?![a-z0-9-]))`, 'g');

const KINDS = Object.entries(TABLE.kinds).map(([kind, list]) => ({ kind, pattern: anyOf(list) }));
const ROLES = TABLE.roles.map((role) => ({ role, pattern: anyOf([role]) }));
const NEVER = anyOf(TABLE.never);
const POINTS_BACK = new RegExp(`^(?:${TABLE.pointsBack.map(escaped).join('|')})(?![a-z0-9])`);
const ORDERS = new RegExp(TABLE.orders.map((order) => order.replaceAll('*', '[a-z]*')).join('|'));

/** How many words of each kind that changes the meaning. */
export function weightsOf(text: string): { kind: string; count: number }[] {
  const compared = plain(text);
  return KINDS.map(({ kind, pattern }) => ({ kind, count: compared.match(pattern)?.length ?? 0 }));
}

/** Who is spoken of, in order, each time. */
export function rolesIn(text: string): string[] {
  const compared = plain(text);
  return ROLES.flatMap(({ role, pattern }) => [...compared.matchAll(pattern)].map(({ index }) => ({ role, index })))
    .sort((one, other) => one.index - other.index)
    .map(({ role }) => role);
}

/** Words that the robot never lets a model write. */
export const forbiddenIn = (text: string): string[] => plain(text).match(NEVER) ?? [];

/** The sentence leans on the one before it. */
export const pointsBack = (text: string): boolean => POINTS_BACK.test(plain(text));

/** The passage speaks to a program rather than to people. */
export const givesOrders = (text: string): boolean => ORDERS.test(plain(text));
