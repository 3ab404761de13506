/** The plain text of a reply, as paragraphs, lists, links and marks that lead to its sources. */
import { html, type Html, type HtmlValue } from './html.ts';
import { frenchTypography } from './french-typography.ts';

export interface Mark {
  /** Id of the element that the mark leads to. */
  target: string;
  title: string;
}

const MARK = / ?\[(?<number>\d{1,2})\]/;
const ADDRESS = /(?<![@\w.-])(?<address>https?:\/\/[^\s<>«»"]+|(?:[a-z0-9-]+\.)+(?:gouv\.fr|fr|org|eu)(?:\/[^\s<>«»"]*)?)(?![\w@-])/i;
const PIECE = new RegExp(`${MARK.source}|${ADDRESS.source}`, 'gi');

function address(found: string): HtmlValue {
  // The full stop after an address belongs to the sentence.
  const written = found.replace(/[.,;:!?)\]]+$/, '');
  const url = written.startsWith('http') ? written : `https://${written}`;
  const link = html`<a href="${url}" target="_blank" rel="noopener noreferrer">${written}<span class="sr"> (nouvel onglet)</span></a>`;
  return [link, found.slice(written.length)];
}

function inline(line: string, marks: Mark[]): HtmlValue[] {
  const written: HtmlValue[] = [];
  let at = 0;
  for (const piece of line.matchAll(PIECE)) {
    const number = Number(piece.groups?.number);
    const mark = marks[number - 1];
    written.push(frenchTypography(line.slice(at, piece.index)));
    if (piece.groups?.address) written.push(address(piece.groups.address));
    else if (mark === undefined) written.push(piece[0]);
    // Held to its sentence: a mark alone at the start of a line belongs to nothing.
    else written.push(html`&nbsp;<a class="mark" href="#${mark.target}" aria-label="Source ${number} : ${mark.title}">${number}</a>`);
    at = piece.index + piece[0].length;
  }
  written.push(frenchTypography(line.slice(at)));
  return written;
}

interface Block {
  kind: 'paragraph' | 'list';
  lines: string[];
}

function blocksOf(paragraph: string): Block[] {
  const blocks: Block[] = [];
  for (const line of paragraph.split('\n').map((raw) => raw.trim()).filter(Boolean)) {
    const kind = line.startsWith('- ') ? 'list' : 'paragraph';
    const words = line.replace(/^- /, '');
    const current = blocks.at(-1);
    if (current?.kind === kind) current.lines.push(words);
    else blocks.push({ kind, lines: [words] });
  }
  return blocks;
}

export function renderProse(text: string, marks: Mark[] = []): Html {
  return html`${text.split(/\n\s*\n/).flatMap(blocksOf).map(({ kind, lines }) =>
    kind === 'list'
      ? html`<ul>${lines.map((line) => html`<li>${inline(line, marks)}</li>`)}</ul>`
      : html`<p>${lines.map((line, index) => [index > 0 && html`<br>`, inline(line, marks)])}</p>`,
  )}`;
}
