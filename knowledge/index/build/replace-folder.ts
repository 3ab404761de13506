/** A folder that is written beside its place and then put there in one move: whoever reads sees the old one or the new one, whole. */
import { existsSync, globSync, mkdirSync, renameSync, rmSync } from 'node:fs';

const MOVES_AT_MOST = 3;

/** `write` fills the draft. When it fails the folder stays as it was, and the error goes on. */
export async function replaceFolder(folder: string, write: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${folder}.${process.pid}.draft`;
  removeDeadDrafts(folder);
  mkdirSync(draft, { recursive: true });
  try {
    await write(draft);
    putInPlace(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** What processes that were killed left beside the folder; the drafts of living ones are theirs. */
function removeDeadDrafts(folder: string): void {
  for (const path of globSync(`${folder}.*.draft*`)) {
    const owner = Number(/\.(\d+)\.draft/.exec(path)?.[1]);
    if (owner === process.pid || !isAlive(owner)) rmSync(path, { recursive: true, force: true });
  }
}

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
