/** The file on paper: fiche, conversation, notes. */
import { referenceOf } from '../../../bot/handoff/times.ts';
import { frenchDay } from '../../../bot/french-day.ts';
import { parisDay } from '../../../bot/paris-day.ts';
import { html, type Html } from '../../page/html.ts';
import { layout } from '../../page/layout.ts';
import type { FileVisit } from '../visit.ts';
import { operatorPlace, STATES, when } from '../words.ts';
import { askedQuestions, consentLine, ficheLines, notesList } from './fiche.ts';
import { filePath } from './queue-page.ts';
import { transcriptList } from './transcript.ts';

export function printPage({ assets, file, viewer, now }: FileVisit): Html {
  const { handoff, transcript } = file;
  const reference = referenceOf(handoff.id);
  return layout(assets, {
    title: `Dossier ${reference} – Bureau Accueil CEP`,
    kind: 'desk print',
    styles: ['desk.css'],
    scripts: ['print.js'],
    skipTo: { id: 'content', name: 'Aller au contenu' },
    content: html`<main class="sheet" id="content" tabindex="-1">
    <p class="ways screen"><a class="quiet" href="${filePath(handoff.id)}">Revenir au dossier</a> <button class="primary" type="button" id="print" hidden>Imprimer</button></p>
    <h1>Fiche de liaison ${reference}</h1>
    <p>${operatorPlace(handoff)}, ${STATES[handoff.state]}. Imprimée par ${viewer.shownName}, le ${frenchDay(parisDay(now))} ${when(now.toISOString(), now)}. Données personnelles : à détruire après usage.</p>
    <section class="fiche"><h2>Ce que la personne a accepté de partager</h2>${ficheLines(handoff)}${askedQuestions(handoff)}${consentLine(handoff, now)}</section>
    <section><h2>Conversation</h2>${transcriptList(transcript, now, { folds: false })}</section>
    <section><h2>Notes internes</h2>${notesList(handoff, now)}</section>
    </main>`,
  });
}
