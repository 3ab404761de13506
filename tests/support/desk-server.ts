/** The desk over real HTTP, on the real pipeline, and browsers without a script that find their way by the forms of the pages. */
import type { TextWatch } from '../../knowledge/knowledge-base.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { DeskBrowser, enrol } from '../../adapters/cli/bench/desk-browser.ts';
import { type Counsellor, type Directory, openDirectory } from '../../adapters/desk/access/directory.ts';
import type { OpenIdSettings } from '../../adapters/desk/access/sign-in.ts';
import { createDesk, type Desk } from '../../adapters/desk/create-desk.ts';
import { createPresence } from '../../adapters/desk/presence.ts';
import { staffOf } from '../../adapters/desk/staff.ts';
import type { Staff } from '../../bot/handoff/staff.ts';
import type { Dispatch } from '../../bot/ports.ts';
import { openReception, type Reception } from './handoff-conversation.ts';

export { type Answer, DeskBrowser, enrol, PASSWORD, totp } from '../../adapters/cli/bench/desk-browser.ts';
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
  overseas(conversation?: string): Promise<string>;
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
    /** A cadre of La Réunion, three hours ahead of Paris in winter. */
    overseas: (conversation = `reunion-${++count}`) => waiting(conversation, 'je suis cadre en CDI à Saint-Denis de La Réunion, 41 ans, je voudrais changer de métier'),
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
