import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What is held, and not what is about to be thrown away. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
