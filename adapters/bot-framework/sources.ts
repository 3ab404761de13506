/** The sources of a reply, as each channel shows them. */
import type { Entity } from 'botbuilder';
import type { Citation } from '../../knowledge/knowledge-base.ts';
import type { IsoDate } from '../../knowledge/passage.ts';
import { dated } from '../channels/dated.ts';
import { quoted, toMarkdown } from './markdown.ts';

/** For Web Chat: `[1]` in the text becomes a link, and the source is listed under it. */
export const linkDefinitions = (citations: Citation[], today: IsoDate) =>
  citations.map((citation, index) => `[${index + 1}]: ${citation.url} ${quoted(`${citation.title}, ${dated(citation, today)}`)}`).join('\n');

/** For the others: a numbered list. */
export const sourceList = (citations: Citation[], today: IsoDate) =>
  citations.map((citation, index) => `${index + 1}. [${toMarkdown(citation.title)}](${citation.url}), ${dated(citation, today)}`).join('\n');

/** As Teams and Web Chat expect citations: https://schema.org claims by position, an empty `@id` for the message itself. */
export function citationEntity(citations: Citation[], isWebChat: boolean, today: IsoDate): Entity {
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    '@id': '',
    citation: citations.map((citation, index) => ({
      '@type': 'Claim',
      '@id': citation.url,
      position: index + 1,
      name: citation.title,
      appearance: { '@type': 'DigitalDocument', name: citation.title.slice(0, 80), url: citation.url, abstract: citation.quote.slice(0, 160), text: citation.quote, ...(isWebChat ? label(citation, today) : {}) },
    })),
  };
}

/** Web Chat writes the name of this label under the source, and shows the rest on hover. Elsewhere it would pass for a level of secrecy. */
const label = (citation: Citation, today: IsoDate) => ({
  usageInfo: { '@type': 'CreativeWork', type: 'https://schema.org/CreativeWork', name: dated(citation, today), description: `« ${citation.quote} »` },
});
