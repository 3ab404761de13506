/** What the technician reads in the journal after an ordinary conversation: nothing that looks like a failure. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningProduct, runProduct } from '../../support/running-product.ts';

let product: RunningProduct;
beforeAll(async () => {
  product = await runProduct();
});
afterAll(() => product.stop());

it('answers over Direct Line without an error in the journal', async () => {
  const domain = `${product.url}/v3/directline`;
  const { conversationId, token } = (await (await fetch(`${domain}/conversations`, { method: 'POST' })).json()) as Record<string, string>;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const path = `${domain}/conversations/${conversationId}/activities`;
  const { id } = (await (await fetch(path, { method: 'POST', headers, body: JSON.stringify({ type: 'message', text: 'le cep c’est gratuit ?' }) })).json()) as { id: string };
  const repliesTo = async () => ((await (await fetch(path, { headers })).json()) as { activities: { replyToId?: string }[] }).activities.filter(({ replyToId }) => replyToId === id);
  await expect.poll(repliesTo, { timeout: 10_000 }).toHaveLength(1);
  // The adapter ends after the reply can be read.
  await product.assembly.conversations.settled(`directline:${conversationId}`);
  await new Promise((resolve) => setImmediate(resolve));
  expect(product.errors).toEqual([]);
});
