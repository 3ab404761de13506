/** The fiche de liaison as the counsellor reads it: agreed lines, and « non partagé » where the person kept something back. */
import type { Handoff, SummaryLine } from '../../../bot/handoff/handoff.ts';
import { html, type Html } from '../../page/html.ts';
import { safeUrl } from '../../page/links.ts';
import { frenchDay } from '../../../bot/french-day.ts';
import { instant, when } from '../words.ts';

const SECTIONS: Record<SummaryLine['section'], string> = {
  request: 'Demande', situation: 'Situation', project: 'Projet', contact: 'Être recontacté', needs: 'Besoins', operator: 'Orientation', questions: 'Questions', conversation: 'Conversation',
};
const ORIGINS: Record<SummaryLine['origin'], string> = { stated: 'dit par la personne', deduced: 'déduit par le robot', 'written-by-the-bot': 'écrit par le robot' };

export function ficheLines({ summary }: Handoff): Html {
  const sections = (Object.keys(SECTIONS) as SummaryLine['section'][]).map((section) => ({ section, lines: summary.lines.filter((line) => line.section === section) }));
  return html`${sections.filter(({ lines }) => lines.length > 0).map(({ section, lines }) => html`<h3>${SECTIONS[section]}</h3><dl>${lines.map(ficheLine)}</dl>`)}`;
}

function ficheLine({ label, value, said, shared, origin }: SummaryLine): Html {
  if (!shared || value === null) return html`<div class="kept"><dt>${label}</dt><dd>non partagé</dd></div>`;
  return html`<div><dt>${label}</dt><dd>${value}<span class="hint">${said === null ? ORIGINS[origin] : html`${ORIGINS[origin]} : « ${said} »`}</span></dd></div>`;
}

/** What was already asked, with the sources already shown: nobody is to explain it twice. */
export function askedQuestions({ summary: { questions } }: Handoff): Html | null {
  if (questions.length === 0) return null;
  return html`<h3>Déjà demandé au robot</h3>
  <ul class="asked">${questions.map(
    ({ question, sources, answered }) => html`<li><p>« ${question} »${!answered && html` <span class="tag open">sans réponse</span>`}</p>
      ${sources.length > 0 && html`<ul>${sources.map(({ title, url, date }) => html`<li>${safeUrl(url) === null ? title : html`<a href="${safeUrl(url) ?? ''}" target="_blank" rel="noopener noreferrer">${title}<span class="sr"> (nouvel onglet)</span></a>`}${date !== null && html`<span class="hint">, ${frenchDay(date)}</span>`}</li>`)}</ul>`}</li>`,
  )}</ul>`;
}

/** When the person agreed, and to which wording. */
export function consentLine({ consents }: Handoff, now: Date): Html | null {
  const last = consents.at(-1);
  if (last === undefined) return null;
  return html`<p class="hint">Accord donné ${when(last.at, now)} (texte ${last.textVersion})${consents.length > 1 && `, renouvelé à chaque transfert (${consents.length} accords)`}.</p>`;
}

export const notesList = ({ notes }: Handoff, now: Date): Html =>
  notes.length === 0 ? html`<p class="nobody">Aucune note.</p>` : html`<ul class="notes">${notes.map(({ at, by, text }) => html`<li><p class="literal">${text}</p><p class="hint">${by}, ${instant(at, now)}</p></li>`)}</ul>`;
