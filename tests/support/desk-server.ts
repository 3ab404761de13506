/** The desk over real HTTP, on the real pipeline, and browsers without a script that find their way by the forms of the pages. */
import type { TextWatch } from '../../knowledge/knowledge-base.ts';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { parse } from 'node-html-parser';
import { type Counsellor, type Directory, openDirectory } from '../../adapters/desk/access/directory.ts';
import type { OpenIdSettings } from '../../adapters/desk/access/sign-in.ts';
import { createDesk, type Desk } from '../../adapters/desk/create-desk.ts';
import { createPresence } from '../../adapters/desk/presence.ts';
import { staffOf } from '../../adapters/desk/staff.ts';
import type { Staff } from '../../bot/handoff/staff.ts';
import type { Dispatch } from '../../bot/ports.ts';
import { openReception, type Reception } from './handoff-conversation.ts';

export const PASSWORD = 'une phrase assez longue';
export const APEC = { kind: 'apec', region: null } as const;
export const REGIONAL_53 = { kind: 'regional', region: '53' } as const;

export interface DeskServer {
  url: string;
  directory: Directory;
  staff: Staff;
  reception: Reception;
  desk: Desk;
  dead: Dispatch[];
  /** What the desk is told of the texts. */
  texts: TextWatch;
  retried: number[];
  errors: unknown[];
  /** Link of an invitation. */
  invite(email: string, scopes: Counsellor['scopes'], role?: Counsellor['role'] | 'maintainer'): Promise<string>;
  /** A counsellor who has followed the invitation to its end. */
  enter(email: string, scopes: Counsellor['scopes'], role?: Counsellor['role'] | 'maintainer'): Promise<DeskBrowser>;
  /** Somebody speaks in a conversation of that name. */
  say(conversation: string, ...texts: string[]): Promise<void>;
  /** A cadre of Rennes who waits at the Apec; gives the file's id. */
  cadre(conversation?: string): Promise<string>;
  /** A salarié of Rennes who waits at the regional operator. */
  salarie(conversation?: string): Promise<string>;
  stop(): Promise<void>;
}

