/**
 * Loaded before a server that is to be measured (`node --import`): tells the parent, when asked, what the process has used.
 * The server itself knows nothing of it, so what is measured is what runs.
 */
export interface Usage {
  /** Processor time since the start, of all threads, in microseconds. */
  cpu: number;
  /** Resident memory, in bytes. */
  memory: number;
}

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system, memory: process.memoryUsage.rss() } satisfies Usage);
});
// The parent's ear must not keep alive a server that wants to stop.
process.channel?.unref();
