/** A first message whose answer was lost is sent again without a cookie: over the whole product. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProduct, type RunningProduct } from '../../support/running-product.ts';
import { type Visitor, visitorOf } from '../../support/visitor.ts';

let product: RunningProduct;
beforeAll(async () => {
  product = await runProduct();
});
afterAll(() => product.stop());

const FIRST = { id: '0123456789abcdef0123456789abcdef', message: 'bonjour' };

async function said(visitor: Visitor): Promise<string[]> {
  const page = await (await visitor.get('/chat')).text();
  return [...page.matchAll(/entry person[\s\S]*?<p>(.*?)<\/p>/g)].map(([, text]) => text ?? '');
}

test('it lands in the same conversation, which « Quitter et effacer » then reaches', async () => {
  const [lost, again] = [visitorOf(product.url), visitorOf(product.url)];
  await lost.post('/chat', FIRST);
  await again.post('/chat', FIRST);
  expect(await said(again)).toEqual(['bonjour']);
  await again.post('/chat/quitter', {});
  expect(await said(lost)).toEqual([]);
});

test('another message of the same name, or one that comes after the conversation went on, begins another', async () => {
  const [first, other, late] = [visitorOf(product.url), visitorOf(product.url), visitorOf(product.url)];
  await first.post('/chat', FIRST);
  await other.post('/chat', { ...FIRST, message: 'bonsoir' });
  expect(await said(other)).toEqual(['bonsoir']);
  await first.post('/chat', { message: 'c’est payant ?' });
  await late.post('/chat', FIRST);
  expect(await said(late)).toEqual(['bonjour']);
  expect(await said(first)).toEqual(['bonjour', 'c’est payant ?']);
});
