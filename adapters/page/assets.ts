/** Style sheets, scripts and letters of the pages: read, hashed and compressed once, at the start. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, extname, join } from 'node:path';
import type { Request, RequestHandler, Response } from 'express';
import { compressed, type Compressed, sendCompressed } from './compression.ts';

/** What every page has. */
const COMMON = join(import.meta.dirname, 'client');
export const LETTERS = ['400', '700'].map((weight) => `atkinson-hyperlegible-next-latin-${weight}-normal.woff2`);
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface Assets {
  /** Address of a file; it changes when any file does, so that browsers may keep it for ever. */
  url(name: string): string;
  serve: RequestHandler<{ hash: string; name: string }>;
  send(request: Request, response: Response, name: string): void;
}

function files(folder: string): Map<string, Buffer> {
  const { resolve } = createRequire(import.meta.url);
  const letters = LETTERS.map((name) => resolve(`@fontsource/atkinson-hyperlegible-next/files/${name}`));
  const read = (from: string) => readdirSync(from).sort().map((name) => join(from, name));
  return new Map([...read(COMMON), ...read(folder), ...letters].map((path) => [basename(path), readFileSync(path)]));
}

/** The common files and those of `folder`, served under `path`: `/chat/assets`. */
export function loadAssets(folder: string, path: string): Assets {
  const read = files(folder);
  const hash = createHash('sha256');
  for (const body of read.values()) hash.update(body);
  const version = hash.digest('hex').slice(0, 10);
  const ready = new Map<string, Compressed>();
  for (const [name, body] of read) ready.set(name, compressed(body, TYPES[extname(name)] ?? 'application/octet-stream'));

  function send(request: Request, response: Response, name: string): void {
    const file = ready.get(name);
    if (file === undefined) throw new Error(`No such asset: ${name}. Files are read once, at the start: restart after adding one.`);
    sendCompressed(request, response, file);
  }
  return {
    url: (name) => `${path}/${version}/${name}`,
    send,
    serve(request, response, next) {
      if (!ready.has(request.params.name)) return next();
      // A page of the release before may still ask for its own files: it gets today's, and keeps them for no longer than a visit.
      const isCurrent = request.params.hash === version;
      response.set('Cache-Control', isCurrent ? 'public, max-age=31536000, immutable' : 'no-cache');
      response.set({ 'Cross-Origin-Resource-Policy': 'same-origin', 'X-Content-Type-Options': 'nosniff' });
      send(request, response, request.params.name);
    },
  };
}
