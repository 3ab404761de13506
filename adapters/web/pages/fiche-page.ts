/** The person's own copy of the fiche, to read, print and keep. */
import { fill } from '../../../bot/dialogues/texts.ts';
import { frenchDay } from '../../../bot/french-day.ts';
import { FICHE_TEXTS as TEXTS } from '../../../bot/handoff/fiche-texts.ts';
import type { AskedQuestion } from '../../../bot/handoff/handoff.ts';
import { type OwnCopy, ownSections } from '../../../bot/handoff/own-copy.ts';
import { parisTime } from '../../../bot/handoff/times.ts';
import { parisDay } from '../../../bot/paris-day.ts';
import type { Assets } from '../../page/assets.ts';
import { frenchTypography } from '../../page/french-typography.ts';
import { html, type Html } from '../../page/html.ts';
import { bar, layout } from '../../page/layout.ts';
import { safeUrl } from '../../page/links.ts';
import { aboutLinks } from '../about/about-links.ts';
import { chatPath } from './chat-page.ts';

/** The lines that head the fiche, on the page and in the PDF. */
export function ficheHead({ drawnAt, reference, status }: OwnCopy): string[] {
  const at = new Date(drawnAt);
  return [
    `${fill(TEXTS.drawn, { day: frenchDay(parisDay(at)), time: parisTime(at) })}.`,
    ...(reference === null ? [] : [`${fill(TEXTS.reference, { reference })}.`]),
    status,
  ];
}

/** « Code du travail, article L6111-6 (1er janvier 2024) ». */
export const sourceLabel = ({ title, date }: AskedQuestion['sources'][number]): string => (date === null ? title : `${title} (${frenchDay(date)})`);

function question({ question: asked, sources, answered }: AskedQuestion): Html {
  const links = sources.map((source) => {
    const url = safeUrl(source.url);
    return url === null ? html`<li>${sourceLabel(source)}</li>` : html`<li><a href="${url}" target="_blank" rel="noopener noreferrer">${sourceLabel(source)}<span class="sr"> (nouvel onglet)</span></a></li>`;
  });
  return html`<li><b>${asked}</b>${answered ? html`<p>${frenchTypography(TEXTS.sources)}</p><ul class="plain">${links}</ul>` : html`<p>${TEXTS.open}</p>`}</li>`;
}

export function fichePage(assets: Assets, copy: OwnCopy, embedded: boolean): Html {
  const query = embedded ? '?embedded=1' : '';
  const contact = copy.operator?.contact ?? '';
  return layout(assets, {
    title: `${TEXTS.title} – Accueil CEP`,
    kind: 'calm',
    styles: ['fiche.css'],
    skipTo: { id: 'content', name: 'Aller au contenu' },
    content: html`${bar(html`<p class="brand">Accueil CEP</p>`, html`<a class="quiet" href="${chatPath('', embedded)}#last">Conversation</a>`)}
<main class="sheet fiche" id="content" tabindex="-1">
  <h1>${TEXTS.title}</h1>
  <p>${TEXTS.intro}</p>
  <p>${ficheHead(copy).map((line, index) => html`${index > 0 && html`<br>`}${frenchTypography(line)}`)}</p>
  <p class="ways"><a class="primary" href="/chat/fiche.pdf${query}">${TEXTS.pdf}</a><a class="choice" href="/chat/fiche.json${query}">${TEXTS.json}</a></p>
  ${ownSections(copy).map(
    ({ title, rows }) => html`<h2>${title}</h2>
  <dl>${rows.map(({ label, value, note }) => html`<div><dt>${label}</dt><dd>${value}${note !== '' && html`<span class="note">${frenchTypography(note)}</span>`}</dd></div>`)}</dl>`,
  )}
  ${contact !== '' && html`<p>${frenchTypography(fill(TEXTS.contact, { contact }))}</p>`}
  ${copy.questions.length > 0 && html`<h2>${TEXTS.sections.questions}</h2><ul class="list">${copy.questions.map(question)}</ul>`}
  <p class="note">${TEXTS.about}</p>
  <p class="ways"><a class="choice" href="${chatPath('', embedded)}#last">${TEXTS.back}</a></p>
</main>
<footer class="foot">${aboutLinks({ embedded })}</footer>`,
  });
}
