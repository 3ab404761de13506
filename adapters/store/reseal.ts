/** The keys of what is kept: proven at the start, changed without stopping the service. */
import type { Store } from '../../bot/ports.ts';
import type { Seal } from './seal.ts';
import { placeOf, SEALED_COLUMNS } from './sealed-columns.ts';
import { all, run, type SqlDatabase, type Value } from './sql.ts';

const PROOF = { key: 'seal-proof', text: 'Accueil CEP' } as const;
const ROWS_AT_ONCE = 200;

/** What was sealed to prove the keys, or null on a database that no server has used yet. Writes nothing. Throws `StoreError` where the keys are not those of this database. */
export async function checkSeal(store: Pick<Store, 'setting'>, seal: Seal): Promise<string | null> {
  const known = await store.setting(PROOF.key);
  if (known !== null) seal.open(known, PROOF.key);
  return known;
}

/** Tells at the start, and not at somebody's first message, that the keys are not those of this database. Throws `StoreError`. */
export async function proveSeal(store: Pick<Store, 'setting' | 'setSetting'>, seal: Seal, now: Date): Promise<void> {
  const known = await checkSeal(store, seal);
  if (known === null || !known.startsWith(seal.mark)) await store.setSetting(PROOF.key, seal.close(PROOF.text, PROOF.key), now.toISOString());
}

/**
 * Seals with the first secret what was sealed with another, or not at all. Beside a running server: a row that changes meanwhile is
 * left to the next look. May be interrupted and repeated. Gives how many texts were sealed anew, by table.
 */
export async function resealAll(database: SqlDatabase, seal: Seal): Promise<Record<string, number>> {
  const report: Record<string, number> = {};
  for (const { table, row: names, owner, columns } of SEALED_COLUMNS) {
    for (const column of columns) report[table] = (report[table] ?? 0) + (await resealColumn(database, seal, { table, names, owner, column }));
  }
  return report;
}

async function resealColumn(database: SqlDatabase, seal: Seal, { table, names, owner, column }: { table: string; names: readonly string[]; owner: string; column: string }): Promise<number> {
  const isRow = names.map((name) => `${name} = ?`).join(' AND ');
  const older = `${column} IS NOT NULL AND substr(${column}, 1, ${seal.mark.length}) <> ?`;
  for (let sealed = 0; ; ) {
    const rows = await database.read(() => all(`SELECT ${[...new Set([...names, owner, column])].join(', ')} FROM ${table} WHERE ${older} LIMIT ${ROWS_AT_ONCE}`, seal.mark));
    if (rows.length === 0) return sealed;
    await database.atomically(null, function* () {
      for (const row of rows) {
        const place = placeOf(String(row[owner]), column);
        const text = String(row[column]);
        sealed += yield* run(`UPDATE ${table} SET ${column} = ? WHERE ${isRow} AND ${column} = ?`, seal.close(seal.open(text, place), place), ...names.map((name) => row[name] as Value), text);
      }
    });
  }
}
