/**
 * Loaded before a server that is to be measured (`node --import`): tells the parent, when asked, what the process has used.
 * The server itself knows nothing of it, so what is measured is what runs.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface Usage {
  /** Processor time since the start, of all threads, in microseconds. */
  cpu: number;
  /** Resident memory, in bytes. */
  memory: number;
  /** How long the process let others wait, since the last time it was asked: the 99th percentile, in milliseconds. */
  loopDelay: number;
}

const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  // The histogram counts its own pause between two looks.
  const loopDelay = Math.max(0, delay.percentile(99) / 1_000_000 - 10);
  delay.reset();
  process.send?.({ cpu: user + system, memory: process.memoryUsage.rss(), loopDelay } satisfies Usage);
});
// The parent's ear must not keep alive a server that wants to stop.
process.channel?.unref();
