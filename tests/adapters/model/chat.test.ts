/** Over real HTTP, against a local server that speaks OpenAI's chat protocol and misbehaves on request. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createAskModel, type AskOptions } from '../../../adapters/model/chat-ask.ts';
import { createBudget } from '../../../adapters/model/chat-budget.ts';
import { OpenAiCompatibleChat } from '../../../adapters/model/chat.ts';
import { openModel } from '../../../adapters/model/open-model.ts';
import { type LanguageModelOptions, type LanguageModelServer, type Misbehaviour, startLanguageModel } from '../../support/language-model.ts';

let server: LanguageModelServer;
let failures: string[] = [];
afterEach(async () => {
  await server.close();
  failures = [];
});

const SECRET = 'sk-a-secret-key';
const unlimited = () => createBudget({ tokensADay: 1_000_000, file: null, today: () => '2026-11-23' });

async function modelThat(misbehaviour: Misbehaviour, options: Partial<AskOptions> = {}, script: LanguageModelOptions = {}) {
  server = await startLanguageModel(misbehaviour, script);
  return createAskModel(new OpenAiCompatibleChat({ url: server.url, key: SECRET, model: 'small' }), {
    timeoutMs: 5_000, concurrency: 4, budget: unlimited(), onFailure: (error) => void failures.push(String(error)), ...options,
  });
}

const QUESTION = { question: 'Le conseil est-il gratuit ?', passages: [{ id: 'p1', title: 'Le conseil', text: 'Le conseil est gratuit pour toutes les personnes.' }] };

describe('a model that answers', () => {
  it('is asked as the protocol wants: the prompt of the task, the inputs as data', async () => {
    const ask = await modelThat('none');
    expect(await ask('choose-passages', QUESTION)).toEqual({ passages: ['p1'] });
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]).toMatchObject({ path: '/v1/chat/completions', authorization: `Bearer ${SECRET}`, body: { model: 'small', stream: true }, inputs: QUESTION });
    expect(server.asked[0]?.body.messages.map(({ role }) => role)).toEqual(['system', 'user']);
  });

  it('never sees personal data, and what it repeats of them is put back', async () => {
    const ask = await modelThat('none', {}, { facts: [{ slot: 'cadre', value: 'true', said: 'appelez [donnée A]' }] });
    const message = 'Je m’appelle Karim Benali, appelez 06 12 34 56 78 ou karim.benali@example.fr';
    const answer = await ask('propose-situation', { message, values: { cadre: ['true'] } });
    const sent = JSON.stringify(server.asked[0]?.body);
    for (const secret of ['Karim', 'Benali', '06 12', '34 56', 'example.fr']) expect(sent).not.toContain(secret);
    expect(answer?.facts[0]?.said).toBe('appelez karim.benali@example.fr');
  });
});

describe('a model that fails is as if there were none', () => {
  it.each<[Misbehaviour, RegExp]>([
    ['breaks-json', /JSON/],
    ['other-shape', /forme/],
    ['too-many-requests', /HTTP 429/],
    ['fails', /HTTP 500/],
    ['drops-mid-stream', /coupée/],
  ])('%s', async (misbehaviour, reason) => {
    const ask = await modelThat(misbehaviour);
    expect(await ask('choose-passages', QUESTION)).toBeNull();
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatch(reason);
    // What is told to the technician holds neither the key nor what was asked.
    expect(failures[0]).not.toMatch(new RegExp(`${SECRET}|gratuit`));
  });

  it('stalls: nobody waits longer than decided', async () => {
    const ask = await modelThat('stalls', { timeoutMs: 60 });
    expect(await ask('choose-passages', QUESTION)).toBeNull();
    expect(failures).toHaveLength(1);
  });

  it('is gone', async () => {
    const ask = await modelThat('none');
    await server.close();
    expect(await ask('choose-passages', QUESTION)).toBeNull();
    expect(failures[0]).toMatch(/injoignable/);
  });
});

describe('what is asked of the model has limits', () => {
  it('after three failures in a row it is left alone, then tried again', async () => {
    const ask = await modelThat('fails', { pauseMs: 100 });
    for (let call = 0; call < 6; call += 1) expect(await ask('choose-passages', QUESTION)).toBeNull();
    expect(server.asked).toHaveLength(3);
    expect(failures).toHaveLength(3);
    server.behave('none');
    await expect.poll(() => ask('choose-passages', QUESTION)).toEqual({ passages: ['p1'] });
  });

  it('beyond the calls allowed at a time, nobody stands in a line', async () => {
    const ask = await modelThat('stalls', { concurrency: 2, timeoutMs: 200 });
    await Promise.all(Array.from({ length: 5 }, () => ask('choose-passages', QUESTION)));
    expect(server.asked).toHaveLength(2);
  });

  it('the tokens of a day are counted by the endpoint, survive a restart and come back the next day', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'accueil-cep-budget-')), 'spent');
    let day = '2026-11-23';
    const budget = () => createBudget({ tokensADay: 200, file, today: () => day });
    const ask = await modelThat('none', { budget: budget() });
    expect(await ask('choose-passages', QUESTION)).not.toBeNull();
    expect(await ask('choose-passages', QUESTION)).not.toBeNull();
    expect(await ask('choose-passages', QUESTION)).toBeNull();
    expect(server.asked).toHaveLength(2);
    expect(budget().isLeft()).toBe(false);
    day = '2026-11-24';
    expect(await ask('choose-passages', QUESTION)).not.toBeNull();
  });

  it('a failed call is paid for too', async () => {
    const ask = await modelThat('drops-mid-stream', { budget: createBudget({ tokensADay: 1, file: null, today: () => '2026-11-23' }) });
    await ask('choose-passages', QUESTION);
    await ask('choose-passages', QUESTION);
    expect(server.asked).toHaveLength(1);
  });
});

describe('without configuration', () => {
  it('there is no model', async () => {
    server = await startLanguageModel();
    const limits = { MODEL_TIMEOUT_SECONDS: 6, MODEL_CONCURRENCY: 4, MODEL_TOKENS_PER_DAY: 100, DATABASE_FILE: ':memory:' };
    expect(openModel(limits, () => {})).toBeNull();
    expect(openModel({ ...limits, MODEL_URL: server.url, MODEL_NAME: 'small' }, () => {})).not.toBeNull();
  });
});
