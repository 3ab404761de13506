/** A reply as the bot means it, before any channel renders it. */
import type { Citation } from '../knowledge/knowledge-base.ts';

/** Something a person can press. `url` opens a page; otherwise `say` is sent as if the person had typed it. */
export interface Choice {
  label: string;
  say: string;
  url?: string | undefined;
}

export interface Reply {
  /**
   * Plain French text. Paragraphs are parted by an empty line, list items begin with « - »,
   * and `[1]` refers to the first of the citations. No markup beyond that.
   */
  text: string;
  citations: Citation[];
  choices: Choice[];
}

/** A reply that only says something. */
export function say(text: string, choices: Choice[] = []): Reply {
  return { text, citations: [], choices };
}
