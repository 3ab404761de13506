/** The log: one JSON line an event on standard error, a story without personal data. */
import { pino, type Logger } from 'pino';
import type { Journal } from '../bot/ports.ts';

export function createJournal(level: string): Journal & { logger: Logger } {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }));
  return {
    logger,
    info: (event, details = {}) => logger.info(details, event),
    error: (event, error, details = {}) => logger.error({ ...details, error: describeError(error) }, event),
  };
}

/** Name, message and first line of the stack: enough to find the place, and no content of a conversation. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const at = error.stack?.split('\n').find((line) => line.includes('    at '))?.trim();
  return { name: error.name, message: error.message, at, ...(error.cause ? { cause: describeError(error.cause) } : {}) };
}
