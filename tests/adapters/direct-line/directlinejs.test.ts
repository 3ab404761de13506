/** The real client library that Web Chat stands on. */
import type { Activity, DirectLine, ConnectionStatus as Status } from 'botframework-directlinejs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// @ts-expect-error It has no types, and gives Node what the client expects of a browser.
import xhr2 from 'xhr2';
import { createTokens } from '../../../adapters/direct-line/tokens.ts';
import { type DirectLineServer, KEY, serveDirectLine } from '../../support/direct-line-server.ts';

let server: DirectLineServer;
let library: typeof import('botframework-directlinejs');
beforeAll(async () => {
  Object.assign(globalThis, { XMLHttpRequest: xhr2 });
  library = await import('botframework-directlinejs');
  server = await serveDirectLine();
});
afterAll(() => server.stop());

interface Client {
  line: DirectLine;
  texts: string[];
  statuses: Status[];
  /** Gives the id of the message, or `retry` when the client could not send it. */
  say(text: string, clientActivityID?: string): Promise<string>;
  end(): void;
}

interface Granted {
  token: string;
  conversationId: string;
  streamUrl: string;
}

async function call(method: string, path: string, token: string | null, { domain } = server): Promise<Granted> {
  return (await (await fetch(`${domain}${path}`, { method, headers: token === null ? {} : { authorization: `Bearer ${token}` } })).json()) as Granted;
}

interface Connection {
  webSocket: boolean;
  token?: string;
  secret?: string;
  conversationId?: string;
  domain?: string;
}

async function connect({ domain = server.domain, ...rest }: Connection): Promise<Client> {
  const key = rest.token || rest.secret ? {} : { token: (await call('POST', '/tokens/generate', null)).token };
  // It waits from 3 to 15 s before it comes back, at random: let it be 3.
  const line = new library.DirectLine({ random: () => 0, domain, pollingInterval: 200, ...key, ...rest });
  const texts: string[] = [];
  const statuses: Status[] = [];
  const activities = line.activity$.subscribe({
    next: (activity: Activity) => void (activity.type === 'message' && texts.push(String(activity.text))),
    // What ends the line is told by its status.
    error: () => undefined,
  });
  const status = line.connectionStatus$.subscribe({ next: (value) => void statuses.push(value), error: () => undefined });
  return {
    line,
    texts,
    statuses,
    say: (text, clientActivityID) =>
      new Promise((resolve, reject) =>
        line.postActivity({ type: 'message', text, from: { id: 'dl_test' }, channelData: { clientActivityID } } as Activity).subscribe(resolve, reject),
      ),
    end() {
      activities.unsubscribe();
      status.unsubscribe();
      line.end();
    },
  };
}

describe.each([
  ['web socket', true],
  ['polling', false],
])('botframework-directlinejs by %s', (_name, webSocket) => {
  it('hears the greeting, its own message and the reply, each once', async () => {
    const client = await connect({ webSocket });
    await expect.poll(() => client.texts, { timeout: 8_000 }).toEqual(['Bienvenue']);
    expect(await client.say('un')).not.toBe('retry');
    expect(await client.say('deux')).not.toBe('retry');
    await expect.poll(() => client.texts, { timeout: 8_000 }).toHaveLength(5);
    expect(client.texts).toEqual(expect.arrayContaining(['un', 'réponse à un', 'deux', 'réponse à deux']));
    expect(client.texts.indexOf('réponse à un')).toBeGreaterThan(client.texts.indexOf('un'));
    client.end();
  });

  it('shows a message that was sent twice once, with one answer', async () => {
    const client = await connect({ webSocket });
    await expect.poll(() => client.texts, { timeout: 8_000 }).toEqual(['Bienvenue']);
    expect(await Promise.all([client.say('une fois', 'same'), client.say('une fois', 'same')])).toEqual(['same', 'same']);
    await client.say('fin');
    await expect.poll(() => client.texts, { timeout: 8_000 }).toContain('réponse à fin');
    expect(client.texts.filter((text) => text.endsWith('une fois'))).toEqual(['une fois', 'réponse à une fois']);
    client.end();
  });
});

