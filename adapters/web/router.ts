/** The pages: the chat, the launcher and its demonstration, the mentions, the operator's own. Read here what each address does. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import type { ConversationKey, TranscriptEntry } from '../../bot/ports.ts';
import type { OwnCopy } from '../../bot/handoff/own-copy.ts';
import type { Mark } from '../../bot/feedback/words.ts';
import { parisDay } from '../../bot/paris-day.ts';
import { drawFigures, type Light } from '../figures-picture.ts';
import { loadAssets } from '../page/assets.ts';
import { sendPage } from '../page/compression.ts';
import { openEvents } from '../page/events.ts';
import { securityHeaders } from '../page/security.ts';
import { aboutLinks } from './about/about-links.ts';
import { createAboutRouter } from './about/about-router.ts';
import { dropToken, hasCookie, keepToken, tokenOf } from './http/conversation-cookie.ts';
import { postedMessage } from './http/message.ts';
import { Refusal, refusalOf } from './http/refusal.ts';
import { sameOriginOnly } from './http/security.ts';
import { createStreams, sendGone } from './http/stream.ts';
import { chatPage, chatPath } from './pages/chat-page.ts';
import { ficheJson } from './fiche/fiche-json.ts';
import { fichePdf } from './fiche/fiche-pdf.ts';
import { demonstrationPage, isDemonstrationOperator } from './pages/demonstration-page.ts';
import { fichePage } from './pages/fiche-page.ts';
import { mentionsPage } from './pages/mentions-page.ts';
import { receiptLines } from '../../bot/privacy/erasure.ts';
import { farewellPage, leavingPage, receiptPage, refusalPage } from './pages/message-page.ts';
import { accessibilityState } from './operator/accessibility-state.ts';
import type { WebPorts, WebSettings } from './ports.ts';
import { type EntryContext, renderEntry } from './render/entry.ts';
import { FEEDBACK_FIELDS, FEEDBACK_PLACE, readMark, renderFeedback } from './render/feedback.ts';
import { spoken } from './render/spoken.ts';

/** A page without a script waits this long for the reply before it is shown with a link to look again. */
const PATIENCE_MS = 15_000;
const BODY_LIMIT = '64kb';

export interface Web {
  router: Router;
  /** To be mounted after every other route of the server. */
  notFound: RequestHandler;
  failure: ErrorRequestHandler;
}

function isEmbedded(request: Request): boolean {
  return request.query.embedded === '1';
}

function wantsJson(request: Request): boolean {
  return request.accepts(['html', 'json']) === 'json';
}

