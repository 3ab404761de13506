/**
 * The Microsoft 365 Agents Playground, which stands for Teams: Microsoft's own client, without an account and without a network.
 * Its licence is its own, so it is no dependency: it is fetched once, in that very version, into `var/playground`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const PACKAGE = '@microsoft/m365agentsplayground';
const VERSION = '0.2.28';
const FOLDER = join(import.meta.dirname, '../../var/playground');
const PROGRAM = join(FOLDER, 'node_modules', PACKAGE, 'cli.js');

function fetchOnce(): boolean {
  if (existsSync(PROGRAM)) return true;
  mkdirSync(FOLDER, { recursive: true });
  try {
    execFileSync('npm', ['install', '--prefix', FOLDER, '--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', `${PACKAGE}@${VERSION}`], { stdio: 'ignore', timeout: 120_000 });
  } catch {
    // Without the registry there is no playground: the test says that it is skipped.
  }
  return existsSync(PROGRAM);
}

/** True where the test must be skipped: never in CI, where a missing playground is a failure. */
export const withoutPlayground = !fetchOnce() && process.env['CI'] === undefined;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface Playground {
  url: string;
  stop(): void;
}

/** Starts it in front of a bot; `endpoint` is the bot's `/api/messages`. */
export async function openPlayground(endpoint: string): Promise<Playground> {
  const port = await freePort();
  const program = spawn(process.execPath, [PROGRAM, 'start', '-e', endpoint, '-c', 'msteams', '-p', String(port), '--disable-telemetry', 'true'], { cwd: FOLDER, stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 120; attempt++) {
    if (await fetch(url).then(({ ok }) => ok, () => false)) return { url, stop: () => void program.kill('SIGKILL') };
    await pause(250);
  }
  program.kill('SIGKILL');
  throw new Error('The playground did not start.');
}