describe('when the line is cut', () => {
  it('by web socket, the client comes back and gets what it missed, once', async () => {
    const client = await connect({ webSocket: true });
    await expect.poll(() => client.texts, { timeout: 8_000 }).toEqual(['Bienvenue']);
    server.cutConnections();
    await client.say('pendant la coupure');
    await expect.poll(() => client.texts, { timeout: 18_000 }).toEqual(['Bienvenue', 'pendant la coupure', 'réponse à pendant la coupure']);
    client.end();
  });

  it('a page that is loaded again finds its conversation', async () => {
    const before = await connect({ webSocket: true });
    await expect.poll(() => before.texts, { timeout: 8_000 }).toEqual(['Bienvenue']);
    await before.say('avant');
    await expect.poll(() => before.texts, { timeout: 8_000 }).toHaveLength(3);
    const { conversationId, token } = before.line as unknown as Granted;
    before.end();
    const after = await connect({ webSocket: true, conversationId, token });
    await expect.poll(() => after.texts, { timeout: 8_000 }).toEqual(['Bienvenue', 'avant', 'réponse à avant']);
    after.end();
  });
});

describe('a server with the secret', () => {
  it('opens and holds a conversation with nothing else', async () => {
    const secret = 'un-secret-assez-long';
    const guarded = await serveDirectLine({ secret });
    const client = await connect({ webSocket: true, secret, domain: guarded.domain });
    await expect.poll(() => client.texts, { timeout: 8_000 }).toEqual(['Bienvenue']);
    expect(await client.say('bonjour')).not.toBe('retry');
    await expect.poll(() => client.texts, { timeout: 8_000 }).toEqual(['Bienvenue', 'bonjour', 'réponse à bonjour']);
    client.end();
    await guarded.stop();
  });
});

describe('a token', () => {
  it('that has grown too old is told as such, and a new one takes the conversation up again', async () => {
    const shortLived = await serveDirectLine({ tokenHours: 4 / 3_600 });
    const { token, conversationId } = await call('POST', '/tokens/generate', null, shortLived);
    const client = await connect({ webSocket: false, token, domain: shortLived.domain });
    await expect.poll(() => client.texts, { timeout: 8_000 }).toEqual(['Bienvenue']);
    await expect.poll(() => client.statuses.at(-1), { timeout: 8_000 }).toBe(library.ConnectionStatus.ExpiredToken);
    expect(await client.say('trop tard')).toBe('retry');
    const fresh = await createTokens(KEY, 24).issue({ conversation: conversationId, user: 'dl_test' });
    client.line.reconnect(await call('GET', `/conversations/${conversationId}`, fresh, shortLived).then((granted) => ({ ...granted, token: fresh })));
    expect(await client.say('de retour')).not.toBe('retry');
    await expect.poll(() => client.texts, { timeout: 8_000 }).toEqual(['Bienvenue', 'de retour', 'réponse à de retour']);
    client.end();
    await shortLived.stop();
  });

  it('is renewed without changing the conversation', async () => {
    const { token } = await call('POST', '/tokens/generate', null);
    await call('POST', '/conversations', token);
    const renewed = await call('POST', '/tokens/refresh', token);
    const client = await connect({ webSocket: true, token: renewed.token });
    await expect.poll(() => client.texts, { timeout: 8_000 }).toEqual(['Bienvenue']);
    client.end();
  });

  it('that the server does not know ends the connection instead of trying for ever', async () => {
    const client = await connect({ webSocket: true, token: 'forged' });
    await expect.poll(() => client.statuses.at(-1), { timeout: 8_000 }).toBeGreaterThanOrEqual(library.ConnectionStatus.ExpiredToken);
    client.end();
  });

  it('of another conversation shows nothing and sends nothing', async () => {
    const [mine, other] = await Promise.all([1, 2].map(async () => call('POST', '/conversations', (await call('POST', '/tokens/generate', null)).token)));
    const client = await connect({ webSocket: false, token: mine!.token, conversationId: other!.conversationId });
    await expect.poll(() => client.statuses.at(-1), { timeout: 8_000 }).toBeGreaterThanOrEqual(library.ConnectionStatus.ExpiredToken);
    expect(await client.say('je ne devrais pas').catch(() => 'refused')).not.toMatch(/^[0-9a-f-]{36}$/);
    expect(client.texts).toEqual([]);
    client.end();
  });
});
