/** Who is at the desk now: a live page that is open, or, without a script, a page asked for a moment ago. */

/** A page without a script is looked at for about this long. */
const SEEN_MS = 5 * 60_000;

export interface Presence {
  /** A live page was opened. Returns the way to say that it was closed. */
  open(counsellor: string): () => void;
  /** A page was asked for. */
  see(counsellor: string): void;
  /** Signed out, or no longer welcome. */
  forget(counsellor: string): void;
  isPresent(counsellor: string): boolean;
}

export function createPresence(now: () => number): Presence {
  const pages = new Map<string, number>();
  const seen = new Map<string, number>();
  return {
    open(counsellor) {
      pages.set(counsellor, (pages.get(counsellor) ?? 0) + 1);
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        const left = (pages.get(counsellor) ?? 1) - 1;
        if (left > 0) pages.set(counsellor, left);
        else pages.delete(counsellor);
        // The next page is being loaded, or the desk was left: either way this is no longer news of them.
        seen.set(counsellor, now() - SEEN_MS + 15_000);
      };
    },
    see: (counsellor) => void seen.set(counsellor, now()),
    forget: (counsellor) => void seen.delete(counsellor),
    isPresent: (counsellor) => pages.has(counsellor) || now() - (seen.get(counsellor) ?? -Infinity) < SEEN_MS,
  };
}
