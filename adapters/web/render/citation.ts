/** A source under an answer: where it is written, since when, and the words themselves. */
import type { Citation } from '../../../knowledge/knowledge-base.ts';
import type { IsoDate } from '../../../knowledge/passage.ts';
import { html, type Html } from '../../page/html.ts';
import { icon } from '../../page/icons.ts';
import { passageUrl } from '../../page/links.ts';
import { papersOf } from '../../page/papers.ts';
import { renderQuote } from './quote.ts';

export function renderCitation(citation: Citation, number: number, id: string, today: IsoDate): Html {
  const url = passageUrl(citation);
  const { dates, isOver } = papersOf(citation, today);
  const title = url === null
    ? html`<b>${citation.title}</b>`
    : html`<a href="${url}" target="_blank" rel="noopener noreferrer">${citation.title}${icon('external')}<span class="sr"> (nouvel onglet)</span></a>`;
  return html`<li class="source${isOver && ' over'}" id="${id}">
    <p class="title"><span class="number"><span class="sr">Source </span>${number}</span>${title}</p>
    <p class="papers">${citation.publisher}${dates.map((date) => html`, <span class="date">${date}</span>`)}</p>
    ${renderQuote(citation.quote, url)}
  </li>`;
}
