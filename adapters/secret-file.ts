import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * The key that signs the conversation tokens: the one that is configured, or one made at the first start and kept in `file`,
 * so that conversations are found again after a restart. Readable by the owner of the process only.
 */
export function tokenKey(configured: string | undefined, file: string): Uint8Array {
  if (configured !== undefined) return new TextEncoder().encode(configured);
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600 });
  }
  return new TextEncoder().encode(readFileSync(file, 'utf8').trim());
}
