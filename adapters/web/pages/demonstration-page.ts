/** A made-up operator's web site, to see the launcher where it will live. */
import type { Assets } from '../../page/assets.ts';
import { html, type Html } from '../../page/html.ts';
import { layout } from '../../page/layout.ts';

const OPERATOR = 'Mon Conseil Régional CEP';

export function demonstrationPage(assets: Assets): Html {
  return layout(assets, {
    title: `${OPERATOR} – démonstration`,
    kind: 'demonstration',
    styles: ['demonstration.css'],
    skipTo: { id: 'content', name: 'Aller au contenu' },
    content: html`<header>
  <p class="banner"><strong>Démonstration.</strong> Cet opérateur n’existe pas. Cette page montre où s’ouvre l’assistant.</p>
  <p class="top">${OPERATOR}</p>
</header>
<main id="content" tabindex="-1">
  <section class="hero">
    <h1>Envie d’avancer&nbsp;? Parlons-en.</h1>
    <p class="lead">Le conseil en évolution professionnelle vous aide à faire le point, à trouver une piste, à la mettre en route. C’est gratuit et confidentiel, quel que soit votre statut.</p>
    <p><a class="primary" href="/chat">Poser une question</a></p>
  </section>
  <section class="three" aria-label="Ce que nous faisons ensemble">
    <article><h2>Faire le point</h2><p>Un temps pour vous, pour regarder votre parcours et ce qui compte.</p></article>
    <article><h2>Trouver une piste</h2><p>Un métier, une formation, une création&nbsp;: vos idées deviennent des options.</p></article>
    <article><h2>Passer à l’action</h2><p>Les démarches, les financements, les bonnes portes, dans le bon ordre.</p></article>
  </section>
</main>
<footer class="foot"><p>Page de démonstration d’<a href="/mentions">Accueil CEP</a>, logiciel libre.</p></footer>
<script src="/launcher.js" data-operator="${OPERATOR}" defer></script>`,
  });
}
