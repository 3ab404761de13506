/** The program runs on the Node that it brings. */
import { failure, type Finding, good } from './finding.ts';

/** Reads TypeScript as it is, and has SQLite inside. */
const NEEDED = 24;

export function checkNode(): Finding[] {
  const found = process.versions.node;
  if (Number(found.split('.')[0]) >= NEEDED) return [good(`Node ${found}.`)];
  return [failure(`Node ${found} est trop ancien : il faut la version ${NEEDED}.`, 'Lancez « npm ci », puis toujours par npm (npm start, npm run doctor) : le projet apporte son propre Node.')];
}
