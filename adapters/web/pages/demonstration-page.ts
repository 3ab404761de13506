/** A made-up operator's web site, to see the launcher where it will live. */
import type { Assets } from '../../page/assets.ts';
import { html, type Html } from '../../page/html.ts';
import { layout } from '../../page/layout.ts';

/** Two made-up operators, to see that the launcher takes the colours and the place that its site gives it. */
const OPERATORS = {
  un: { name: 'Mon Conseil Régional CEP', attributes: html``, other: { key: 'deux', label: 'Voir chez un autre opérateur, en violet et à gauche' } },
  deux: { name: 'Cap Nouveau Métier', attributes: html` data-colour="#5b2a86" data-position="left" data-label="Besoin d’un conseil ?"`, other: { key: 'un', label: 'Revenir au premier opérateur' } },
} as const;
export type DemonstrationOperator = keyof typeof OPERATORS;
export const isDemonstrationOperator = (key: unknown): key is DemonstrationOperator => typeof key === 'string' && Object.hasOwn(OPERATORS, key);

export function demonstrationPage(assets: Assets, key: DemonstrationOperator = 'un'): Html {
  const { name, attributes, other } = OPERATORS[key];
  return layout(assets, {
    title: `${name} – démonstration`,
    kind: 'demonstration',
    styles: ['demonstration.css'],
    skipTo: { id: 'content', name: 'Aller au contenu' },
    content: html`<header>
  <p class="banner"><strong>Démonstration.</strong> Cet opérateur n’existe pas. Cette page montre où s’ouvre l’assistant. <a href="/?operateur=${other.key}">${other.label}</a></p>
  <p class="top">${name}</p>
</header>
<main id="content" tabindex="-1">
  <section class="hero">
    <h1>Envie d’avancer&nbsp;? Parlons-en.</h1>
    <p class="lead">Le conseil en évolution professionnelle vous aide à faire le point, à trouver une piste, à la mettre en route. C’est gratuit et confidentiel, quel que soit votre statut.</p>
    <p><a class="primary" href="/chat" data-accueil-cep-open>Poser une question</a></p>
  </section>
  <section class="three" aria-label="Ce que nous faisons ensemble">
    <article><h2>Faire le point</h2><p>Un temps pour vous, pour regarder votre parcours et ce qui compte.</p></article>
    <article><h2>Trouver une piste</h2><p>Un métier, une formation, une création&nbsp;: vos idées deviennent des options.</p></article>
    <article><h2>Passer à l’action</h2><p>Les démarches, les financements, les bonnes portes, dans le bon ordre.</p></article>
  </section>
</main>
<footer class="foot"><p>Page de démonstration d’<a href="/mentions">Accueil CEP</a>, logiciel libre.</p></footer>
<script src="/launcher.js" data-operator="${name}"${attributes} defer></script>`,
  });
}
