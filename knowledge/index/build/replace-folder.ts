/** A folder that is written beside its place and then put there in one move: whoever reads sees the old one or the new one, whole. */
import { cpSync, existsSync, globSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const MOVES_AT_MOST = 3;

/**
 * `write` fills the draft. When it fails the folder stays as it was, and the error goes on.
 * `keep` names what the folder holds that is not the writer's: it goes along as it is.
 */
export async function replaceFolder(folder: string, write: (draft: string) => Promise<void>, keep: readonly string[] = []): Promise<void> {
  const draft = `${folder}.${process.pid}.draft`;
  removeDeadDrafts(folder);
  mkdirSync(draft, { recursive: true });
  try {
    await write(draft);
    // At the last moment, and as a copy: it may have changed meanwhile, and a crash between both moves must not take it away.
    for (const name of keep) if (existsSync(join(folder, name))) cpSync(join(folder, name), join(draft, name), { recursive: true, preserveTimestamps: true });
    putInPlace(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** What processes that were killed left beside the folder; the drafts of living ones are theirs. Killed between both moves, one left no folder: it is put back. */
function removeDeadDrafts(folder: string): void {
  const [aside] = existsSync(folder) ? [] : globSync(`${folder}.*.draft.old`).filter((path) => !isAlive(ownerOf(path)));
  if (aside !== undefined) renameSync(aside, folder);
  for (const path of globSync(`${folder}.*.draft*`)) {
    const owner = ownerOf(path);
    if (owner === process.pid || !isAlive(owner)) rmSync(path, { recursive: true, force: true });
  }
}

const ownerOf = (path: string): number => Number(/\.(\d+)\.draft/.exec(path)?.[1]);

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // Alive, but somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Two builds may end together: the last one wins. */
function putInPlace(draft: string, folder: string): void {
  const old = `${draft}.old`;
  for (let attempt = 1; ; attempt += 1) {
    if (existsSync(folder)) renameSync(folder, old);
    try {
      renameSync(draft, folder);
      return;
    } catch (error) {
      if (attempt === MOVES_AT_MOST) throw error;
    } finally {
      rmSync(old, { recursive: true, force: true });
    }
  }
}
