/** One request at the desk: who asks, in which session, and how the answer is sent. */
import type { Request, Response } from 'express';
import type { DeskFile } from '../../bot/handoff/desk.ts';
import type { Html } from '../page/html.ts';
import type { Assets } from '../page/assets.ts';
import { sendPage } from '../page/compression.ts';
import type { Counsellor } from './access/directory.ts';
import type { Session } from './access/sign-in.ts';

export interface Visit {
  request: Request;
  response: Response;
  now: Date;
  assets: Assets;
  session: Session | null;
  /** Goes into each form of the page. */
  token: string;
}

/** Somebody who is signed in with both factors and still welcome. */
export interface Viewer extends Counsellor {
  /** What the person reads. */
  shownName: string;
}

export interface MemberVisit extends Visit {
  session: Session;
  viewer: Viewer;
}

/** A file that the viewer may see. */
export interface FileVisit extends MemberVisit {
  file: DeskFile;
}

/** What a form brings under that name, without spaces around; empty when it is not there. */
export function field({ request }: Visit, name: string): string {
  const value = (request.body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '';
}

export function query({ request }: Visit, name: string): string {
  const value = request.query[name];
  return typeof value === 'string' ? value : '';
}

export const wantsJson = (request: Request): boolean => request.accepts(['html', 'json']) === 'json';

export function show({ request, response }: Visit, page: Html, status = 200): void {
  sendPage(request, response, status, page);
}

export function addCookies(response: Response, cookies: string[]): void {
  for (const cookie of cookies) response.append('Set-Cookie', cookie);
}
