/** People's words about trades, checked when they are read: `everyday.yaml` holds the names, `trades.yaml` the rest. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { stemOf } from './trade-words.ts';

const key = z.string().regex(/^[a-z0-9]+$/, 'one plain word: lower case, no accent');
const choices = z.array(z.string().min(3)).min(2).max(4);
const spaced = z.string().transform((list) => list.split(/\s+/).filter((word) => word !== ''));
const byStem = (record: Record<string, string[]>) => new Map(Object.entries(record).map(([word, names]) => [stemOf(word), names]));

const schema = z.strictObject({
  unclear: z.record(key, choices),
  domains: z.record(z.string().regex(/^[a-z0-9]+( [a-z0-9]+)*$/), choices),
  activities: z.array(z.strictObject({ does: z.array(key).min(1), what: z.array(key).min(1), trade: z.string() })),
  noTrade: spaced,
  ordinary: spaced,
});

let opened: ReturnType<typeof read> | undefined;

/** Read when a trade is first looked for: a server that answers nothing of the kind carries nothing. */
export const openTradeTables = () => (opened ??= read());

function read() {
  const { unclear, domains, activities, noTrade, ordinary } = schema.parse(parse(readFileSync(new URL('./trades.yaml', import.meta.url), 'utf8')));
  return {
    /** Words of several trades, and domains: the trades to choose among, the likeliest first. By stem. */
    unclear: byStem(unclear),
    domains: new Map(Object.entries(domains).flatMap(([words, names]) => words.split(' ').map((word) => [stemOf(word), names] as const))),
    activities,
    /** Names of one word that are no trade by themselves in what people write. By stem. */
    noTrade: new Set(noTrade.map(stemOf)),
    /** Words of the language that are never a misspelt trade, nor part of a name by themselves. Plain words. */
    ordinary: new Set(ordinary),
    /** All names that the tables lead to: each must be that of a trade. */
    namesToChoose: [...new Set([...Object.values(unclear), ...Object.values(domains)].flat().concat(activities.map(({ trade }) => trade)))],
  };
}
