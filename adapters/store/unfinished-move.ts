/** A PostgreSQL database that is being filled from files bears a mark: no server works on it before all is there. */
import type { ClientBase } from 'pg';

/** A part of no program: see `accueil_cep_versions`. */
const PART = 'move';

export async function unfinishedIn(client: ClientBase): Promise<boolean> {
  const { rows: known } = await client.query<{ found: string | null }>("SELECT to_regclass('accueil_cep_versions') AS found");
  if (known[0]?.found === null) return false;
  const { rows } = await client.query('SELECT 1 FROM accueil_cep_versions WHERE part = $1', [PART]);
  return rows.length > 0;
}

export async function markUnfinished(client: ClientBase): Promise<void> {
  await client.query('INSERT INTO accueil_cep_versions VALUES ($1, 0) ON CONFLICT (part) DO NOTHING', [PART]);
}

/** True when one of these tables is there and holds a row. */
export async function isPopulated(client: ClientBase, tables: string[]): Promise<boolean> {
  for (const table of tables) {
    const { rows: known } = await client.query<{ found: string | null }>('SELECT to_regclass($1) AS found', [`"${table}"`]);
    if (known[0]?.found != null && (await client.query(`SELECT 1 FROM "${table}" LIMIT 1`)).rows.length > 0) return true;
  }
  return false;
}
