import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const BYTES = 48;

/**
 * The secrets that seal what is kept: those of STORE_SECRETS, the newest first, or one made at the first start and kept in `file`.
 */
export function contentSecrets(configured: readonly string[], file: string): [string, ...string[]] {
  const [newest, ...older] = configured;
  return newest === undefined ? [secretIn(file)] : [newest, ...older];
}

/**
 * The key that signs the conversation tokens: the one that is configured, or one made at the first start and kept in `file`,
 * so that conversations are found again after a restart. Readable by the owner of the process only.
 */
export function tokenKey(configured: string | undefined, file: string): Uint8Array {
  if (configured !== undefined) return new TextEncoder().encode(configured);
  return new TextEncoder().encode(secretIn(file));
}

function secretIn(file: string): string {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(BYTES).toString('base64url'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}
