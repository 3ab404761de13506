/** Waiting times and volumes; and what could not be sent. */
import type { Dispatch } from '../../../bot/ports.ts';
import { nameOf } from '../../../bot/handoff/contact.ts';
import { referenceOf } from '../../../bot/handoff/times.ts';
import { html, type Html } from '../../page/html.ts';
import { CLOSING_REASONS } from '../tables.ts';
import type { MemberVisit } from '../visit.ts';
import type { Volumes } from '../volumes.ts';
import { duration, instant } from '../words.ts';
import { memberPage, postForm } from './frame.ts';

export function volumesPart(volumes: Volumes[], present: number, reasons: Map<string, number>): Html {
  return html`<div id="volumes">
  <p>${present === 0 ? 'Aucun conseiller n’est au bureau.' : present === 1 ? 'Un conseiller est au bureau.' : `${present} conseillers sont au bureau.`}</p>
  ${volumes.length === 0 ? html`<p class="nobody">Aucune demande pour vos opérateurs.</p>` : html`<div class="wide-table" tabindex="0" role="region" aria-label="Délais et volumes"><table>
    <caption>Par opérateur, maintenant et sur sept jours</caption>
    <thead><tr>${['Opérateur', 'En attente', 'Plus longue attente', 'En conversation', 'Demandes aujourd’hui', 'Demandes sur 7 jours', 'Terminées sur 7 jours', 'Attente médiane'].map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
    <tbody>${volumes.map((row) => html`<tr><th scope="row">${row.operatorName}</th><td>${row.waiting}</td><td>${row.waiting === 0 ? '–' : duration(row.longestWait)}</td><td>${row.held}</td><td>${row.askedToday}</td><td>${row.askedThisWeek}</td><td>${row.closedThisWeek}</td><td>${row.medianWait === null ? '–' : duration(row.medianWait)}</td></tr>`)}</tbody>
  </table></div>`}
  ${reasons.size > 0 && html`<h2>Pourquoi les conversations se terminent (sept jours)</h2><ul class="list">${CLOSING_REASONS.filter(({ id }) => reasons.has(id)).map(({ id, label }) => html`<li>${label} : <b>${reasons.get(id) ?? 0}</b></li>`)}</ul>`}
  </div>`;
}

export function supervisorPage(visit: MemberVisit, part: Html): Html {
  return memberPage(visit, { title: 'Suivi', stream: '/desk/suivi/flux', content: html`<div class="top"><h1>Suivi</h1></div><section class="panel">${part}</section>` });
}

const KINDS: Record<Dispatch['kind'], string> = { file: 'fiche', withdrawal: 'demande d’effacement', message: 'message de la personne' };

export interface StuckDispatch {
  dispatch: Dispatch;
  mayRetry: boolean;
}

export function dispatchesPage(visit: MemberVisit, dispatches: StuckDispatch[], notice: string | null): Html {
  const rows = dispatches.map(
    ({ dispatch, mayRetry }) => html`<tr><th scope="row">${referenceOf(dispatch.handoff)}</th><td>${nameOf(dispatch.operator)}</td><td>${KINDS[dispatch.kind]}</td><td>${instant(dispatch.createdAt, visit.now)}</td><td>${dispatch.attempts}</td><td>${dispatch.lastError ?? ''}</td>
      <td>${mayRetry ? postForm(visit, { action: `/desk/envois/${dispatch.number}/relancer` }, html`<button class="quiet">Relancer<span class="sr"> l’envoi ${referenceOf(dispatch.handoff)}</span></button>`) : 'la personne est prévenue'}</td></tr>`,
  );
  return memberPage(visit, {
    title: 'Envois bloqués',
    notice,
    content: html`<div class="top"><h1>Envois bloqués</h1></div><section class="panel">
      <p>Ce qui n’a pas pu être remis à un opérateur extérieur après tous les essais. Corrigez la cause, puis relancez.</p>
      ${rows.length === 0 ? html`<p class="nobody">Rien n’est bloqué.</p>` : html`<div class="wide-table" tabindex="0" role="region" aria-label="Envois bloqués"><table>
      <thead><tr>${['Référence', 'Opérateur', 'Quoi', 'Depuis', 'Essais', 'Dernière erreur', 'Action'].map((title) => html`<th scope="col">${title}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`}
    </section>`,
  });
}
