/** The desk, address by address: who may come in, and what each page does. Loaded when somebody opens /desk for the first time. */
import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import { loadAssets } from '../page/assets.ts';
import { openEvents } from '../page/events.ts';
import { securityHeaders } from '../page/security.ts';
import { createFormTokens } from './access/form-token.ts';
import { createSignInLimits } from './access/limits.ts';
import { covers, has, type Right } from './access/scopes.ts';
import { createSignIn, type Session } from './access/sign-in.ts';
import { addSignInRoutes } from './access/sign-in-routes.ts';
import { createFileHandlers, fileFor, MOVE_ADDRESSES } from './file-routes.ts';
import { createLive } from './live/parts-stream.ts';
import { NOTICES } from './pages/frame.ts';
import { minePart, type QueueFilter, queuePage, waitingPart } from './pages/queue-page.ts';
import { refusalPage } from './pages/refusal-page.ts';
import { dispatchesPage, type StuckDispatch, supervisorPage, volumesPart } from './pages/supervisor-pages.ts';
import { textsPage } from './pages/texts-page.ts';
import type { DeskPorts, DeskSettings } from './ports.ts';
import { Refusal, refusalOf } from './refusals.ts';
import { addReviewRoutes } from './review-routes.ts';
import { type FileVisit, type MemberVisit, query, show, type Viewer, type Visit, wantsJson } from './visit.ts';
import { reasonsThisWeek, volumesOf } from './volumes.ts';

const BODY_LIMIT = '64kb';

export interface Desk {
  router: Router;
  close(): void;
}

type Handle<Kind extends Visit> = (visit: Kind) => Promise<void> | void;
const isStream = ({ path }: Request) => path.endsWith('/flux');

