/** A counsellor's browser without a script: it finds its way by the forms of the pages, from the invitation on. For the bench, and for tests. */
import { createHmac } from 'node:crypto';
import { parse } from 'node-html-parser';

export const PASSWORD = 'une phrase assez longue';

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
