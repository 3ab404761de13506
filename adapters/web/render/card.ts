/** The card of a reply: what was understood of the person, whom to contact, figures, the fiche, or steps in their order. */
import type { Choice, FiguresCard, HandoffCard, OperatorCard, ReplyCard, SituationCard, StepsCard } from '../../../bot/reply.ts';
import { type Light, pictureSize, rowText } from '../../figures-picture.ts';
import { html, type Html } from '../../page/html.ts';
import type { EntryContext } from './entry.ts';
import { frenchTypography } from '../../page/french-typography.ts';
import { safeUrl } from '../../page/links.ts';
import { type Mark, renderProse } from '../../page/prose.ts';

/** `marks`: what the marks of its text lead to. */
export function renderCard(card: ReplyCard, context: EntryContext, entryId: string, marks: Mark[] = []): Html {
  switch (card.kind) {
    case 'situation':
      return renderSituation(card, context);
    case 'operator':
      return renderOperator(card);
    case 'figures':
      return renderFigures(card, entryId);
    case 'handoff':
      return renderHandoff(card, context);
    case 'steps':
      return renderSteps(card, marks);
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

/** An ordered list, numbered for the eye and the ear; the step without return says so in words. */
function renderSteps({ title, steps }: StepsCard, marks: Mark[]): Html {
  return html`<section class="steps" aria-label="${frenchTypography(title)}">
    <h3>${frenchTypography(title)}</h3>
    <ol>${steps.map(
      ({ when, text, irreversible }) => html`<li${irreversible === null ? '' : html` class="final"`}>
        <p class="label">${frenchTypography(when)}</p>
        ${renderProse(text, marks)}
        ${irreversible !== null && html`<p class="irreversible"><b>Sans retour :</b> ${frenchTypography(irreversible)}</p>`}
      </li>`,
    )}</ol>
  </section>`;
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

/** A picture for the eye, and the same rows as a table that anybody can open, and that a screen reader is sent to. */
function renderFigures(card: FiguresCard, entryId: string): Html {
  const { title, rows, of = 'Métier' } = card;
  const { width, height } = pictureSize(card);
  const picture = (light: Light) => `/chat/figures/${encodeURIComponent(entryId)}/${light}.svg`;
  const [first] = rows;
  return html`<figure class="figures" role="figure" aria-label="${frenchTypography(title)}">
    <figcaption>${frenchTypography(title)}</figcaption>
    <picture>
      <source media="(prefers-color-scheme: dark)" srcset="${picture('dark')}">
      <img src="${picture('light')}" width="${width}" height="${height}" alt="Diagramme en barres. ${first === undefined ? '' : `En tête : ${frenchTypography(first.label)}, ${rowText(first)}.`} Tous les chiffres sont dans le tableau qui suit.">
    </picture>
    <details>
      <summary>Lire les chiffres en tableau</summary>
      <table>
        <thead><tr><th scope="col">${of}</th><th scope="col">Embauches prévues</th><th scope="col">Dont jugées difficiles</th></tr></thead>
        <tbody>${rows.map(
          (row) => html`<tr><th scope="row">${frenchTypography(row.label)}${row.isOwn === true && html` <span class="said">(chez vous)</span>`}</th><td>${rowText(row)}</td><td>${row.difficult.toLocaleString('fr-FR')}</td></tr>`,
        )}</tbody>
      </table>
    </details>
  </figure>`;
}
