/** The addresses outside the desk: signing in and out, the invitation, the second factor, the way to and from the identity provider. */
import type { RequestHandler, Router } from 'express';
import { addCookies, field, query, show, type Visit } from '../visit.ts';
import { NOTICES } from '../pages/frame.ts';
import { beginSecondFactorPage, codePage, confirmAgainPage, invitationPage, NAME_AT_MOST, secondFactorPage, signInPage } from '../pages/sign-in-pages.ts';
import { Refusal } from '../refusals.ts';
import type { Counsellor, Directory } from './directory.ts';
import { AUTH_PATH, PASSWORD_AT_LEAST, type Session, type SignIn } from './sign-in.ts';
import type { SignInLimits } from './limits.ts';

const WRONG = 'L’adresse ou le mot de passe n’est pas le bon.';
const NOT_WELCOME = 'Ce compte n’a pas accès au bureau. Demandez à votre responsable technique de vous inviter avec cette adresse.';

export interface SignInRoutes {
  signIn: SignIn;
  directory: Directory;
  limits: SignInLimits;
  /** The operator's identity provider signs people in: there are no passwords here then. */
  withOpenId: boolean;
  /** Wraps what answers an address: the visit is made, a form is checked. */
  open(handle: (visit: Visit) => Promise<void> | void): RequestHandler;
  posted(handle: (visit: Visit) => Promise<void> | void): RequestHandler[];
  isMember(session: Session | null): Promise<boolean>;
  onSignedOut(counsellor: Counsellor): void;
}

