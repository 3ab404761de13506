/** Pages that say one thing and show the way on: what was refused, what was erased. */
import type { Assets } from '../../page/assets.ts';
import { aboutLinks } from '../about/about-links.ts';
import type { Refusal } from '../http/refusal.ts';
import { html, type Html, type HtmlValue } from '../../page/html.ts';
import type { receiptLines } from '../../../bot/privacy/erasure.ts';
import { frenchTypography } from '../../page/french-typography.ts';
import { chatPath, LEAVING } from './chat-page.ts';
import { bar, layout } from '../../page/layout.ts';

function messagePage(assets: Assets, title: string, content: HtmlValue): Html {
  return layout(assets, {
    title: `${title} – Accueil CEP`,
    kind: 'calm',
    skipTo: { id: 'content', name: 'Aller au contenu' },
    content: html`${bar(html`<p class="brand">Accueil CEP</p>`)}
<main class="sheet" id="content" tabindex="-1"><h1>${title}</h1>${content}</main>
<footer class="foot">${aboutLinks()}</footer>`,
  });
}

export function refusalPage(assets: Assets, refusal: Refusal, embedded: boolean): Html {
  const isFrameTrouble = refusal.refusal === 'no-cookie';
  return messagePage(assets, refusal.title, html`<p>${refusal.text}</p>
    <p class="ways">${
      isFrameTrouble
        ? html`<a class="primary" href="/chat" target="_blank">Ouvrir la conversation<span class="sr"> (nouvel onglet)</span></a>`
        : html`<a class="primary" href="${chatPath('', embedded)}">Revenir à la conversation</a>`
    }
    <a class="choice" href="https://mon-cep.org" target="_blank" rel="noopener noreferrer">Trouver un conseiller sur mon-cep.org<span class="sr"> (nouvel onglet)</span></a></p>`);
}

/** Asks before erasing, where no script asks in place. */
export function leavingPage(assets: Assets, embedded: boolean): Html {
  return messagePage(assets, LEAVING.title, html`<p>${LEAVING.text}</p>
    <form class="ways" method="post" action="${chatPath('/quitter', embedded)}">
      <a class="primary" href="${chatPath('', embedded)}#last">${LEAVING.back}</a>
      <button class="choice">${LEAVING.erase}</button>
    </form>`);
}

/** What was erased, where and when (RGPD art. 17). It can be printed; the server keeps nothing of it. */
export function receiptPage(assets: Assets, { title, erased, notes }: ReturnType<typeof receiptLines>, embedded: boolean): Html {
  return messagePage(assets, title, html`<p>Ce qui est effacé&nbsp;:</p>
    <ul>${erased.map((line) => html`<li>${frenchTypography(line)}</li>`)}</ul>
    ${notes.map((note) => html`<p>${frenchTypography(note)}</p>`)}
    <p>Il n’en reste rien non plus dans ce navigateur, sauf peut-être l’adresse de la page dans l’historique. Vous pouvez imprimer cette page.</p>
    ${farewellWays(embedded)}`);
}

const farewellWays = (embedded: boolean) => html`<p class="ways"><a class="primary" href="${chatPath('', embedded)}">Commencer une nouvelle conversation</a>
    <a class="choice" href="https://mon-cep.org" target="_blank" rel="noopener noreferrer">Trouver un conseiller sur mon-cep.org<span class="sr"> (nouvel onglet)</span></a></p>`;

export function farewellPage(assets: Assets, embedded: boolean): Html {
  return messagePage(assets, 'C’est effacé', html`<p>Votre conversation n’est plus sur notre serveur. Il n’en reste rien non plus dans ce navigateur, sauf peut-être l’adresse de la page dans l’historique.</p>
    <p>Merci de votre visite. Vous pouvez revenir quand vous voulez.</p>
    ${farewellWays(embedded)}`);
}
