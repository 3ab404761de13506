/** Texts that have changed since the cards were reviewed, old and new side by side: for whoever maintains the content. */
import { frenchDay } from '../../../bot/french-day.ts';
import type { TextWatch } from '../../../knowledge/knowledge-base.ts';
import { type ChangedCard, type ChangedText, type EndingCard, WARNING_DAYS } from '../../../knowledge/watch/changes.ts';
import { reviewCommand } from '../../../knowledge/watch/report.ts';
import { html, type Html } from '../../page/html.ts';
import type { MemberVisit } from '../visit.ts';
import { memberPage } from './frame.ts';

export function textsPage(visit: MemberVisit, { changed, ending }: TextWatch): Html {
  return memberPage(visit, {
    title: 'Textes qui changent',
    notice: null,
    content: html`<h1>Textes qui changent</h1>
    <section class="panel" aria-labelledby="changed-title">
      <h2 id="changed-title">Fiches à relire <span class="count">${changed.length}</span></h2>
      <p class="hint">Le texte de ces fiches a changé depuis leur relecture. En attendant, le robot cite le texte officiel à leur place.</p>
      ${changed.length === 0 ? html`<p class="nobody">Toutes les fiches reposent sur les textes avec lesquels elles ont été relues.</p>` : changed.map(changedCard)}
    </section>
    <section class="panel" aria-labelledby="ending-title">
      <h2 id="ending-title">Rédactions qui prennent fin <span class="count">${ending.length}</span></h2>
      <p class="hint">Les rédactions qui prennent fin dans les ${WARNING_DAYS} jours, ou qui ont pris fin. Installez le paquet des textes le plus récent, puis relisez la fiche.</p>
      ${ending.length === 0 ? html`<p class="nobody">Aucune.</p>` : html`<ul class="queue">${ending.map(endingCard)}</ul>`}
    </section>`,
  });
}

function changedCard({ card, title, file, reviewed, texts, problems }: ChangedCard): Html {
  return html`<article id="fiche-${card}" aria-labelledby="titre-${card}">
    <h3 id="titre-${card}">${title}</h3>
    <p class="hint">Fiche ${card}, dans ${file}, relue le ${frenchDay(reviewed)}.</p>
    ${texts.map(changedText)}
    ${problems.length > 0 && html`<p>À mettre d’accord avec le nouveau texte :</p><ul>${problems.map((problem) => html`<li>${problem}</li>`)}</ul>`}
    <p>Une fois la fiche relue : <code>${reviewCommand(card)}</code></p>
  </article>`;
}

function changedText({ title, url, since, before, now }: ChangedText): Html {
  const heading = url === null ? html`${title}` : html`<a href="${url}" rel="noreferrer">${title}</a>`;
  return html`<h4>${heading}${since !== null && ` (${frenchDay(since)})`}</h4>
    <div class="wide-table" tabindex="0" role="region" aria-label="${title} : avant et aujourd’hui"><table>
      <thead><tr><th scope="col">Texte relu</th><th scope="col">Texte d’aujourd’hui</th></tr></thead>
      <tbody><tr><td class="literal">${before ?? 'Pas gardé sur cette machine.'}</td><td class="literal">${now ?? 'Ce texte n’est plus dans le paquet, ou il porte un autre nom.'}</td></tr></tbody>
    </table></div>`;
}

const endingCard = ({ card, title, text, url, ends }: EndingCard): Html =>
  html`<li><div><h3>${title}</h3><p><a href="${url}" rel="noreferrer">${text}</a> : cette rédaction prend fin le ${frenchDay(ends)}.</p><p class="hint">Fiche ${card}</p></div></li>`;