export async function serveDesk({ openId = null, url: site }: { openId?: ((url: string) => OpenIdSettings) | null; url?: string } = {}): Promise<DeskServer> {
  const folder = mkdtempSync(join(tmpdir(), 'accueil-desk-'));
  const directory = openDirectory(join(folder, 'desk.sqlite'));
  const reception = openReception({ now: new Date() });
  const clock = { now: () => new Date() };
  const presence = createPresence(() => clock.now().getTime());
  const app = express();
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = site ?? `http://localhost:${(server.address() as AddressInfo).port}`;
  const served: Pick<DeskServer, 'dead' | 'retried' | 'errors' | 'texts'> = { dead: [], retried: [], errors: [], texts: { changed: [], ending: [] } };
  const desk = await createDesk(
    {
      desk: reception.desk, directory, presence, clock,
      journal: { info: () => undefined, error: (_event, error) => void served.errors.push(error) },
      routeTo: async ({ kind }) => (kind === 'france-travail' ? 'none' : 'desk'),
      reviews: reception.store,
      watchTexts: () => served.texts,
      deadDispatches: async () => served.dead,
      retryDispatch: async ({ number }) => void served.retried.push(number),
    },
    { url: () => url, secret: 'secret-of-the-tests-'.repeat(3), openId: openId?.(url) ?? null },
  );
  app.use('/desk', desk.router);

  let count = 0;
  async function say(conversation: string, ...texts: string[]): Promise<void> {
    for (const text of texts) {
      reception.office.now = new Date();
      await reception.conversations.receive({ conversation, channel: 'directline', id: `said-${++count}`, kind: 'message', text, reference: null, clientData: null });
      await reception.conversations.run(conversation);
    }
  }
  async function waiting(conversation: string, situation: string): Promise<string> {
    await say(conversation, situation, 'je veux parler à quelqu’un', 'oui, transmettre');
    const record = (await reception.desk.list('under-way')).find((one) => one.conversation === conversation);
    if (record === undefined) throw new Error(`${conversation} is not in the queue`);
    return record.handoff.id;
  }
  const invite: DeskServer['invite'] = async (email, scopes, role = 'counsellor') =>
    `/desk/invitation/${(await directory.invite({ email, name: null, role: role === 'maintainer' ? 'counsellor' : role, scopes, maintains: role === 'maintainer' }, clock.now())).token}`;

  return {
    url, directory, reception, desk, invite, say,
    ...served,
    staff: staffOf(directory, presence),
    async enter(email, scopes, role) {
      const browser = new DeskBrowser(url);
      await enrol(browser, await invite(email, scopes, role), email.split('@')[0] ?? email);
      return browser;
    },
    cadre: (conversation = `cadre-${++count}`) => waiting(conversation, 'je suis cadre en CDI à Rennes, 41 ans, je voudrais changer de métier'),
    salarie: (conversation = `salarie-${++count}`) => waiting(conversation, 'je suis salarié non cadre en CDI à Rennes, je voudrais changer de métier'),
    async stop() {
      desk.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await directory.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** From the link to the desk: name, password, second factor. Gives the second factor's secret. */
export async function enrol(browser: DeskBrowser, link: string, name: string): Promise<string> {
  await browser.get(link);
  await browser.submit(link, { nom: name, motdepasse: PASSWORD, encore: PASSWORD });
  await browser.submit('/desk/second-facteur', { motdepasse: PASSWORD });
  const secret = browser.one('.secret').replaceAll(' ', '');
  await browser.submit('/desk/second-facteur/confirmer', { code: totp(secret) });
  return secret;
}

export interface Answer {
  status: number;
  text: string;
  headers: Headers;
}

/** Keeps cookies, follows redirections, fills in forms: what a browser without a script does. */
export class DeskBrowser {
  readonly cookies = new Map<string, string>();
  readonly site: string;
  page: Answer = { status: 0, text: '', headers: new Headers() };
  address = '';

  constructor(site: string) {
    this.site = site;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#ask(path, { headers });
  }

  /** Fills in the form that leads to that address on the page that is shown, and presses its button. */
  async submit(action: string, fields: Record<string, string> = {}): Promise<Answer> {
    const form = parse(this.page.text).querySelectorAll('form').find((one) => one.getAttribute('action') === action);
    if (!form) throw new Error(`${this.address} has no form for ${action}:\n${this.page.text.replace(/\s+/g, ' ').slice(0, 2_000)}`);
    const given = Object.fromEntries(form.querySelectorAll('input').map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']));
    return this.post(action, { ...given, ...fields });
  }

  async post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#ask(path, { method: 'POST', body: new URLSearchParams(fields), headers });
  }

  /** Proof and nonce of the page that is shown. */
  proof(): { jeton: string; nonce: string } {
    const value = (name: string) => parse(this.page.text).querySelector(`input[name=${name}]`)?.getAttribute('value') ?? '';
    return { jeton: value('jeton'), nonce: value('nonce') };
  }

  one(selector: string): string {
    return parse(this.page.text).querySelector(selector)?.text.trim() ?? '';
  }

  async #ask(path: string, { headers, ...request }: RequestInit & { headers: Record<string, string> }): Promise<Answer> {
    let next = new URL(path, this.site);
    let init: RequestInit = request;
    for (let hop = 0; hop < 10; hop++) {
      const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(next, { ...init, redirect: 'manual', headers: { accept: 'text/html', ...headers, cookie } });
      for (const set of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        if (value === '' || /max-age=0/i.test(set)) this.cookies.delete(name);
        else this.cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null) {
        this.address = next.pathname + next.search;
        this.page = { status: response.status, text: await response.text(), headers: response.headers };
        return this.page;
      }
      next = new URL(location, next);
      init = {};
    }
    throw new Error(`${path} leads round in circles`);
  }
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code that an application shows for that secret (RFC 6238). */
export function totp(secret: string, at = Date.now()): string {
  const bits = [...secret.replace(/=+$/, '')].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}
