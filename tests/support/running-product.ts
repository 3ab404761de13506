/** The whole product on a port and a database of its own, with the real knowledge base. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKnowledge } from '../../adapters/assemble.ts';
import { type Config, readConfig } from '../../adapters/config.ts';
import { type RunningServer, startServer } from '../../adapters/server.ts';
import type { Journal } from '../../bot/ports.ts';
import { KNOWLEDGE_DIR } from './built-knowledge.ts';

export interface RunningProduct extends RunningServer {
  /** Names of the errors that the journal was told. */
  errors: string[];
  stop(): Promise<void>;
}

export async function runProduct(changes: Partial<Config> = {}): Promise<RunningProduct> {
  const folder = mkdtempSync(join(tmpdir(), 'accueil-product-'));
  const config: Config = { ...readConfig({}), PORT: 0, KNOWLEDGE_DIR, DATABASE_FILE: join(folder, 'store.sqlite'), ...changes };
  const errors: string[] = [];
  const journal: Journal = { info: () => undefined, error: (event) => void errors.push(event) };
  const server = await startServer(config, await openKnowledge(config, journal, () => undefined), journal);
  return {
    ...server,
    errors,
    async stop() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