export async function createDesk(ports: DeskPorts, settings: DeskSettings): Promise<Desk> {
  const { desk, directory, presence, clock, journal } = ports;
  const url = settings.url();
  const signIn = await createSignIn(directory, { secret: settings.secret, url, openId: settings.openId, onTrouble: (message) => journal.info('sign-in-troubled', { message }) });
  const assets = loadAssets(join(import.meta.dirname, 'client'), '/desk/assets');
  const tokens = createFormTokens(settings.secret, url.startsWith('https://'));
  const limits = createSignInLimits(() => clock.now().getTime(), settings.counts ?? null);
  const router = Router();
  const body = express.urlencoded({ extended: false, limit: BODY_LIMIT });

  async function visitOf(request: Request, response: Response): Promise<Visit> {
    const session = await signIn.session(request.headers.cookie);
    return { request, response, now: clock.now(), assets, session, token: tokens.issue(request, response, session?.id ?? '') };
  }
  async function viewerOf(session: Session | null): Promise<Viewer | null> {
    const known = session?.isComplete === true ? await directory.byEmail(session.email) : null;
    if (session === null || known === null || known.status === 'revoked') return null;
    // Somebody who comes by the identity provider is active from the first time on.
    if (known.status === 'invited') await directory.welcome(known.id, known.name ?? session.name);
    return { ...known, shownName: known.name ?? session.name };
  }
  async function memberOf(request: Request, response: Response, right: Right): Promise<MemberVisit> {
    const visit = await visitOf(request, response);
    const viewer = await viewerOf(visit.session);
    if (visit.session === null || viewer === null) throw new Refusal('signed-out');
    presence.see(viewer.id);
    if (!has(right, viewer)) throw new Refusal('not-yours');
    return { ...visit, session: visit.session, viewer };
  }
  function checkForm({ request, session }: Visit): void {
    if (!tokens.isValid(request, session?.id ?? '')) throw new Refusal('foreign-form');
  }

  // Each kind of address, with what stands before it.
  const open = (handle: Handle<Visit>): RequestHandler => async (request, response) => handle(await visitOf(request, response));
  const posted = (handle: Handle<Visit>): RequestHandler[] => [body, open((visit) => (checkForm(visit), handle(visit)))];
  const member = (right: Right, handle: Handle<MemberVisit>): RequestHandler => async (request, response) => handle(await memberOf(request, response, right));
  const memberPosted = (right: Right, handle: Handle<MemberVisit>): RequestHandler[] => [body, member(right, (visit) => (checkForm(visit), handle(visit)))];
  const file = (handle: Handle<FileVisit>): RequestHandler => member('counsellor', async (visit) => handle(await fileFor(visit, ports)));
  const filePosted = (handle: Handle<FileVisit>): RequestHandler[] => memberPosted('counsellor', async (visit) => handle(await fileFor(visit, ports)));

  const live = createLive({
    desk,
    now: () => clock.now(),
    async renewed(visit) {
      const session = await signIn.session(visit.request.headers.cookie);
      const viewer = await viewerOf(session);
      return session === null || viewer === null ? null : { ...visit, session, viewer };
    },
    isWelcome: async ({ viewer }) => ((await directory.byEmail(viewer.email))?.status ?? 'revoked') !== 'revoked',
    onFailure: (error) => journal.error('desk-page-not-renewed', error),
  });
  const files = createFileHandlers(ports, live);

  const filterOf = (visit: MemberVisit): QueueFilter => ({ operator: query(visit, 'operateur'), region: query(visit, 'territoire') });
  async function volumes({ viewer, now }: MemberVisit) {
    const own = (await desk.list('all')).map(({ handoff }) => handoff).filter(({ operator }) => covers(viewer, operator));
    const names = new Set(own.map(({ operatorName }) => operatorName));
    const present = (await directory.all()).filter((one) => one.role === 'counsellor' && presence.isPresent(one.id) && one.scopes.some((scope) => covers(viewer, { ...scope, departement: null }))).length;
    const reasons = reasonsThisWeek(await directory.audit.lines({ what: 'file-moved' }), ({ operator }) => operator !== null && names.has(operator), now);
    return volumesPart(volumesOf(own, now), present, reasons);
  }

  router.get('/assets/:hash/:name', assets.serve);
  router.use(securityHeaders(["'none'"]));
  router.use((_request, response, next) => {
    // What people said must not stay in a shared computer's cache.
    response.set('Cache-Control', 'no-store');
    next();
  });

  addSignInRoutes(router, { signIn, directory, limits, withOpenId: settings.openId !== null, open, posted, isMember: async (session) => (await viewerOf(session)) !== null, onSignedOut: ({ id }) => presence.forget(id) });

  router.get('/', member('any', async (visit) => {
    if (!has('counsellor', visit.viewer)) return visit.response.redirect(303, has('supervisor', visit.viewer) ? '/desk/suivi' : '/desk/relecture');
    show(visit, queuePage(visit, await desk.list('under-way'), filterOf(visit), NOTICES[query(visit, 'dit')] ?? null));
  }));
  router.get('/flux', member('counsellor', (visit) => {
    const page = live.follow(visit, 'all', async (current) => {
      const records = await live.list();
      return { waiting: waitingPart(current, records, filterOf(current)), mine: minePart(current, records) };
    });
    page.onClose(presence.open(visit.viewer.id));
  }));

  router.get('/dossiers/:id', file(files.page));
  router.get('/dossiers/:id/flux', file(async (visit) => {
    visit.response.on('close', presence.open(visit.viewer.id));
    await files.stream(visit);
  }));
  router.get('/dossiers/:id/imprimer', file(files.print));
  router.get('/dossiers/:id/export.json', file(files.exportJson));
  for (const address of MOVE_ADDRESSES) router.post(`/dossiers/:id/${address}`, ...filePosted(files.move(address)));

  router.get('/suivi', member('supervisor', async (visit) => show(visit, supervisorPage(visit, await volumes(visit)))));
  router.get('/suivi/flux', member('supervisor', (visit) => void live.follow(visit, 'time', async (current) => ({ volumes: await volumes(current) }))));
  // Once the person was told that the file has not left, it never does; only an erasure is still asked for.
  async function ownDispatches({ viewer }: MemberVisit): Promise<StuckDispatch[]> {
    const underWay = new Set((await desk.list('under-way')).map(({ handoff }) => handoff.id));
    const own = (await ports.deadDispatches()).filter(({ operator }) => covers(viewer, operator));
    return own.map((dispatch) => ({ dispatch, mayRetry: dispatch.kind === 'withdrawal' || underWay.has(dispatch.handoff) }));
  }
  router.get('/envois', member('supervisor', async (visit) => show(visit, dispatchesPage(visit, await ownDispatches(visit), NOTICES[query(visit, 'dit')] ?? null))));
  router.post('/envois/:number/relancer', ...memberPosted('supervisor', async (visit) => {
    const { dispatch, mayRetry } = (await ownDispatches(visit)).find(({ dispatch: { number } }) => String(number) === visit.request.params.number) ?? {};
    if (dispatch === undefined) throw new Refusal('gone', { text: 'Cet envoi n’est plus bloqué, ou il n’est pas à vos opérateurs.' });
    if (mayRetry !== true) throw new Refusal('late', { text: 'La personne sait que sa fiche n’est pas partie : elle ne peut plus être envoyée.' });
    await ports.retryDispatch(dispatch);
    await directory.audit.note({ who: visit.viewer.email, what: 'dispatch-retried', handoff: dispatch.handoff, detail: String(dispatch.number) }, visit.now);
    visit.response.redirect(303, '/desk/envois?dit=relance');
  }));

  addReviewRoutes(router, ports, { member, memberPosted });
  router.get('/textes', member('maintainer', (visit) => show(visit, textsPage(visit, ports.watchTexts()))));

  router.use(() => {
    throw new Refusal('not-found');
  });
  const failure: ErrorRequestHandler = (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const refusal = refusalOf(error);
    if (refusal.refusal === 'failed') journal.error('desk-page-failed', error);
    if (isStream(request) && refusal.refusal !== 'failed') {
      // A browser would come back to any other answer for ever.
      openEvents(response);
      return void response.end(`event: gone\ndata: ${JSON.stringify(refusal.refusal === 'signed-out' ? 'signed-out' : 'gone')}\n\n`);
    }
    if (wantsJson(request)) return void response.status(refusal.status).json({ error: { code: refusal.refusal, message: `${refusal.title}. ${refusal.text}` } });
    if (refusal.refusal === 'signed-out' && request.method === 'GET') return response.redirect(303, '/desk/connexion');
    show({ request, response, now: clock.now(), assets, session: null, token: '' }, refusalPage({ assets }, refusal), refusal.status);
  };
  router.use(failure);
  return { router, close: () => live.close() };
}