export function createWeb(ports: WebPorts, settings: WebSettings): Web {
  const assets = loadAssets(join(import.meta.dirname, 'client'), '/chat/assets');
  const router = Router();
  const today = () => parisDay(ports.clock.now());
  const streams = createStreams(ports, writeEntry);
  ports.onErased?.((conversation, isEmptied) => void (isEmptied || streams.closeAll(conversation)));

  /** How an entry is shown when it is the last one. */
  function contextOf(request: Request, mark: Mark | null): EntryContext {
    const embedded = isEmbedded(request);
    return { today: today(), action: chatPath('', embedded), nonce: randomUUID(), offersChoices: true, isLast: false, feedback: { action: chatPath('/avis', embedded), mark } };
  }

  /** What a stream carries of an entry: its HTML, and the words that a screen reader says. */
  function writeEntry(entry: TranscriptEntry, request: Request) {
    const context = contextOf(request, null);
    return { id: entry.id, from: entry.from, html: renderEntry(entry, context).text, spoken: spoken(entry) };
  }

  async function conversationOf(request: Request): Promise<ConversationKey | null> {
    const token = tokenOf(request);
    return token === null ? null : ports.recognize(token);
  }

  /** The message is stored: whatever happens to the reply, the page can be shown. */
  async function repliesOrPatience(conversation: ConversationKey): Promise<void> {
    const patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
    await Promise.race([ports.settled(conversation).catch(() => undefined), patience]);
  }

  async function beginConversation(request: Request, response: Response, first: { id: string; text: string }): Promise<ConversationKey> {
    const { conversation, token } = await ports.start(first);
    keepToken(request, response, token, isEmbedded(request));
    return conversation;
  }

  async function showChat(request: Request, response: Response, refused: { refusal: Refusal; draft: string } | null = null) {
    const conversation = await conversationOf(request);
    const isLost = conversation === null && hasCookie(request);
    if (isLost) dropToken(request, response, isEmbedded(request));
    const entries = conversation === null ? [] : await ports.transcript(conversation, 0);
    const page = chatPage(assets, {
      greeting: ports.greeting,
      entries,
      // Only the last answer asks what it was worth.
      marks: conversation === null ? new Map() : await ports.marks(conversation, entries.slice(-1)),
      today: today(),
      nonce: randomUUID(),
      embedded: isEmbedded(request),
      isLost,
      draft: refused?.draft ?? '',
      refusal: refused?.refusal ?? null,
      links: aboutLinks({ state: accessibilityState(settings.about.table.accessibility.audit, today()), embedded: isEmbedded(request) }),
    });
    // What people write must not stay in a shared computer's cache.
    response.set('Cache-Control', 'no-store');
    sendPage(request, response, refused?.refusal.status ?? 200, page);
  }

  const secured = securityHeaders(["'self'", ...settings.frameAncestors]);
  router.get('/chat/assets/:hash/:name', assets.serve);
  router.use(['/chat', '/mentions', '/launcher.js'], secured);

  router.get('/', secured, (request, response) => sendPage(request, response, 200, demonstrationPage(assets, isDemonstrationOperator(request.query.operateur) ? request.query.operateur : 'un')));
  router.get('/mentions', (request, response) => sendPage(request, response, 200, mentionsPage(assets, ports.sources())));
  router.use(createAboutRouter(assets, settings, secured, today));
  router.get('/launcher.js', (request, response) => {
    response.set({ 'Cache-Control': 'public, max-age=3600', 'Cross-Origin-Resource-Policy': 'cross-origin' });
    assets.send(request, response, 'launcher.js');
  });

  router.get('/chat', async (request, response) => {
    // Sent here by the first message: a browser that comes without the cookie will never find its conversation.
    if (request.query.begun === '1' && !hasCookie(request)) throw new Refusal('no-cookie');
    await showChat(request, response);
  });

  // Drawn from the reply that is kept: the address says nothing, and only its own browser sees it.
  router.get('/chat/figures/:entry/:light', async (request, response) => {
    const conversation = await conversationOf(request);
    const light = /^(light|dark)\.svg$/.exec(request.params.light)?.[1] as Light | undefined;
    const entries = conversation === null || light === undefined ? [] : await ports.transcript(conversation, 0);
    const card = entries.find(({ id }) => id === request.params.entry)?.reply?.card;
    if (card?.kind !== 'figures' || light === undefined) throw new Refusal('not-found');
    response.set({ 'Cache-Control': 'no-store', 'Cross-Origin-Resource-Policy': 'same-origin' });
    response.type('image/svg+xml').send(await drawFigures(card, { light }));
  });

  router.get('/chat/stream', async (request, response) => {
    const conversation = await conversationOf(request);
    if (conversation !== null) return streams.follow(request, response, conversation);
    openEvents(response);
    sendGone(response, hasCookie(request) ? 'erased' : 'no-cookie');
  });

  router.post('/chat', sameOriginOnly, express.urlencoded({ extended: false, limit: BODY_LIMIT }), async (request, response) => {
    const { id, text, draft, problem } = postedMessage(request);
    if (problem !== null) {
      const refusal = new Refusal(problem);
      if (wantsJson(request)) throw refusal;
      return showChat(request, response, { refusal, draft });
    }
    const known = await conversationOf(request);
    let conversation: ConversationKey;
    try {
      conversation = known ?? (await beginConversation(request, response, { id, text }));
      await ports.receive(conversation, { id, text });
    } catch (error) {
      const refusal = refusalOf(error);
      // Too much at once is over soon: what was typed stays in its box.
      if (wantsJson(request) || (refusal.refusal !== 'crowded' && refusal.refusal !== 'too-fast')) throw error;
      response.set('Retry-After', '15');
      return showChat(request, response, { refusal, draft: text });
    }
    if (wantsJson(request)) return void response.status(202).json({ id });
    await repliesOrPatience(conversation);
    const path = chatPath('', isEmbedded(request));
    const begun = known === null ? `${path.includes('?') ? '&' : '?'}begun=1` : '';
    response.redirect(303, `${path}${begun}#last`);
  });

  // No message and no turn: the mark is noted, and nothing is said beyond its own place.
  router.post('/chat/avis', sameOriginOnly, express.urlencoded({ extended: false, limit: BODY_LIMIT }), async (request, response) => {
    const body = (request.body ?? {}) as Record<string, unknown>;
    const [conversation, id, mark] = [await conversationOf(request), body[FEEDBACK_FIELDS.entry], readMark(body[FEEDBACK_FIELDS.mark])];
    if (conversation === null || typeof id !== 'string' || mark === null || !(await ports.judge(conversation, id, mark))) throw new Refusal('not-found');
    if (!wantsJson(request)) return response.redirect(303, `${chatPath('', isEmbedded(request))}#${FEEDBACK_PLACE}`);
    const entry = (await ports.transcript(conversation, 0)).find((one) => one.id === id);
    response.json({ html: entry === undefined ? '' : renderFeedback(entry, contextOf(request, mark))?.text });
  });

  router.post('/chat/quitter', sameOriginOnly, async (request, response) => {
    const conversation = await conversationOf(request);
    const embedded = isEmbedded(request);
    dropToken(request, response, embedded);
    if (conversation === null) return response.redirect(303, chatPath('/quitter', embedded));
    const holdings = await ports.erase(conversation);
    streams.closeAll(conversation);
    // The receipt is kept nowhere: it is the answer to this request, and to no other.
    response.set('Cache-Control', 'no-store');
    sendPage(request, response, 200, receiptPage(assets, receiptLines(holdings, ports.clock.now(), true), embedded));
  });
  // Asks while there is something to erase, and says that it is done when there is not.
  router.get('/chat/quitter', async (request, response) => {
    const page = (await conversationOf(request)) === null ? farewellPage : leavingPage;
    response.set('Cache-Control', 'no-store');
    sendPage(request, response, 200, page(assets, isEmbedded(request)));
  });

  /** The person's own copy, for the conversation of the cookie and no other; it must not stay in a shared computer's cache. */
  async function ficheOf(request: Request, response: Response): Promise<OwnCopy> {
    const conversation = await conversationOf(request);
    const copy = conversation === null ? null : await ports.ownCopy(conversation);
    if (copy === null) throw new Refusal('no-fiche');
    response.set('Cache-Control', 'no-store');
    return copy;
  }
  router.get('/chat/fiche', async (request, response) => sendPage(request, response, 200, fichePage(assets, await ficheOf(request, response), isEmbedded(request))));
  router.get('/chat/fiche.pdf', async (request, response) => {
    const file = await fichePdf(await ficheOf(request, response));
    response.attachment('fiche-de-liaison.pdf').type('application/pdf').send(file);
  });
  router.get('/chat/fiche.json', async (request, response) => {
    const copy = await ficheOf(request, response);
    response.attachment('fiche-de-liaison.json').type('application/json').send(JSON.stringify(ficheJson(copy), null, 2));
  });

  function refuse(request: Request, response: Response, refusal: Refusal): void {
    response.set('Cache-Control', 'no-store').status(refusal.status);
    if (wantsJson(request)) response.json({ error: { code: refusal.refusal, message: `${refusal.title}. ${refusal.text}` } });
    else sendPage(request, response, refusal.status, refusalPage(assets, refusal, isEmbedded(request)));
  }
  const failure: ErrorRequestHandler = (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const refusal = refusalOf(error);
    if (refusal.refusal === 'failed') ports.journal.error('page-failed', error, { path: request.path });
    refuse(request, response, refusal);
  };
  // Our own errors become pages here; what the other routes of the server throw comes through `failure` where it is mounted.
  router.use('/chat', failure);

  return {
    router,
    failure,
    notFound: (request, response) => {
      securityHeaders(["'self'"])(request, response, () => refuse(request, response, new Refusal('not-found')));
    },
  };
}
