/**
 * The knowledge base in use, and the next one: when a build has put another index in the folder, it is opened beside the old,
 * looked at, and taken over between two turns. One that cannot be opened, or does not answer, never replaces one that does.
 */
import type { Journal } from '../bot/ports.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';

export interface KnowledgeInUse {
  /** For one turn: what a turn has begun with, it ends with. */
  current(): KnowledgeBase;
  /** Looks at the folder now. Says whether another index was taken over. Never rejects. */
  refresh(): Promise<boolean>;
  /** Looks at the folder regularly. Returns the way to stop. */
  watch(): () => void;
}

export interface SwapPorts {
  /** Opens the index that is in the folder now. */
  open(): KnowledgeBase;
  /** Tells one index from another, without opening it; null when there is none to be read. */
  builtAt(): string | null;
  journal: Journal;
  today(): string;
}

const LOOK_MS = 30_000;

export function createKnowledgeInUse(first: KnowledgeBase, { open, builtAt, journal, today }: SwapPorts): KnowledgeInUse {
  let current = first;
  let seen = builtAt();
  let looking: Promise<boolean> | null = null;

  async function look(): Promise<boolean> {
    const found = builtAt();
    if (found === null || found === seen) return false;
    // Seen once, good or bad: one that is refused is not opened again every half minute.
    seen = found;
    try {
      const next = open();
      const trouble = await next.trouble(today());
      if (trouble !== null) throw new Error(trouble);
      current = next;
      journal.info('knowledge-swapped', { knowledge: next.description() });
      return true;
    } catch (error) {
      journal.error('knowledge-refused', error);
      return false;
    }
  }

  const refresh = () => (looking ??= look().finally(() => (looking = null)));
  return {
    current: () => current,
    refresh,
    watch() {
      const timer = setInterval(() => void refresh(), LOOK_MS).unref();
      return () => clearInterval(timer);
    },
  };
}
