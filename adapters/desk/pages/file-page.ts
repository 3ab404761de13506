/** A file on one screen: what was said on the left, the fiche and what can be done on the right. The named parts are renewed as things change. */
import { isHeldByHuman, type OperatorRef } from '../../../bot/handoff/handoff.ts';
import { hourName, referenceOf } from '../../../bot/handoff/times.ts';
import { html, type Html } from '../../page/html.ts';
import { mayMake, type MoveAddress, operatorValue } from '../moves.ts';
import { CANNED_REPLIES, CLOSING_REASONS } from '../tables.ts';
import type { FileVisit } from '../visit.ts';
import { channelName, duration, operatorPlace, STATES, waited } from '../words.ts';
import { askedQuestions, consentLine, ficheLines, notesList } from './fiche.ts';
import { memberPage, postForm } from './frame.ts';
import { filePath } from './queue-page.ts';
import { transcriptList } from './transcript.ts';

export interface FileExtras {
  /** Operators that can receive the person, with their names. */
  destinations: { operator: OperatorRef; name: string }[];
  /** What stands in the answer box. */
  draft: string;
}

/** The parts that change while the page is open, by the id of their element. */
export function fileParts(visit: FileVisit, extras: FileExtras): Record<'state' | 'answer' | 'actions' | 'notes', Html> {
  return { state: statePart(visit), answer: answerPart(visit, extras), actions: actionsPart(visit, extras), notes: notesPart(visit) };
}

const may = ({ file, viewer }: FileVisit, address: MoveAddress) => mayMake(file.handoff, address, viewer.id);
const address = ({ file }: FileVisit, move: MoveAddress) => `${filePath(file.handoff.id)}/${move}`;

/** One press that does one thing. */
const press = (visit: FileVisit, move: MoveAddress, label: string, kind = 'quiet'): Html | null =>
  may(visit, move) ? postForm(visit, { action: address(visit, move), id: `form-${move}`, live: move === 'attendre' || move === 'reprendre' || move === 'prendre' }, html`<button class="${kind}">${label}</button>`) : null;

function statePart(visit: FileVisit): Html {
  const { handoff, channel } = visit.file;
  const holder = isHeldByHuman(handoff) && handoff.assignedTo !== null ? (handoff.assignedTo.id === visit.viewer.id ? ' avec vous' : ` avec ${handoff.assignedTo.name}`) : '';
  const wait = handoff.state === 'queued' ? `, depuis ${duration(waited(handoff, visit.now))}` : '';
  return html`<div id="state" class="state">
    <div><p><span class="tag ${handoff.state}">${STATES[handoff.state]}${holder}${wait}</span>${handoff.urgency === 'high' && html` <span class="tag">Urgent</span>`}</p>
    <p class="hint">${operatorPlace(handoff)}, par ${channelName(channel)}</p>
    ${handoff.transfer !== null && html`<p class="hint">Proposé à la personne : ${handoff.transfer.toName}. « ${handoff.transfer.reason} »</p>`}</div>
    <div class="row">${press(visit, 'prendre', 'Prendre', 'primary')}${press(visit, 'reprendre', 'Reprendre', 'primary')}${press(visit, 'attendre', 'Mettre en attente')}</div>
  </div>`;
}

function answerPart(visit: FileVisit, { draft }: FileExtras): Html {
  if (!may(visit, 'repondre')) return html`<div id="answer" class="answer"><p class="hint">${whyNoAnswer(visit)}</p></div>`;
  return html`<div id="answer" class="answer">
    ${postForm(visit, { action: address(visit, 'repondre'), id: 'form-repondre', live: true }, html`<p class="box"><label for="texte">Votre réponse</label>
      <textarea id="texte" name="texte" rows="3" required maxlength="4000" aria-describedby="texte-hint">${draft}</textarea></p>
      <p class="row"><button class="primary">Envoyer</button><span class="hint" id="texte-hint">La personne la lit sous le nom « ${visit.viewer.shownName} ».</span></p>`)}
    <details class="canned"><summary>Réponses prêtes</summary><ul>${CANNED_REPLIES.map(({ id, label, text }) => html`<li><a class="quiet" href="${filePath(visit.file.handoff.id)}?reponse=${id}#texte" data-canned="${text.replaceAll('{nom}', visit.viewer.shownName)}">${label}</a></li>`)}</ul></details>
  </div>`;
}

function whyNoAnswer({ file: { handoff }, viewer }: FileVisit): string {
  if (handoff.state === 'queued') return 'Prenez la demande pour répondre. D’ici là, le robot répond à la personne.';
  if (handoff.state === 'transfer-offered' && handoff.assignedTo?.id === viewer.id) return 'La personne décide du transfert. Vous pourrez lui écrire de nouveau si elle préfère rester avec vous.';
  if (isHeldByHuman(handoff)) return `${handoff.assignedTo?.name ?? 'Un collègue'} est avec la personne. Vous lisez sans écrire.`;
  return 'Cette conversation est terminée.';
}

