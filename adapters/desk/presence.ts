/** Who is at the desk now: a live page that is open, or, without a script, a page asked for a moment ago; on any process. */

/** A page without a script is looked at for about this long. */
const SEEN_MS = 5 * 60_000;
/** What another process said holds for so long: it says it again before. */
const TOLD_MS = 30_000;
export const TELL_MS = 10_000;

export interface Presence {
  /** A live page was opened. Returns the way to say that it was closed. */
  open(counsellor: string): () => void;
  /** A page was asked for. */
  see(counsellor: string): void;
  /** Signed out, or no longer welcome. */
  forget(counsellor: string): void;
  isPresent(counsellor: string): boolean;
  /** Those who are present on the pages of this process. */
  here(): string[];
  /** Another process said who is present there. */
  hear(process: string, counsellors: string[]): void;
}

/** `onChange` is told when somebody may have come or gone here. */
export function createPresence(now: () => number, onChange: () => void = () => undefined): Presence {
  const pages = new Map<string, number>();
  const seen = new Map<string, number>();
  const elsewhere = new Map<string, { counsellors: string[]; at: number }>();
  const isHere = (counsellor: string) => pages.has(counsellor) || now() - (seen.get(counsellor) ?? -Infinity) < SEEN_MS;
  return {
    open(counsellor) {
      pages.set(counsellor, (pages.get(counsellor) ?? 0) + 1);
      onChange();
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        const left = (pages.get(counsellor) ?? 1) - 1;
        if (left > 0) pages.set(counsellor, left);
        else pages.delete(counsellor);
        // The next page is being loaded, or the desk was left: either way this is no longer news of them.
        seen.set(counsellor, now() - SEEN_MS + 15_000);
        onChange();
      };
    },
    see(counsellor) {
      const isNew = !isHere(counsellor);
      seen.set(counsellor, now());
      if (isNew) onChange();
    },
    forget(counsellor) {
      seen.delete(counsellor);
      onChange();
    },
    isPresent: (counsellor) => isHere(counsellor) || [...elsewhere.values()].some(({ counsellors, at }) => now() - at < TOLD_MS && counsellors.includes(counsellor)),
    here: () => [...new Set([...pages.keys(), ...seen.keys()])].filter(isHere),
    hear(process, counsellors) {
      elsewhere.set(process, { counsellors, at: now() });
      for (const [other, { at }] of elsewhere) if (now() - at >= TOLD_MS) elsewhere.delete(other);
    },
  };
}
