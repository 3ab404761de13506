/** The words of a source, all of them, with the long ones folded. */
import { html, type Html } from '../../page/html.ts';

/** Beyond this many characters a quote hides the rest of the answer on a small screen. */
const FOLDED_BEYOND = 330;
const FOLDED_TO = { from: 110, to: 250 };

/** Cuts a quote in what is seen and what is folded; both together are the quote, to the letter. */
export function foldQuote(quote: string): { seen: string; folded: string } {
  if (quote.length <= FOLDED_BEYOND) return { seen: quote, folded: '' };
  const reach = quote.slice(0, FOLDED_TO.to);
  const sentences = [...reach.matchAll(/[.;:]\s|\n/g)].map((end) => end.index + end[0].length);
  const sentence = sentences.findLast((end) => end >= FOLDED_TO.from);
  const cut = sentence ?? reach.lastIndexOf(' ') + 1;
  return { seen: quote.slice(0, cut), folded: quote.slice(cut) };
}

export function renderQuote(quote: string, url: string | null): Html {
  const { seen, folded } = foldQuote(quote);
  return html`<blockquote${url !== null && html` cite="${url}"`}><span class="words">${seen}</span>${
    folded !== '' &&
    html`<details><summary><span class="more">Lire la suite<span class="sr"> de la citation</span></span><span class="less">Réduire la citation</span></summary><span class="words">${folded}</span></details>`
  }</blockquote>`;
}
