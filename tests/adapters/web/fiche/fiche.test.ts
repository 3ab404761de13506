import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { OwnCopy } from '../../../../bot/handoff/own-copy.ts';
import { ownCopyOf } from '../../../support/own-copies.ts';
import { visitorOf } from '../../../support/visitor.ts';
import { ConversationsInMemory, type RunningWeb, serveWeb } from '../../../support/web-in-memory.ts';

let web: RunningWeb;
let copy: OwnCopy | null;
const asked: string[] = [];
beforeAll(async () => {
  web = await serveWeb(new ConversationsInMemory(), {
    ports: {
      ownCopy: async (conversation) => {
        asked.push(conversation);
        return copy;
      },
    },
  });
});
afterAll(() => web.stop());
afterEach(() => void asked.splice(0));

const PATHS = ['/chat/fiche', '/chat/fiche.pdf', '/chat/fiche.json'];

async function visitor() {
  const someone = visitorOf(web.url);
  await someone.post('/chat', { message: 'bonjour à vous' });
  return someone;
}

describe('the person’s own copy', () => {
  it('is given to the conversation of the cookie, and to no other', async () => {
    copy = ownCopyOf();
    for (const path of PATHS) expect((await visitorOf(web.url).get(path)).status, path).toBe(404);
    const forged = visitorOf(web.url);
    forged.cookie = 'cep_conversation=token-of-somebody-else';
    for (const path of PATHS) expect((await forged.get(path)).status, path).toBe(404);
    expect(asked).toEqual([]);
    const [one, other] = [await visitor(), await visitor()];
    for (const someone of [one, other]) for (const path of PATHS) expect((await someone.get(path)).status, path).toBe(200);
    expect(new Set(asked).size).toBe(2);
  });

  it('is a page that stays in no cache, calls itself a fiche de liaison, and shows what others wrote as text', async () => {
    copy = ownCopyOf();
    const answer = await (await visitor()).get('/chat/fiche');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    const page = await answer.text();
    expect(page).toContain('<h1>Ma fiche de liaison</h1>');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toMatch(/<script>|<img|href="javascript/);
    expect(page).toContain('non partagé');
    expect(page).toContain('Code du travail, article L6111-6 (1er janvier 2024)');
    expect(page).not.toMatch(/synthèse/i);
  });

  it('is a file to keep, as PDF and as JSON', async () => {
    copy = ownCopyOf();
    const someone = await visitor();
    const pdf = await someone.get('/chat/fiche.pdf');
    expect([pdf.headers.get('content-type'), pdf.headers.get('content-disposition'), pdf.headers.get('cache-control')]).toEqual(['application/pdf', 'attachment; filename=fiche-de-liaison.pdf', 'no-store']);
    expect(new TextDecoder().decode((await pdf.arrayBuffer()).slice(0, 5))).toBe('%PDF-');
    const json = await someone.get('/chat/fiche.json');
    expect([json.headers.get('content-type'), json.headers.get('content-disposition')]).toEqual(['application/json; charset=utf-8', 'attachment; filename=fiche-de-liaison.json']);
    expect(await json.json()).toMatchObject({ version: 1, kind: 'fiche-de-liaison', reference: 'K7F2QD', lines: [{ id: 'demande' }, { id: 'lieu' }, { id: 'age', value: null, shared: false }, { id: 'coordonnees' }] });
  });

  it('says so when there is nothing to put in it yet, and shows the way back', async () => {
    copy = null;
    const someone = await visitor();
    for (const path of PATHS) {
      const answer = await someone.get(path);
      expect(answer.status, path).toBe(404);
      const page = await answer.text();
      expect(page).toContain('Il n’y a pas encore de fiche');
      expect(page).toContain('Revenir à la conversation');
    }
    expect(await (await someone.get('/chat/fiche.json', { accept: 'application/json' })).json()).toMatchObject({ error: { code: 'no-fiche' } });
  });
});
