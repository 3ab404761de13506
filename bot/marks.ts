/** Numbers the citations of a reply: `[1]` is the first that was shown, and the same words keep their number. */
import type { Citation } from '../knowledge/knowledge-base.ts';

export interface Marks {
  citations: Citation[];
  /** « [1] [3] » for these citations, each once. */
  of(cited: Citation[]): string;
}

export function createMarks(): Marks {
  const citations: Citation[] = [];
  const markOf = (citation: Citation) => {
    const known = citations.findIndex((other) => other.id === citation.id && other.quote === citation.quote);
    return `[${known >= 0 ? known + 1 : citations.push(citation)}]`;
  };
  return { citations, of: (cited) => [...new Set(cited.map(markOf))].join(' ') };
}
