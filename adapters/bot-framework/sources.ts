/** The sources of a reply, as each channel shows them. */
import type { Entity } from 'botbuilder';
import type { Citation } from '../../knowledge/knowledge-base.ts';
import { quoted, toMarkdown } from './markdown.ts';

/** For Web Chat: `[1]` in the text becomes a link, and the source is listed under it. */
export const linkDefinitions = (citations: Citation[]) =>
  citations.map((citation, index) => `[${index + 1}]: ${citation.url} ${quoted(`${citation.title}, ${dated(citation)}`)}`).join('\n');

/** For the others: a numbered list. */
export const sourceList = (citations: Citation[]) =>
  citations.map((citation, index) => `${index + 1}. [${toMarkdown(citation.title)}](${citation.url}), ${dated(citation)}`).join('\n');

const FRENCH_DAY = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' });
const french = (day: string) => FRENCH_DAY.format(new Date(`${day}T00:00:00Z`)).replace(/^1 /, '1er ');

function dated({ inForceSince, publishedOn, publisher }: Citation): string {
  if (inForceSince !== null) return `en vigueur depuis le ${french(inForceSince)}`;
  return publishedOn === null ? publisher : `${publisher}, ${french(publishedOn)}`;
}

/** As Teams and Web Chat expect citations: https://schema.org claims by position, an empty `@id` for the message itself. */
export function citationEntity(citations: Citation[], isWebChat: boolean): Entity {
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
      appearance: { '@type': 'DigitalDocument', name: citation.title.slice(0, 80), url: citation.url, abstract: citation.quote.slice(0, 160), text: citation.quote, ...(isWebChat ? label(citation) : {}) },
    })),
  };
}

/** Web Chat writes the name of this label under the source, and shows the rest on hover. Elsewhere it would pass for a level of secrecy. */
const label = (citation: Citation) => ({
  usageInfo: { '@type': 'CreativeWork', type: 'https://schema.org/CreativeWork', name: dated(citation), description: `« ${citation.quote} »` },
});
