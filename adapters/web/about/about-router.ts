/** The operator's pages, each at its address. */
import { type RequestHandler, Router } from 'express';
import type { IsoDate } from '../../../knowledge/passage.ts';
import type { Assets } from '../../page/assets.ts';
import { sendPage } from '../../page/compression.ts';
import type { WebSettings } from '../ports.ts';
import { aboutPage } from './about-page.ts';
import { securityTxt } from './security-txt.ts';
import { ABOUT_PAGES } from './texts.ts';

export function createAboutRouter(assets: Assets, settings: WebSettings, secured: RequestHandler, today: () => IsoDate): Router {
  const router = Router();
  for (const name of ABOUT_PAGES) {
    router.get(`/${name}`, secured, (request, response) => sendPage(request, response, 200, aboutPage(assets, name, settings, today())));
  }
  router.get('/.well-known/security.txt', secured, (_request, response, next) => {
    const text = securityTxt(settings.about.table, settings.about.publicUrl);
    if (text === null) return next();
    response.type('text/plain').send(text);
  });
  return router;
}
