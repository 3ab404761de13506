/** What the robot could not say, did not understand, or said badly in somebody's eyes: for whoever maintains the content. */
import { REVIEW_RETENTION } from '../../../bot/privacy/retention.ts';
import type { ReviewKind, ReviewLine, Treatment } from '../../../bot/feedback/review.ts';
import { canBecomeContent } from '../../../bot/feedback/skeletons.ts';
import { reasonOf } from '../../../bot/feedback/texts.ts';
import { OUTCOME_LABELS } from '../../../bot/outcome-labels.ts';
import { frenchDay } from '../../../bot/french-day.ts';
import { html, type Html } from '../../page/html.ts';
import type { MemberVisit } from '../visit.ts';
import { memberPage, postForm } from './frame.ts';

export interface ReviewLists {
  which: 'waiting' | 'treated';
  /** Empty is all. */
  kind: string;
  lines: ReviewLine[];
  goodMarks: Pick<ReviewLine, 'theme' | 'card' | 'count'>[];
}

const KINDS: Record<Exclude<ReviewKind, 'good-mark'>, string> = { refusal: 'Sans réponse', misunderstanding: 'Non comprise', 'bad-mark': 'Jugée mauvaise' };
const TREATED: Record<Treatment, string> = { test: 'un test en a été fait', card: 'une fiche en a été faite', nothing: 'rien à faire' };

export const reviewPath = (number: number, action: 'test' | 'fiche' | 'ecarter' | 'rouvrir'): string => `/desk/relecture/${number}/${action}`;

export function reviewPage(visit: MemberVisit, lists: ReviewLists, notice: string | null): Html {
  const { which, kind, lines, goodMarks } = lists;
  const shown = lines.filter((line) => kind === '' || line.kind === kind);
  const tab = (name: string, path: string, isHere: boolean) => html`<a class="quiet" href="${path}"${isHere && html` aria-current="true"`}>${name}</a>`;
  return memberPage(visit, {
    title: 'À relire',
    notice,
    content: html`<div class="top"><h1>À relire</h1>
      <p class="row">${tab('À traiter', '/desk/relecture', which === 'waiting')}${tab('Traitées', '/desk/relecture?etat=traitees', which === 'treated')}</p></div>
    <section class="panel" aria-labelledby="review-title">
      <h2 id="review-title">${which === 'waiting' ? 'Ce que le robot n’a pas bien su dire' : 'Lignes traitées'} <span class="count">${shown.length}</span></h2>
      <p class="hint">Les numéros et adresses sont masqués, et rien ne mène à une personne. Une ligne s’efface ${REVIEW_RETENTION.waiting} jours après la dernière fois, ou ${REVIEW_RETENTION.treated} jours après avoir été traitée.
      Un fichier téléchargé est à compléter, puis à enregistrer avec les autres tests ou fiches ; sa ligne passe alors dans « Traitées ».</p>
      ${filters(which, kind)}
      ${shown.length === 0 ? html`<p class="nobody">Rien ici.</p>` : html`<ol class="queue">${shown.map((line) => item(visit, line))}</ol>`}
    </section>
    ${which === 'waiting' && goodMarks.length > 0 && helpful(goodMarks, lines)}`,
  });
}

function filters(which: ReviewLists['which'], kind: string): Html {
  return html`<form class="filters" method="get" action="/desk/relecture" aria-label="Filtrer les lignes">
    ${which === 'treated' && html`<input type="hidden" name="etat" value="traitees">`}
    <p class="box"><label for="genre">Genre</label><select id="genre" name="genre"><option value="">Tous</option>${Object.entries(KINDS).map(([value, name]) => html`<option value="${value}"${value === kind && html` selected`}>${name}</option>`)}</select></p>
    <button class="quiet">Filtrer</button>
  </form>`;
}

function item(visit: MemberVisit, line: ReviewLine): Html {
  const { number, kind, text, before, card, theme, reason, count, firstDay, lastDay, treated, outcome } = line;
  const days = firstDay === lastDay ? `le ${frenchDay(lastDay)}` : `du ${frenchDay(firstDay)} au ${frenchDay(lastDay)}`;
  return html`<li id="ligne-${number}"><div>
      <h3 class="literal">${text === '' ? '(message vide)' : text}</h3>
      ${before !== null && html`<p>après « ${before} »</p>`}
      <p><span class="tag">${count} fois</span> ${kind === 'good-mark' ? '' : KINDS[kind]}${reason !== null && ` : ${(reasonOf(reason)?.label ?? reason).toLowerCase()}`}. ${outcome !== 'answered' && OUTCOME_LABELS[outcome]}</p>
      <p class="hint">${[days, theme !== null && `thème ${theme}`, card !== null && `fiche ${card}`, treated !== null && `traitée le ${frenchDay(treated.on)} : ${TREATED[treated.as]}`].filter(Boolean).join(' · ')}</p>
    </div>
    <div class="row">${canBecomeContent(line) && [button(visit, line, 'test', 'Faire un test'), button(visit, line, 'fiche', 'Faire une fiche')]}${
      treated === null ? button(visit, line, 'ecarter', 'Rien à faire') : button(visit, line, 'rouvrir', 'Remettre à traiter')
    }</div></li>`;
}

const button = (visit: MemberVisit, { number, text }: ReviewLine, action: Parameters<typeof reviewPath>[1], name: string): Html =>
  postForm(visit, { action: reviewPath(number, action) }, html`<button class="quiet">${name}<span class="sr"> : ${text.slice(0, 80)}</span></button>`);

/** Which answers help, beside those that were judged badly: one bad mark among forty good ones is no reason to rewrite a card. */
function helpful(goodMarks: ReviewLists['goodMarks'], lines: ReviewLine[]): Html {
  const against = (card: string | null, theme: string | null) => lines.filter((line) => line.kind === 'bad-mark' && line.card === card && line.theme === theme).reduce((sum, { count }) => sum + count, 0);
  return html`<section class="panel"><h2>Réponses jugées utiles</h2><div class="wide-table" tabindex="0" role="region" aria-label="Réponses jugées utiles"><table>
    <thead><tr><th scope="col">Fiche</th><th scope="col">Thème</th><th scope="col">Oui</th><th scope="col">Non, à traiter</th></tr></thead>
    <tbody>${goodMarks.map(({ card, theme, count }) => html`<tr><th scope="row">${card ?? 'texte officiel, sans fiche'}</th><td>${theme ?? '–'}</td><td>${count}</td><td>${against(card, theme)}</td></tr>`)}</tbody></table></div></section>`;
}
