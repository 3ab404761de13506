/** A browser without a script: keeps its cookie, posts forms, follows nothing by itself. */
export interface Visitor {
  cookie: string | null;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
}

export function visitorOf(url: string): Visitor {
  const visitor: Visitor = {
    cookie: null,
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, fields, headers = {}) => ask(path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: url, ...headers } }),
  };
  async function ask(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers({ accept: 'text/html', ...(init.headers as Record<string, string>) });
    if (visitor.cookie !== null) headers.set('cookie', visitor.cookie);
    const response = await fetch(url + path, { ...init, headers, redirect: 'manual' });
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) visitor.cookie = set.includes('Expires=Thu, 01 Jan 1970') ? null : set.split(';', 1)[0] ?? null;
    return response;
  }
  return visitor;
}

/** The hidden field that names the message of a form. */
export function nonceOf(page: string): string {
  return /name="nonce" value="([^"]+)"/.exec(page)?.[1] ?? '';
}
