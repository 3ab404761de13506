/** A server in a process of its own, so that its processor time and memory can be told from those of the load. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Usage } from './measured.ts';

/** Long enough to build the knowledge base on a small machine. */
const LONGEST_START_MS = 300_000;
const POLL_MS = 10;

/** As `npm start` has them. */
const NODE_OPTIONS = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=32', '--max-old-space-size=256'];

export interface ServerOptions {
  /** The program, a file. It is given `PORT` and `HOST`. */
  program: string;
  /** Answers 200 once the server can serve. */
  readyPath: string;
  environment: Record<string, string>;
  /** Where its log goes. */
  logFile: string;
}

export interface MeasuredServer {
  url: string;
  /** From the command to the first « ready », in milliseconds. */
  startMs: number;
  usage(): Promise<Usage>;
  /** Asks it to stop, or kills it where it stands (`SIGKILL`), and waits until it is gone. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Starts the program and waits until it is ready. Throws, with the last line of its log, when it stops before. */
export async function startServer({ program, readyPath, environment, logFile }: ServerOptions): Promise<MeasuredServer> {
  const port = await freePort();
  const log = openSync(logFile, 'a');
  const started = performance.now();
  const child = fork(program, {
    env: { ...process.env, ...environment, HOST: '127.0.0.1', PORT: String(port) },
    execArgv: [...NODE_OPTIONS, '--import', import.meta.resolve('./measured.ts')],
    stdio: ['ignore', 'ignore', log, 'ipc'],
  });
  closeSync(log);
  const url = `http://127.0.0.1:${port}`;
  await becomeReady(child, `${url}${readyPath}`, logFile);
  const startMs = performance.now() - started;
  return {
    url,
    startMs,
    async usage() {
      const answer = once(child, 'message');
      child.send('usage');
      return (await answer)[0] as Usage;
    },
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}

async function becomeReady(child: ChildProcess, url: string, logFile: string): Promise<void> {
  const end = performance.now() + LONGEST_START_MS;
  while (performance.now() < end) {
    if (child.exitCode !== null) throw new Error(`Le serveur s’est arrêté avant d’être prêt : ${lastLine(logFile)}`);
    const response = await fetch(url).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return;
    await pause(POLL_MS);
  }
  child.kill('SIGKILL');
  throw new Error(`Le serveur n’est pas prêt après ${LONGEST_START_MS / 1_000} s : ${lastLine(logFile)}`);
}

const lastLine = (file: string): string => readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? '';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
