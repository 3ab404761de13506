/** Where the answers come from, under which licence, and what becomes of what people write. */
import { REVIEW_RETENTION } from '../../../bot/privacy/retention.ts';
import type { SourceInUse } from '../../../knowledge/knowledge-base.ts';
import type { Assets } from '../../page/assets.ts';
import { html, type Html } from '../../page/html.ts';
import { aboutLinks } from '../about/about-links.ts';
import type { WebSettings } from '../ports.ts';
import { bar, layout } from '../../page/layout.ts';

const OPEN_LICENCE = 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/';

function licence(name: string): Html {
  return /licence ouverte|etalab/i.test(name) ? html`<a href="${OPEN_LICENCE}">${name}</a>` : html`${name}`;
}

function sourceItem(source: SourceInUse): Html {
  return html`<li><b>${source.title}</b><br>${source.publisher}, ${licence(source.licence)}<br>
    Version <code>${source.packageVersion}</code>, ${source.passages.toLocaleString('fr-FR')} passages</li>`;
}

function kept({ operator, keptForDays }: WebSettings): Html {
  const end = keptForDays === null
    ? html`Elle y reste jusqu’à ce que vous l’effaciez avec le bouton «&nbsp;Quitter et effacer&nbsp;».`
    : html`Elle y reste ${keptForDays} jours au plus. Le bouton «&nbsp;Quitter et effacer&nbsp;» l’efface tout de suite.`;
  return html`<p>Rien n’est gardé avant votre premier message. Ensuite, la conversation est gardée sur le serveur de ${operator}, pour que vous puissiez la relire. ${end}</p>`;
}

export function mentionsPage(assets: Assets, settings: WebSettings, sources: SourceInUse[]): Html {
  return layout(assets, {
    title: 'Sources – Accueil CEP',
    kind: 'calm',
    skipTo: { id: 'content', name: 'Aller au contenu' },
    content: html`${bar(html`<p class="brand">Accueil CEP</p>`, html`<a class="quiet" href="/chat">Conversation</a>`)}
<main class="sheet" id="content" tabindex="-1">
  <h1>Sources et licences</h1>
  <h2>Une machine vous répond</h2>
  <p>Ce service est un robot, proposé par ${settings.operator}. Il cherche dans des textes officiels, en montre les mots, la source et la date. Il peut se tromper&nbsp;: le texte officiel fait foi. Il ne remplace pas un conseiller.</p>
  <h2>Ce que vous écrivez</h2>
  ${kept(settings)}
  <p>Un numéro de sécurité sociale, un IBAN, un téléphone, une adresse électronique, ou votre nom si vous vous présentez, est masqué avant d’être enregistré. Aucun employeur n’est averti. Aucune publicité, aucune mesure d’audience.</p>
  <p>Quand je ne sais pas répondre, ou quand vous dites qu’une réponse ne vous aide pas, la question est notée à part pour améliorer les réponses&nbsp;: numéros masqués, sans rien qui mène à vous. Elle s’efface ${REVIEW_RETENTION.waiting} jours après la dernière fois qu’elle a été posée. « Quitter et effacer » retire aussi la vôtre.</p>
  <p>Si vous demandez un conseiller, une fiche vous est montrée d’abord. Vous retirez ce que vous voulez, puis vous dites oui ou non. Seul l’opérateur choisi la lit, avec le numéro ou l’adresse que vous y avez mis. « Annuler ma demande » l’efface.</p>
  <p>Un seul cookie retrouve votre conversation. Il est posé avec votre premier message et disparaît quand vous fermez le navigateur.</p>
  <h2>D’où viennent les réponses</h2>
  <ul class="list">${sources.map(sourceItem)}</ul>
  <p>Les communes, départements et régions viennent du découpage administratif publié par Etalab (Insee, La Poste), sous ${licence('Licence Ouverte')}.</p>
  <p>Les chiffres de l’emploi viennent de l’enquête Besoins en main-d’œuvre de France Travail (2025 et 2024), des taux de chômage localisés de l’Insee, du répertoire ROME de France Travail et des familles professionnelles de la Dares, sous ${licence('Licence Ouverte')}. Nous les avons additionnés par département.</p>
  <p>Les textes sont repris sans changement. Les réponses courtes sont rédigées par l’équipe du projet. Ni les administrations ni les éditeurs cités ne les ont relues.</p>
  <h2>Le logiciel</h2>
  <p>Accueil CEP est un logiciel libre sous licence MIT. Les caractères Atkinson Hyperlegible Next, du Braille Institute, sont sous licence SIL Open Font.</p>
</main>
<footer class="foot">${aboutLinks({ current: 'mentions' })}</footer>`,
  });
}
