/** Against a local server that speaks OpenAI's protocol. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { embedQuestionWith } from '../../../adapters/model/embed-question.ts';
import { EmbeddingsError, endpointEmbeddings, OpenAiCompatibleEmbeddings } from '../../../adapters/model/embeddings.ts';
import { openIndex } from '../../../knowledge/index/open-index.ts';
import { search } from '../../../knowledge/index/search.ts';
import { buildSmallIndex } from '../../support/small-index.ts';

interface Asked {
  path: string;
  authorization: string | undefined;
  model: string;
  input: string[];
}

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** One letter, one number: enough for texts with the same letters to lie close. */
const vectorOf = (text: string) => Array.from({ length: 26 }, (_, letter) => text.toLowerCase().split(String.fromCharCode(97 + letter)).length - 1 + 0.01);

/** `answers` are HTTP statuses given before the endpoint works; `hang` never answers. */
async function startEndpoint({ answers = [], hang = false }: { answers?: number[]; hang?: boolean } = {}) {
  const asked: Asked[] = [];
  server = createServer(async (request, response) => {
    const body = JSON.parse(await bodyOf(request)) as { model: string; input: string[] };
    asked.push({ path: request.url ?? '', authorization: request.headers.authorization, ...body });
    if (hang) return;
    const status = answers.shift() ?? 200;
    response.writeHead(status, { 'content-type': 'application/json' });
    const data = body.input.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) }));
    // In any order, as the protocol allows.
    response.end(status === 200 ? JSON.stringify({ object: 'list', model: body.model, data: data.toReversed() }) : '{"error":{}}');
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
}

const embeddings = (url: string) => new OpenAiCompatibleEmbeddings({ url, key: 'a-key', model: 'letters', firstPause: 1 });

describe('the embeddings endpoint', () => {
  it('is asked as the protocol wants, and its vectors come back in order', async () => {
    const { asked, url } = await startEndpoint();
    expect(await embeddings(url).embedDocuments(['abc', 'zzz'])).toEqual([vectorOf('abc'), vectorOf('zzz')]);
    expect(asked).toEqual([{ path: '/v1/embeddings', authorization: 'Bearer a-key', model: 'letters', input: ['abc', 'zzz'] }]);
  });

  it('is asked again when it is busy or broken for a while', async () => {
    const { asked, url } = await startEndpoint({ answers: [429, 503] });
    expect(await embeddings(url).embedDocuments(['abc'])).toEqual([vectorOf('abc')]);
    expect(asked).toHaveLength(3);
  });

  it('is not asked again when it refuses the key, and the message does not hold it', async () => {
    const { asked, url } = await startEndpoint({ answers: [401] });
    const failure = await embeddings(url).embedDocuments(['abc']).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EmbeddingsError);
    expect(String(failure)).toMatch(/HTTP 401.*EMBEDDINGS_KEY/);
    expect(String(failure)).not.toContain('a-key');
    expect(asked).toHaveLength(1);
  });

  it('is none when none is configured', () => {
    expect(endpointEmbeddings({})).toBeNull();
    expect(endpointEmbeddings({ EMBEDDINGS_URL: 'http://127.0.0.1:1/v1', EMBEDDINGS_MODEL: 'm' })?.model).toBe('m');
  });
});

describe('an index with the vectors of an endpoint', () => {
  it('embeds its passages when it is built, and searches among them', async () => {
    const { asked, url } = await startEndpoint();
    const endpoint = embeddings(url);
    const index = openIndex(await buildSmallIndex({ endpoint }));
    expect(index.meta.endpoint).toMatchObject({ model: 'letters', dimensions: 26 });
    asked.length = 0;
    const { passages } = await search(index, 'le bilan', { date: '2026-11-23', limit: 1 }, embedQuestionWith(endpoint, () => {}));
    expect(asked.map(({ input }) => input)).toEqual([['le bilan']]);
    expect(passages[0]?.passage.id).toBe('fiche:bilan');
  });

  it('answers all the same when the endpoint has gone', async () => {
    const { url } = await startEndpoint();
    const endpoint = embeddings(url);
    const index = openIndex(await buildSmallIndex({ endpoint }));
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
    const failures: unknown[] = [];
    const { passages } = await search(index, 'le bilan', { date: '2026-11-23', limit: 1 }, embedQuestionWith(endpoint, (error) => failures.push(error)));
    expect(passages[0]?.passage.id).toBe('fiche:bilan');
    expect(failures[0]).toBeInstanceOf(EmbeddingsError);
  });

  it('does not keep a person waiting for an endpoint that hangs', async () => {
    const { url } = await startEndpoint({ hang: true });
    const failures: unknown[] = [];
    expect(await embedQuestionWith(embeddings(url), (error) => failures.push(error))('le bilan')).toBeNull();
    expect(failures).toHaveLength(1);
  });
});