function actionsPart(visit: FileVisit, { destinations }: FileExtras): Html {
  const { handoff } = visit.file;
  return html`<section id="actions" class="panel" aria-labelledby="actions-title"${!may(visit, 'clore') && html` hidden`}><h2 id="actions-title">Faire suivre ou terminer</h2>
    ${may(visit, 'creneaux') && html`<details id="fold-creneaux"><summary>Proposer des moments pour un rappel</summary>${postForm(visit, { action: address(visit, 'creneaux'), id: 'form-creneaux', live: true, kind: 'stack' }, html`
      ${[1, 2, 3].map((number) => html`<p class="box"><label for="creneau${number}">Moment ${number}${number > 1 && ' (facultatif)'}</label><input id="creneau${number}" name="creneau${number}" type="datetime-local"${number === 1 && html` required`}></p>`)}
      ${hourName(handoff.operator) !== '' && html`<p class="hint">En ${hourName(handoff.operator)}, celle de la personne.</p>`}
      <p><button class="choice">Proposer à la personne</button></p>`)}</details>`}
    ${may(visit, 'transferer') && html`<details id="fold-transferer"><summary>Transférer à un autre opérateur</summary>${
      destinations.length === 0
        ? html`<p class="hint">Aucun autre opérateur ne reçoit de fiche ici. Donnez à la personne ses coordonnées.</p>`
        : postForm(visit, { action: address(visit, 'transferer'), id: 'form-transferer', kind: 'stack' }, html`
      <p class="box"><label for="vers">Opérateur</label><select id="vers" name="vers" required><option value="">Choisir</option>${destinations.map(({ operator, name }) => html`<option value="${operatorValue(operator)}">${name}</option>`)}</select></p>
      <p class="box"><label for="motif">Pourquoi (la personne le lira)</label><input id="motif" name="motif" required maxlength="300"></p>
      <p><button class="choice">Proposer le transfert</button></p>`)
    }</details>`}
    ${may(visit, 'clore') && html`<details id="fold-clore"><summary>Terminer</summary>${postForm(visit, { action: address(visit, 'clore'), id: 'form-clore', kind: 'stack' }, html`
      <p class="box"><label for="raison">Raison</label><select id="raison" name="raison" required><option value="">Choisir</option>${CLOSING_REASONS.map(({ id, label }) => html`<option value="${id}">${label}</option>`)}</select></p>
      <p><button class="choice">Terminer la conversation</button></p>`)}</details>`}
    <div class="row">${press(visit, 'rendre', 'Rendre au robot')}${press(visit, 'remettre', 'Remettre dans la file')}</div>
    ${handoff.assignedTo?.id === visit.viewer.id && html`<p class="hint">Si vous fermez le bureau, la demande revient dans la file au bout de quelques minutes.</p>`}
  </section>`;
}

function notesPart(visit: FileVisit): Html {
  return html`<section id="notes" class="panel" aria-labelledby="notes-title"><h2 id="notes-title">Notes internes</h2>
    ${notesList(visit.file.handoff, visit.now)}
    ${may(visit, 'noter') && postForm(visit, { action: address(visit, 'noter'), id: 'form-noter', live: true }, html`<p class="box"><label for="note">Ajouter une note, que la personne ne verra pas</label><textarea id="note" name="note" rows="2" required maxlength="4000"></textarea></p><p><button class="quiet">Enregistrer la note</button></p>`)}
  </section>`;
}

export function filePage(visit: FileVisit, extras: FileExtras, notice: string | null): Html {
  const { handoff, transcript } = visit.file;
  const parts = fileParts(visit, extras);
  const reference = referenceOf(handoff.id);
  const path = filePath(handoff.id);
  return memberPage(visit, {
    title: `Dossier ${reference}`,
    ...(handoff.state === 'closed' ? {} : { stream: `${path}/flux` }),
    notice,
    content: html`<div class="top"><h1>Dossier ${reference}</h1><p class="alerts">${handoff.state !== 'closed' && html`<a class="quiet" id="refresh" href="${path}">Actualiser</a>`} <a class="quiet" href="${path}/imprimer">Imprimer</a> <a class="quiet" href="${path}/export.json" download>Exporter (JSON)</a></p></div>
    <div class="columns file">
      <section class="panel talk" aria-labelledby="talk-title"><h2 id="talk-title">Conversation</h2>
        ${parts.state}${transcriptList(transcript, visit.now)}<span id="last"></span>${parts.answer}</section>
      <div class="side">
        <section class="panel fiche" aria-labelledby="fiche-title"><h2 id="fiche-title">Fiche de liaison</h2>${ficheLines(handoff)}${askedQuestions(handoff)}${consentLine(handoff, visit.now)}</section>
        ${parts.actions}${parts.notes}
      </div>
    </div>`,
  });
}
