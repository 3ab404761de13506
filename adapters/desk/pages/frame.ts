/** What all pages of the desk share: the bar, the notice, the forms. */
import { randomUUID } from 'node:crypto';
import { html, type Html, type HtmlValue } from '../../page/html.ts';
import { bar, layout } from '../../page/layout.ts';
import { has } from '../access/scopes.ts';
import { TOKEN_FIELD } from '../access/form-token.ts';
import type { MemberVisit, Visit } from '../visit.ts';

/** What a page says once after something was done: the closed list of `?dit=`. */
export const NOTICES: Record<string, string> = {
  termine: 'La conversation est terminée. La personne est de nouveau avec le robot.',
  rendu: 'Le robot a repris la conversation.',
  remis: 'La demande est revenue en tête de la file.',
  propose: 'Le transfert est proposé à la personne : c’est elle qui décide.',
  note: 'La note est enregistrée. La personne ne la voit pas.',
  envoye: 'C’est envoyé.',
  creneaux: 'Les moments sont proposés à la personne.',
  sorti: 'Vous êtes déconnecté.',
  relance: 'L’envoi est relancé.',
  ecartee: 'La ligne est écartée. Elle reste dans « Traitées » avant de s’effacer.',
  rouverte: 'La ligne est de nouveau à traiter.',
};

interface FormOptions {
  action: string;
  /** Kept by the page's script when the part around is renewed. */
  id?: string;
  /** Sent by the script, without leaving the page. */
  live?: boolean;
  kind?: string;
}

/** A form of ours: nothing is posted without its token, and its nonce makes a second press the same press. */
export function postForm({ token }: Pick<Visit, 'token'>, { action, id, live, kind }: FormOptions, content: HtmlValue): Html {
  return html`<form method="post" action="${action}"${id !== undefined && html` id="${id}"`}${live === true && html` data-live`}${kind !== undefined && html` class="${kind}"`}>
    <input type="hidden" name="${TOKEN_FIELD}" value="${token}"><input type="hidden" name="nonce" value="${randomUUID()}">${content}
  </form>`;
}

/** The place where the script, or the page after a form, says what happened. */
export const noticePlace = (text: string | null): Html => html`<p class="notice" id="notice" role="status"${text === null && html` hidden`}>${text ?? ''}</p>`;

interface DeskPage {
  title: string;
  content: HtmlValue;
  /** Where the live parts come from. */
  stream?: string;
  notice?: string | null;
}

const link = (here: string, path: string, name: string): Html => html`<a href="${path}"${here === path && html` aria-current="page"`}>${name}</a>`;

function navigation(visit: MemberVisit): Html {
  const here = visit.request.originalUrl.split('?')[0] ?? '';
  const links = [
    ...(has('counsellor', visit.viewer) ? [link(here, '/desk', 'File d’attente')] : []),
    ...(has('supervisor', visit.viewer) ? [link(here, '/desk/suivi', 'Suivi'), link(here, '/desk/envois', 'Envois bloqués')] : []),
    ...(has('maintainer', visit.viewer) ? [link(here, '/desk/relecture', 'À relire'), link(here, '/desk/textes', 'Textes qui changent')] : []),
  ];
  return html`<nav aria-label="Bureau">${links}</nav>
    <p class="who">${visit.viewer.shownName}</p>
    ${postForm(visit, { action: '/desk/deconnexion', kind: 'leave' }, html`<button class="quiet">Se déconnecter</button>`)}`;
}

/** A page of somebody who is signed in. */
export function memberPage(visit: MemberVisit, { title, content, stream, notice = null }: DeskPage): Html {
  return layout(visit.assets, {
    title: `${title} – Bureau Accueil CEP`,
    kind: 'desk',
    styles: ['desk.css'],
    scripts: ['desk.js', 'announcer.js', 'parts.js', 'live-forms.js', 'alerts.js'],
    skipTo: { id: 'content', name: 'Aller au contenu' },
    content: html`${bar(html`<p class="brand">Bureau des conseillers</p>`, navigation(visit))}
<main id="content" tabindex="-1"${stream !== undefined && html` data-stream="${stream}"`}>
${noticePlace(notice)}
${content}
</main>
<div class="sr" id="announcer" aria-live="polite"></div>`,
  });
}

/** A page outside: signing in, a refusal. */
export function plainPage({ assets }: Pick<Visit, 'assets'>, { title, content, notice = null }: DeskPage): Html {
  return layout(assets, {
    title: `${title} – Bureau Accueil CEP`,
    kind: 'desk outside',
    styles: ['desk.css'],
    skipTo: { id: 'content', name: 'Aller au contenu' },
    content: html`${bar(html`<p class="brand">Bureau des conseillers</p>`)}
<main class="sheet" id="content" tabindex="-1"><h1>${title}</h1>
${noticePlace(notice)}
${content}
</main>`,
  });
}
