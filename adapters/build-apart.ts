/**
 * Builds the knowledge base in a process of its own: reading the whole Code takes hundreds of megabytes,
 * which a server that runs for months should not keep.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';

const COMMAND = fileURLToPath(new URL('cli/knowledge.ts', import.meta.url));
/** What the builder reads of the configuration. */
const NEEDED = ['KNOWLEDGE_DIR', 'OPERATOR_DOCUMENTS_DIR', 'EMBEDDINGS_URL', 'EMBEDDINGS_KEY', 'EMBEDDINGS_MODEL'] as const;

/** Rejects with what the builder said when it could not build. `onProgress` hears each of its lines. */
export async function buildApart(config: Config, onProgress: (line: string) => void): Promise<void> {
  const settings = Object.fromEntries(NEEDED.map((name) => [name, config[name] ?? '']));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', COMMAND, '--force'], { env: { ...process.env, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (piece: Buffer) => (complaint += piece.toString()));
  createInterface({ input: child.stdout }).on('line', onProgress);
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(complaint.trim() || `La construction de la base de connaissances s'est arrêtée (code ${code}). Relancez « npm run knowledge ».`);
}
