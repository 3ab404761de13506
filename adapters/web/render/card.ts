/** The card of a reply: what was understood of the person, or whom to contact. */
import type { Choice, FiguresCard, HandoffCard, OperatorCard, ReplyCard, SituationCard } from '../../../bot/reply.ts';
import { html, type Html } from '../../page/html.ts';
import type { EntryContext } from './entry.ts';
import { frenchTypography } from '../../page/french-typography.ts';
import { safeUrl } from '../../page/links.ts';

export function renderCard(card: ReplyCard, context: EntryContext): Html {
  switch (card.kind) {
    case 'situation':
      return renderSituation(card, context);
    case 'operator':
      return renderOperator(card);
    case 'figures':
      return renderFigures(card);
    case 'handoff':
      return renderHandoff(card, context);
  }
}

/** Each fact with the person's own words; its buttons are there while the card is the last thing said. */
function renderSituation({ lines }: SituationCard, context: EntryContext): Html {
  return html`<form class="facts" method="post" action="${context.action}">
    <input type="hidden" name="nonce" value="${context.nonce}">
    <ol aria-label="Ce que j’ai compris">${lines.map(
      ({ label, value, said, deduced, consequence, correct, forget }) => html`<li class="fact">
        <p><span class="label">${frenchTypography(label)}</span> <b>${frenchTypography(value)}</b></p>
        <p class="said">${deduced ? 'Déduit de' : 'Vous avez dit'} « ${said} »</p>
        ${consequence !== null && html`<p class="said">${frenchTypography(consequence)}</p>`}
        ${context.offersChoices && html`<p class="pressable">${pressable(correct, label)}${pressable(forget, label)}</p>`}
      </li>`,
    )}</ol>
  </form>`;
}

/** The fiche de liaison: what leaves, what stays; each line can be struck or taken back while the card is the last thing said. */
function renderHandoff({ lines, operator, ask }: HandoffCard, context: EntryContext): Html {
  return html`<form class="facts" method="post" action="${context.action}">
    <input type="hidden" name="nonce" value="${context.nonce}">
    <ol aria-label="Fiche pour ${operator}">${lines.map(
      ({ label, value, said, shared, toggle, correct }) => html`<li class="fact compact${shared ? '' : ' struck'}">
        <p><span class="label">${frenchTypography(label)}</span> ${shared ? html`<b>${frenchTypography(value)}</b>` : html`<span class="sr">non partagé : </span><s>${frenchTypography(value)}</s>`}</p>
        ${said !== null && shared && html`<p class="said">Vous avez dit « ${said} »</p>`}
        ${context.offersChoices && html`<p class="pressable">${pressable(toggle, label)}${correct !== null && pressable(correct, label)}</p>`}
      </li>`,
    )}</ol>
    <p class="ask">${frenchTypography(ask)}</p>
  </form>`;
}

const pressable = ({ label, say }: Choice, of: string): Html => html`<button class="quiet" name="choice" value="${say}">${label}<span class="sr"> : ${of}</span></button>`;

function renderOperator({ name, phone, hours, url, caution }: OperatorCard): Html {
  if (phone === null && url === null) return html``;
  const link = safeUrl(url ?? '');
  return html`<section class="operator" aria-label="Coordonnées">
    <h3>${frenchTypography(name)}</h3>
    ${phone !== null && html`<p><a class="phone" href="tel:${phone.replace(/\s/g, '')}">${phone}</a>${hours !== null && html`<span class="said">, ${frenchTypography(hours)}</span>`}</p>`}
    ${link !== null && html`<p><a href="${link}" target="_blank" rel="noopener noreferrer">${link.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}<span class="sr"> (nouvel onglet)</span></a></p>`}
    ${caution !== null && html`<p class="said">${frenchTypography(caution)}</p>`}
  </section>`;
}

/** Bars for the eye, and the same rows for a screen reader: a table whose cells hold the bars. */
function renderFigures({ title, rows }: FiguresCard): Html {
  const greatest = Math.max(1, ...rows.map(({ value }) => value));
  const width = (value: number) => Math.round((value / greatest) * 100);
  return html`<table class="figures">
    <caption>${frenchTypography(title)}</caption>
    <thead class="sr"><tr><th scope="col">Métier</th><th scope="col">Embauches prévues</th><th scope="col">Dont jugées difficiles</th></tr></thead>
    <tbody>${rows.map(
      ({ label, value, difficult }) => html`<tr>
        <th scope="row">${frenchTypography(label)}</th>
        <td><svg class="bar-row" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="all" width="${width(value)}" height="8"></rect><rect class="hard" width="${width(difficult)}" height="8"></rect></svg><b>${value.toLocaleString('fr-FR')}</b></td>
        <td class="sr">${difficult.toLocaleString('fr-FR')}</td>
      </tr>`,
    )}</tbody>
    <tfoot aria-hidden="true"><tr><td colspan="2"><span class="key hard"></span> jugées difficiles par les employeurs</td></tr></tfoot>
  </table>`;
}
