/** The way in: account, second factor, invitation. */
import { renderSVG } from 'uqr';
import { html, Html } from '../../page/html.ts';
import { PASSWORD_AT_LEAST, type SecondFactor } from '../access/sign-in.ts';
import type { Counsellor } from '../access/directory.ts';
import type { Visit } from '../visit.ts';
import { plainPage, postForm } from './frame.ts';

export const NAME_AT_MOST = 60;

const passwordBox = (name: string, label: string, kind: 'current-password' | 'new-password', hint = '') => html`<p class="box"><label for="${name}">${label}</label>
  <input id="${name}" name="${name}" type="password" autocomplete="${kind}" required${hint !== '' && html` aria-describedby="${name}-hint"`}>${hint !== '' && html`<span class="hint" id="${name}-hint">${hint}</span>`}</p>`;

const codeBox = (label: string, hint: string) => html`<p class="box"><label for="code">${label}</label>
  <input id="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" required aria-describedby="code-hint"><span class="hint" id="code-hint">${hint}</span></p>`;

export function signInPage(visit: Visit, { withOpenId, notice, email }: { withOpenId: boolean; notice: string | null; email: string }): Html {
  const content = withOpenId
    ? html`<p>Entrez avec le compte de votre organisme.</p><p class="ways"><a class="primary" href="/desk/oidc">Se connecter</a></p>`
    : postForm(visit, { action: '/desk/connexion', kind: 'stack' }, html`
      <p class="box"><label for="email">Adresse e-mail</label><input id="email" name="email" type="email" autocomplete="username" required value="${email}"></p>
      ${passwordBox('motdepasse', 'Mot de passe', 'current-password')}
      <p><button class="primary">Continuer</button></p>
      <p class="hint">Mot de passe ou téléphone perdu ? Demandez une nouvelle invitation à votre responsable technique.</p>`);
  return plainPage(visit, { title: 'Se connecter', notice, content });
}

export function codePage(visit: Visit, notice: string | null): Html {
  return plainPage(visit, {
    title: 'Votre code',
    notice,
    content: postForm(visit, { action: '/desk/code', kind: 'stack' }, html`
      ${codeBox('Code à six chiffres', 'Il est dans votre application d’authentification. Sans elle, écrivez un de vos codes de secours.')}
      <p><button class="primary">Entrer</button> <a class="quiet" href="/desk/connexion">Revenir</a></p>`),
  });
}

export function invitationPage(visit: Visit, { counsellor, address, notice, name }: { counsellor: Counsellor; address: string; notice: string | null; name: string }): Html {
  return plainPage(visit, {
    title: 'Bienvenue au bureau',
    notice,
    content: html`<p>Cette invitation est pour <b>${counsellor.email}</b>. Elle ne sert qu’une fois.</p>
    ${postForm(visit, { action: address, kind: 'stack' }, html`
      <p class="box"><label for="nom">Votre nom, tel que les personnes le liront</label><input id="nom" name="nom" autocomplete="name" required maxlength="${NAME_AT_MOST}" value="${name}" aria-describedby="nom-hint"><span class="hint" id="nom-hint">Un prénom suffit, ou un prénom et une initiale.</span></p>
      ${passwordBox('motdepasse', 'Choisissez un mot de passe', 'new-password', `${PASSWORD_AT_LEAST} caractères au moins. Une phrase convient bien.`)}
      ${passwordBox('encore', 'Le même mot de passe', 'new-password')}
      <p><button class="primary">Continuer</button></p>`)}`,
  });
}

/** Asks for the password before a second factor is drawn: whoever finds the session open must not. */
export function beginSecondFactorPage(visit: Visit, notice: string | null): Html {
  return plainPage(visit, {
    title: 'Installer le second facteur',
    notice,
    content: postForm(visit, { action: '/desk/second-facteur', kind: 'stack' }, html`
      <p>Il reste une étape : relier une application d’authentification à votre compte.</p>
      ${passwordBox('motdepasse', 'Votre mot de passe', 'current-password')}
      <p><button class="primary">Continuer</button></p>`),
  });
}

export function secondFactorPage(visit: Visit, { uri, secret, backupCodes }: SecondFactor): Html {
  // Drawn by a library from our own address: the only SVG that is not written here.
  const code = new Html(renderSVG(uri, { border: 2 }));
  return plainPage(visit, {
    title: 'Installer le second facteur',
    content: html`<ol class="steps">
      <li><p>Ouvrez une application d’authentification sur votre téléphone (FreeOTP, Aegis, Google Authenticator…), et lisez ce dessin.</p>
        <div class="qr" role="img" aria-label="Code QR du second facteur">${code}</div>
        <p>Sans appareil photo, tapez cette clé : <code class="secret">${secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></p></li>
      <li><p>Notez ces codes de secours à l’abri. Chacun remplace votre téléphone une fois.</p>
        <ul class="codes">${backupCodes.map((backup) => html`<li><code>${backup}</code></li>`)}</ul></li>
      <li><p>Tapez le code à six chiffres que l’application montre.</p>${confirmForm(visit)}</li>
    </ol>`,
  });
}

const confirmForm = (visit: Visit) => postForm(visit, { action: '/desk/second-facteur/confirmer', kind: 'stack' }, html`${codeBox('Code à six chiffres', 'Il change toutes les trente secondes.')}<p><button class="primary">Terminer</button></p>`);

export function confirmAgainPage(visit: Visit): Html {
  return plainPage(visit, {
    title: 'Installer le second facteur',
    notice: 'Ce code n’est pas le bon. Attendez le suivant, et vérifiez l’heure de votre téléphone.',
    content: html`${confirmForm(visit)}<p><a href="/desk/second-facteur">Recommencer avec un nouveau dessin</a></p>`,
  });
}