export function addSignInRoutes(router: Router, { signIn, directory, limits, withOpenId, open, posted, isMember, onSignedOut }: SignInRoutes): void {
  const { audit } = directory;
  const cookieOf = ({ request }: Visit) => request.headers.cookie;
  const go = ({ response }: Visit, path: string, cookies: string[] = []) => {
    addCookies(response, cookies);
    response.redirect(303, path);
  };
  /** Whoever has a password but not yet both factors. */
  async function begun({ session }: Visit): Promise<Session> {
    if (session === null || ((await directory.byEmail(session.email))?.status ?? 'revoked') === 'revoked') throw new Refusal('signed-out');
    return session;
  }

  router.get('/connexion', open(async (visit) => {
    if (await isMember(visit.session)) return go(visit, '/desk');
    const isRefused = visit.request.query.error !== undefined;
    if (isRefused) await audit.note({ who: '?', what: 'sign-in-refused', detail: 'oidc' }, visit.now);
    show(visit, signInPage(visit, { withOpenId, notice: isRefused ? NOT_WELCOME : (NOTICES[query(visit, 'dit')] ?? null), email: '' }), isRefused ? 403 : 200);
  }));
  router.post('/deconnexion', ...posted(async (visit) => {
    const { cookies } = await signIn.signOut(cookieOf(visit));
    const counsellor = visit.session && (await directory.byEmail(visit.session.email));
    if (counsellor) {
      await audit.note({ who: counsellor.email, what: 'signed-out' }, visit.now);
      onSignedOut(counsellor);
    }
    go(visit, '/desk/connexion?dit=sorti', cookies);
  }));

  if (withOpenId) {
    router.get('/oidc', limits.byAddress, open(async (visit) => {
      const way = await signIn.openId();
      if (way === null) throw new Refusal('no-provider');
      go(visit, way.result, way.cookies);
    }));
    router.get('/auth/callback/oidc', limits.byAddress, open(async (visit) => {
      const { request, response } = visit;
      const headers = new Headers({ cookie: cookieOf(visit) ?? '' });
      const answer = await signIn.callback(new Request(new URL(`${AUTH_PATH}/callback/oidc${new URL(request.originalUrl, 'http://desk').search}`, signIn.url), { headers }));
      const cookies = answer.headers.getSetCookie();
      const session = await signIn.session(cookies.map((cookie) => cookie.split(';')[0]).join('; '));
      if (session !== null) await audit.note({ who: session.email, what: 'signed-in', detail: 'oidc' }, visit.now);
      addCookies(response, cookies);
      response.redirect(303, answer.headers.get('location') ?? '/desk/connexion?error=1');
    }));
    return;
  }

  router.post('/connexion', limits.byAddress, ...posted(async (visit) => {
    const email = field(visit, 'email');
    await limits.countFor(email);
    const known = await directory.byEmail(email);
    const { result, cookies } = await signIn.withPassword(email, rawPassword(visit));
    if (result === 'refused' || known === null || known.status === 'revoked') {
      await audit.note({ who: known?.email ?? '?', what: 'sign-in-refused', detail: 'mot de passe' }, visit.now);
      return show(visit, signInPage(visit, { withOpenId, notice: WRONG, email }), 401);
    }
    go(visit, result === 'in' ? '/desk/second-facteur' : '/desk/code', cookies);
  }));

  router.get('/code', open((visit) => show(visit, codePage(visit, null))));
  router.post('/code', limits.byAddress, ...posted(async (visit) => {
    const { result, cookies } = await signIn.withCode(codeIn(visit), cookieOf(visit));
    const session = result === 'in' ? await signIn.session(cookies.map((cookie) => cookie.split(';')[0]).join('; ')) : null;
    if (session === null) {
      await audit.note({ who: '?', what: 'sign-in-refused', detail: 'code' }, visit.now);
      return show(visit, codePage(visit, 'Ce code n’est pas le bon, ou il a trop attendu. Après cinq essais, recommencez depuis le mot de passe.'), 401);
    }
    await audit.note({ who: session.email, what: 'signed-in' }, visit.now);
    await limits.forget(session.email);
    go(visit, '/desk', cookies);
  }));

  const invited = async (visit: Visit): Promise<{ token: string; counsellor: Counsellor }> => {
    const token = String(visit.request.params.token);
    const counsellor = await directory.invited(token, visit.now);
    if (counsellor === null) throw new Refusal('gone', { text: 'Cette invitation a déjà servi, ou elle a plus de sept jours. Demandez-en une nouvelle à votre responsable technique.' });
    return { token, counsellor };
  };
  router.get('/invitation/:token', limits.byAddress, open(async (visit) => {
    const { token, counsellor } = await invited(visit);
    show(visit, invitationPage(visit, { counsellor, address: `/desk/invitation/${token}`, notice: null, name: counsellor.name ?? '' }));
  }));
  router.post('/invitation/:token', limits.byAddress, ...posted(async (visit) => {
    const { token, counsellor } = await invited(visit);
    const [name, password] = [field(visit, 'nom').slice(0, NAME_AT_MOST), rawPassword(visit)];
    const problem = name === '' ? 'Écrivez le nom que les personnes liront.'
      : password.length < PASSWORD_AT_LEAST || password.length > 128 ? `Le mot de passe compte de ${PASSWORD_AT_LEAST} à 128 caractères.`
      : password !== rawPassword(visit, 'encore') ? 'Les deux mots de passe ne sont pas les mêmes.'
      : null;
    if (problem !== null) return show(visit, invitationPage(visit, { counsellor, address: `/desk/invitation/${token}`, notice: problem, name }), 400);
    // Before anything else: two browsers with the same link must not both get in.
    if (!(await directory.use(token, visit.now))) throw new Refusal('gone');
    const { cookies } = await signIn.begin(counsellor.email, name, password);
    await directory.welcome(counsellor.id, name);
    go(visit, '/desk/second-facteur', cookies);
  }));

  router.get('/second-facteur', open(async (visit) => {
    if ((await begun(visit)).isComplete) return go(visit, '/desk');
    show(visit, beginSecondFactorPage(visit, null));
  }));
  router.post('/second-facteur', limits.byAddress, ...posted(async (visit) => {
    await begun(visit);
    const drawn = await signIn.drawSecondFactor(rawPassword(visit), cookieOf(visit));
    if (drawn === null) return show(visit, beginSecondFactorPage(visit, 'Ce mot de passe n’est pas le bon.'), 401);
    show(visit, secondFactorPage(visit, drawn));
  }));
  router.post('/second-facteur/confirmer', limits.byAddress, ...posted(async (visit) => {
    const { email } = await begun(visit);
    const { result, cookies } = await signIn.confirmSecondFactor(codeIn(visit), cookieOf(visit));
    if (result === 'refused') return show(visit, confirmAgainPage(visit), 401);
    await audit.note({ who: email, what: 'second-factor-set' }, visit.now);
    await audit.note({ who: email, what: 'signed-in' }, visit.now);
    go(visit, '/desk', cookies);
  }));
}

/** Spaces are part of a password. */
function rawPassword({ request }: Visit, name = 'motdepasse'): string {
  const value = (request.body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value : '';
}

/** Applications show « 123 456 ». */
const codeIn = (visit: Visit): string => field(visit, 'code').replaceAll(' ', '');
