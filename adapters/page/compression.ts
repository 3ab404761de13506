/** Small answers for slow networks, with Node's own compressors. */
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';
import type { Html } from './html.ts';

export interface Compressed {
  type: string;
  plain: Buffer;
  /** Null for what is compressed already, pictures and letters. */
  br: Buffer | null;
  gzip: Buffer | null;
  etag: string;
}

/** Compresses as far as it goes: done once, read for ever. */
export function compressed(plain: Buffer, type: string): Compressed {
  const isText = !type.startsWith('font/');
  return {
    type,
    plain,
    br: isText ? brotliCompressSync(plain) : null,
    gzip: isText ? gzipSync(plain, { level: 9 }) : null,
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 16)}"`,
  };
}

function encodingOf(request: Request): 'br' | 'gzip' | null {
  const accepted = request.acceptsEncodings(['br', 'gzip']);
  return accepted === 'br' || accepted === 'gzip' ? accepted : null;
}

export function sendCompressed(request: Request, response: Response, file: Compressed): void {
  const encoding = encodingOf(request);
  const body = encoding === null ? null : file[encoding];
  response.set({ 'Content-Type': file.type, ETag: file.etag, Vary: 'Accept-Encoding' });
  if (body === null) {
    response.send(file.plain);
    return;
  }
  response.set('Content-Encoding', encoding as string).send(body);
}

/** Sends a page, compressed fast rather than far: it is written for one reader, once. */
export function sendPage(request: Request, response: Response, status: number, page: Html): void {
  const body = Buffer.from(page.text);
  const encoding = encodingOf(request);
  response.status(status).set({ 'Content-Type': 'text/html; charset=utf-8', Vary: 'Accept-Encoding' });
  if (encoding !== null) response.set('Content-Encoding', encoding);
  if (encoding === 'br') response.send(brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }));
  else if (encoding === 'gzip') response.send(gzipSync(body));
  else response.send(body);
}
