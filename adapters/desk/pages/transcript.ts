/** What was said, with the sources that were shown, as the person agreed to show it. */
import type { TranscriptEntry } from '../../../bot/ports.ts';
import type { Citation } from '../../../knowledge/knowledge-base.ts';
import { parisDay } from '../../../bot/paris-day.ts';
import { html, type Html } from '../../page/html.ts';
import { passageUrl } from '../../page/links.ts';
import { papersOf } from '../../page/papers.ts';
import { renderProse } from '../../page/prose.ts';
import { instant } from '../words.ts';

const AUTHORS = { person: 'La personne', bot: 'Le robot' } as const;

const authorOf = ({ from, reply }: TranscriptEntry): string => (from === 'counsellor' || reply?.counsellor !== undefined ? (reply?.counsellor ?? 'Conseiller') : AUTHORS[from]);
export const isByCounsellor = ({ from, reply }: TranscriptEntry): boolean => from === 'counsellor' || reply?.counsellor !== undefined;

/** The robot's long texts, the fiche above all, stand again on the right: beyond this many characters they are folded. */
const FOLDED_BEYOND = 600;
const FOLDED_TO = 250;

function robotText(text: string, marks: { target: string; title: string }[], folds: boolean): Html {
  const paragraphs = text.split(/\n\s*\n/);
  if (!folds || text.length <= FOLDED_BEYOND || paragraphs.length < 2) return renderProse(text, marks);
  let seen = 1;
  while (seen < paragraphs.length - 1 && paragraphs.slice(0, seen + 1).join('').length <= FOLDED_TO) seen++;
  return html`${renderProse(paragraphs.slice(0, seen).join('\n\n'), marks)}<details><summary>Lire la suite</summary>${renderProse(paragraphs.slice(seen).join('\n\n'), marks)}</details>`;
}

export function transcriptEntry(entry: TranscriptEntry, now: Date, { folds = true } = {}): Html {
  const kind = isByCounsellor(entry) ? 'counsellor' : entry.from;
  // What people write stays to the letter; the bot's text has marks that lead to its sources.
  const isLiteral = kind !== 'bot';
  const marks = (entry.reply?.citations ?? []).map(({ title }, index) => ({ target: sourceId(entry, index), title }));
  return html`<li class="line ${kind}" id="entry-${entry.position}" data-position="${entry.position}">
    <h3>${authorOf(entry)} <time datetime="${entry.at}">${instant(entry.at, now)}</time></h3>
    <div class="prose">${isLiteral ? html`<p class="literal">${entry.text}</p>` : robotText(entry.reply?.text ?? entry.text, marks, folds)}</div>
    ${entry.reply !== null && entry.reply.citations.length > 0 && html`<ol class="shown-sources" aria-label="Sources montrées">${entry.reply.citations.map((citation, index) => source(citation, sourceId(entry, index), now))}</ol>`}
  </li>`;
}

const sourceId = ({ position }: TranscriptEntry, index: number) => `source-${position}-${index + 1}`;

function source(citation: Citation, id: string, now: Date): Html {
  const url = passageUrl(citation);
  const { dates } = papersOf(citation, parisDay(now));
  const title = url === null ? html`<b>${citation.title}</b>` : html`<a href="${url}" target="_blank" rel="noopener noreferrer">${citation.title}<span class="sr"> (nouvel onglet)</span></a>`;
  return html`<li id="${id}">${title}<span class="hint">, ${citation.publisher}, ${dates.join(', ')}</span>
    <details><summary>Les mots cités</summary><blockquote>${citation.quote}</blockquote></details></li>`;
}

/** What a screen reader says once when a line arrives; the counsellor's own is not said again. */
export function spokenLine(entry: TranscriptEntry): string {
  return isByCounsellor(entry) ? '' : `${authorOf(entry)} : ${entry.text.replace(/\s+/g, ' ').trim()}`;
}

export function transcriptList(entries: TranscriptEntry[], now: Date, options: { folds?: boolean } = {}): Html {
  return html`<ol class="transcript" id="transcript" tabindex="0" aria-label="Conversation">${entries.map((entry) => transcriptEntry(entry, now, options))}</ol>`;
}
