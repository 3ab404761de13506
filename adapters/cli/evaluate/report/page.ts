/** The report as one HTML page that needs nothing beside it: no script, no picture, no address to ask. */
import { readFileSync } from 'node:fs';
import { html, Html, type HtmlValue } from '../../../page/html.ts';
import type { FailureList, Report } from './report.ts';
import { REPORT } from './texts.ts';

const STYLE = readFileSync(new URL('./page.css', import.meta.url), 'utf8');

/** Wide tables scroll by themselves, with the keyboard too. */
function table(label: string, columns: string[], rows: HtmlValue[], caption: string | null = null): Html {
  return html`<div class="wide" tabindex="0" role="region" aria-label="${label}"><table>
${caption !== null && html`<caption>${caption}</caption>`}<thead><tr>${columns.map((name) => (name === '' ? html`<td></td>` : html`<th scope="col">${name}</th>`))}</tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

const cells = ([head = '', ...others]: string[]): Html => html`<tr><th scope="row">${head}</th>${others.map((cell) => html`<td>${cell}</td>`)}</tr>`;

function failureTable({ name, caution, rows }: FailureList): Html {
  const { id, asked, found } = REPORT.failureColumns;
  return html`<details><summary>${name} (${rows.length})</summary>${caution !== null && html`<p class="caution">${caution}</p>`}
${table(`Échecs : ${name}`, [id, asked, found], rows.map((row) => cells([row.id, row.asked, row.found])))}</details>`;
}

export function toPage({ at, verdict, comparison, figures, suites, failures, versions }: Report): string {
  const { sections, columns } = REPORT;
  const page = html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<title>${REPORT.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<style>${new Html(STYLE)}</style>
</head>
<body>
<header><h1>${REPORT.title}</h1><p>Mesuré le ${at}, heure de Paris.</p></header>
<main>
${REPORT.intro.split('\n').map((line) => html`<p>${line}</p>`)}
<h2>${sections.summary}</h2>
<p class="verdict ${verdict.passed ? 'within' : 'outside'}"><strong>${verdict.says.join(' ')}</strong></p>
<p>${comparison}</p>
<h2>${sections.figures}</h2>
${table(sections.figures, [columns.label, columns.figure, columns.wanted, columns.before, columns.verdict], figures.map((line) => html`<tr><th scope="row">${line.label}${line.note !== null && html`<br><span class="note">${line.note}</span>`}</th><td>${line.figure}</td><td>${line.wanted}</td><td>${line.before}</td><td class="${line.verdict}">${line.says}</td></tr>`))}
<h2>${sections.suites}</h2>
${suites.map(({ name, what, tables }) => html`<section><h3>${name}</h3>${what !== null && html`<p>${what}</p>`}
${tables.map(({ title, columns: heads, rows, note }) => [table(title, heads, rows.map(cells), title), note !== null && html`<p class="note">${note}</p>`])}</section>`)}
<h2>${sections.failures}</h2>
${failures.length === 0 ? html`<p>${REPORT.noFailure}</p>` : failures.map(failureTable)}
<h2>${sections.versions}</h2>
<dl>${versions.map(({ what, value }) => html`<div><dt>${what}</dt><dd>${value}</dd></div>`)}</dl>
<h2>${sections.words}</h2>
<dl>${REPORT.words.map(({ word, means }) => html`<div><dt>${word}</dt><dd>${means}.</dd></div>`)}</dl>
</main>
</body>
</html>
`;
  return page.text;
}
