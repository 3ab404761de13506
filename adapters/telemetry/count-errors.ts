import type { Journal } from '../../bot/ports.ts';

/** The same log, whose errors are counted by their event. */
export const countErrors = (journal: Journal, failed: (event: string) => void): Journal => ({
  info: (event, details) => journal.info(event, details),
  error(event, error, details) {
    failed(event);
    journal.error(event, error, details);
  },
});
