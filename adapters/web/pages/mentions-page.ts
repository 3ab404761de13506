/** Where the answers come from, and under which licence. */
import type { SourceInUse } from '../../../knowledge/knowledge-base.ts';
import type { Assets } from '../../page/assets.ts';
import { html, type Html } from '../../page/html.ts';
import { aboutLinks } from '../about/about-links.ts';
import { bar, layout } from '../../page/layout.ts';

const OPEN_LICENCE = 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/';

function licence(name: string): Html {
  return /licence ouverte|etalab/i.test(name) ? html`<a href="${OPEN_LICENCE}">${name}</a>` : html`${name}`;
}

function sourceItem(source: SourceInUse): Html {
  return html`<li><b>${source.title}</b><br>${source.publisher}, ${licence(source.licence)}<br>
    Version <code>${source.packageVersion}</code>, ${source.passages.toLocaleString('fr-FR')} passages</li>`;
}

export function mentionsPage(assets: Assets, sources: SourceInUse[]): Html {
  return layout(assets, {
    title: 'Sources – Accueil CEP',
    kind: 'calm',
    skipTo: { id: 'content', name: 'Aller au contenu' },
    content: html`${bar(html`<p class="brand">Accueil CEP</p>`, html`<a class="quiet" href="/chat">Conversation</a>`)}
<main class="sheet" id="content" tabindex="-1">
  <h1>Sources et licences</h1>
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
