/**
 * The built bundle of Microsoft's Web Chat, fetched from the registry for the tests alone:
 * installing the package would bring half a gigabyte. Its hash is pinned, and the bundle is kept under `var/`.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const VERSION = '4.18.1';
const INTEGRITY = 'sha512-7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==';
const CACHE = resolve('var/test-cache');

/** Path of `webchat.js`. Throws when what came is not what was pinned. */
export function webChatBundle(): string {
  const bundle = join(CACHE, `webchat-${VERSION}.js`);
  if (existsSync(bundle)) return bundle;
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'download-'));
  try {
    execFileSync('npm', ['pack', `botframework-webchat@${VERSION}`, '--pack-destination', folder], { stdio: 'pipe' });
    const archive = join(folder, `botframework-webchat-${VERSION}.tgz`);
    const hash = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    if (hash !== INTEGRITY) throw new Error(`botframework-webchat@${VERSION} is not what was pinned (${hash}).`);
    execFileSync('tar', ['xzf', archive, '-C', folder, 'package/dist/webchat.js']);
    renameSync(join(folder, 'package/dist/webchat.js'), bundle);
    return bundle;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
