import type { Citation } from '../knowledge-base.ts';
import type { Passage } from '../passage.ts';

/** A citation of words that stand in the passage. `prove` checks that they do. */
export function cite(passage: Passage, quote: string): Citation {
  return {
    id: passage.id,
    title: passage.heading && passage.article === null ? `${passage.title} — ${passage.heading}` : passage.title,
    publisher: passage.publisher,
    url: passage.url,
    article: passage.article,
    inForceSince: passage.inForceSince,
    publishedOn: passage.publishedOn,
    validUntil: passage.validUntil,
    authority: passage.authority,
    quote,
  };
}
