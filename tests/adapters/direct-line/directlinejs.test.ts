/** The real client library that Web Chat stands on. */
import type { Activity, ConnectionStatus as Status } from 'botframework-directlinejs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// @ts-expect-error It has no types, and gives Node what the client expects of a browser.
import xhr2 from 'xhr2';
import { type DirectLineServer, serveDirectLine } from '../../support/direct-line-server.ts';

let server: DirectLineServer;
let library: typeof import('botframework-directlinejs');
beforeAll(async () => {
  Object.assign(globalThis, { XMLHttpRequest: xhr2 });
  library = await import('botframework-directlinejs');
  server = await serveDirectLine();
});
afterAll(() => server.stop());

interface Client {
  texts: string[];
  statuses: Status[];
  say(text: string): Promise<string>;
  end(): void;
}

async function connect(options: { webSocket: boolean; token?: string }): Promise<Client> {
  const { token = (await (await fetch(`${server.domain}/tokens/generate`, { method: 'POST' })).json() as { token: string }).token, webSocket } = options;
  const line = new library.DirectLine({ token, domain: server.domain, webSocket, pollingInterval: 200 });
  const texts: string[] = [];
  const statuses: Status[] = [];
  const activities = line.activity$.subscribe({
    next: (activity: Activity) => void (activity.type === 'message' && texts.push(String(activity.text))),
    // What ends the line is told by its status.
    error: () => undefined,
  });
  const status = line.connectionStatus$.subscribe({ next: (value) => void statuses.push(value), error: () => undefined });
  return {
    texts,
    statuses,
    say: (text) => new Promise((resolve, reject) => line.postActivity({ type: 'message', text, from: { id: 'dl_test' } } as Activity).subscribe(resolve, reject)),
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
});

describe('when the line is cut', () => {
  it('the client comes back and gets what it missed, once', async () => {
    const client = await connect({ webSocket: true });
    await expect.poll(() => client.texts, { timeout: 8_000 }).toEqual(['Bienvenue']);
    server.cutConnections();
    await client.say('pendant la coupure');
    await expect.poll(() => client.texts, { timeout: 18_000 }).toEqual(['Bienvenue', 'pendant la coupure', 'réponse à pendant la coupure']);
    client.end();
  });
});

describe('a token that the server does not know', () => {
  it('ends the connection instead of trying for ever', async () => {
    const client = await connect({ webSocket: true, token: 'forged' });
    await expect.poll(() => client.statuses.at(-1), { timeout: 8_000 }).toBeGreaterThanOrEqual(library.ConnectionStatus.ExpiredToken);
    client.end();
  });
});
