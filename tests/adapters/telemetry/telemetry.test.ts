/** What a technician sees: traces at a collector of OpenTelemetry, figures for Prometheus, a dashboard and alerts that name what there is. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type RunningProduct, runProduct } from '../../support/running-product.ts';

const SAID = 'je suis cadre à Lyon, rappelez Martine au 06 12 34 56 78';

interface Span { name: string; spanId: string; parentSpanId?: string; traceId: string; attributes: { key: string; value: Record<string, unknown> }[] }

let product: RunningProduct | undefined;
let collector: Server | undefined;
afterEach(async () => {
  await product?.stop();
  collector?.close();
  [product, collector] = [undefined, undefined];
});

async function listen(): Promise<{ url: string; bodies: string[] }> {
  const bodies: string[] = [];
  collector = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += String(piece);
    if (request.url === '/v1/traces') bodies.push(body);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => collector?.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`, bodies };
}

async function talk(url: string): Promise<void> {
  const { token } = (await (await fetch(`${url}/v3/directline/tokens/generate`, { method: 'POST' })).json()) as { token: string };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const { conversationId } = (await (await fetch(`${url}/v3/directline/conversations`, { method: 'POST', headers })).json()) as { conversationId: string };
  await fetch(`${url}/v3/directline/conversations/${conversationId}/activities`, { method: 'POST', headers, body: JSON.stringify({ type: 'message', text: SAID, from: { id: 'dl_person' } }) });
}

const figures = async (url: string) => (await fetch(`${url}/metrics`)).text();

describe('traces', () => {
  it('tell a turn, its steps and the store, one inside the other, without a word of the person', async () => {
    const { url, bodies } = await listen();
    product = await runProduct({ OTEL_EXPORTER_OTLP_ENDPOINT: url });
    await talk(product.url);
    await product.stop();
    product = undefined;
    const spans = bodies.flatMap((body) => (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
    const turns = spans.filter(({ name }) => name === 'turn');
    const answered = turns.find(({ attributes }) => attributes.some(({ key, value }) => key === 'outcome' && value.stringValue === 'routed'));
    expect(answered, JSON.stringify(turns)).toBeDefined();
    const inside = spans.filter(({ parentSpanId }) => parentSpanId === answered?.spanId).map(({ name }) => name);
    expect(inside).toEqual(expect.arrayContaining(['store.conversation', 'readSituation', 'runDialogue', 'store.finish']));
    expect(bodies.join()).not.toMatch(/Martine|06 12|cadre|Lyon/);
  });

  it('are not made without an endpoint', async () => {
    const { bodies } = await listen();
    product = await runProduct();
    await talk(product.url);
    await product.stop();
    product = undefined;
    expect(bodies).toEqual([]);
  });
});

describe('figures', () => {
  it('say what waits, what failed, and how the service stands', async () => {
    product = await runProduct();
    await talk(product.url);
    const text = await expect.poll(() => figures(product?.url ?? ''), { timeout: 5_000 }).toMatch(/accueil_turns_total\{channel="directline",outcome="routed"\} 1/).then(() => figures(product?.url ?? ''));
    for (const line of ['accueil_handoffs_waiting 0', 'accueil_dispatches_dead 0', 'accueil_replies_undelivered 0', 'accueil_mode{mode="normal"} 1', 'accueil_mode{mode="off"} 0']) expect(text).toContain(line);
    const built = Number(/^accueil_knowledge_built_timestamp_seconds (\S+)/m.exec(text)?.[1]);
    expect(new Date(built * 1_000).getFullYear()).toBeGreaterThan(2025);
    expect(text).not.toMatch(/Martine|Lyon/);
  });

  const read = (path: string) => readFileSync(new URL(`../../../deploy/${path}`, import.meta.url), 'utf8');
  const namesIn = (text: string) => new Set([...text.matchAll(/\b((?:accueil|nodejs|process)_[a-z0-9_]+)/g)].map(([, name = '']) => name));
  it('are the ones that the dashboard and the alerts look at', async () => {
    product = await runProduct();
    const known = namesIn(await figures(product.url));
    for (const path of ['grafana/dashboard.json', 'prometheus/alerts.yaml']) {
      const asked = [...namesIn(read(path))];
      expect(asked.length, path).toBeGreaterThan(3);
      expect(asked.filter((name) => !known.has(name)), path).toEqual([]);
    }
  });

  it('come with alerts that each say what to do', () => {
    const alerts = z
      .object({ groups: z.array(z.object({ name: z.string(), rules: z.array(z.strictObject({ alert: z.string(), expr: z.string(), for: z.string().regex(/^\d+[smh]$/), labels: z.object({ severity: z.enum(['page', 'ticket']) }), annotations: z.object({ summary: z.string().min(20), action: z.string().min(20) }) })) })) })
      .parse(parse(read('prometheus/alerts.yaml')));
    expect(alerts.groups.flatMap(({ rules }) => rules).length).toBeGreaterThan(6);
  });

  it('and with a dashboard that Grafana can import: each panel has a title, a place and a question', () => {
    const dashboard = z
      .object({ title: z.string(), uid: z.string(), schemaVersion: z.number(), panels: z.array(z.object({ id: z.number(), title: z.string().min(3), type: z.string(), gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }), targets: z.array(z.object({ expr: z.string().min(5) })).min(1) })) })
      .parse(JSON.parse(read('grafana/dashboard.json')));
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    for (const { gridPos } of dashboard.panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  });
});
