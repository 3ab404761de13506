/** What this page refuses from a browser. */
import type { RequestHandler } from 'express';
import { comesFromUs } from '../../page/security.ts';
import { Refusal } from './refusal.ts';

/** Only our own pages may post: another site must not write in a person's name. */
export const sameOriginOnly: RequestHandler = (request, _response, next) => {
  next(comesFromUs(request) ? undefined : new Refusal('foreign-form'));
};
