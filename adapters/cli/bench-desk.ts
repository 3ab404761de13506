/**
 * The desk under load: many people wait, many counsellors have their pages open, and each writes to the person they hold.
 * Everything goes as in life: a web socket for each person, a page that is kept up to date and a form for each counsellor.
 */
import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDirectory } from '../desk/access/directory.ts';
import { DeskBrowser, enrol } from './bench/desk-browser.ts';
import { type DirectLineClient, openConversation } from './bench/direct-line-client.ts';
import { startServer } from './bench/server.ts';
import { median, percentile } from './bench/statistics.ts';
import { rounded } from './bench/targets.ts';
import type { Table } from './evaluate/figures.ts';

const WAITING = 100;
const COUNSELLORS = 20;
const MESSAGES = 10;
/** A counsellor writes about every so many milliseconds: far faster than anybody types. */
const PACE_MS = 400;
const SAYS = ['je suis cadre en CDI à Rennes, 41 ans, je voudrais changer de métier', 'je veux parler à quelqu’un', 'oui, transmettre'];

/** `folder` is thrown away by the caller. About a minute. */
export async function benchDesk(folder: string, onProgress: (line: string) => void): Promise<{ tables: Table[]; figures: Record<string, number> }> {
  const secret = randomBytes(24).toString('hex');
  const environment = { DIRECT_LINE_SECRET: secret, DATABASE_FILE: join(folder, 'desk-bench.sqlite'), DESK_DATABASE_FILE: join(folder, 'desk-bench.desk.sqlite'), MESSAGES_PER_MINUTE: '0' };
  const server = await startServer({ program: join(import.meta.dirname, '../main.ts'), readyPath: '/readyz', environment, logFile: join(folder, 'desk.log') });
  const agent = new Agent({ keepAlive: true, maxSockets: WAITING + COUNSELLORS });
  const people: DirectLineClient[] = [];
  const pages = new AbortController();
  try {
    onProgress(`${COUNSELLORS} conseillers entrent au bureau`);
    const counsellors = await enter(server.url, environment.DESK_DATABASE_FILE);
    onProgress(`${WAITING + COUNSELLORS} personnes demandent un conseiller`);
    for (let place = 0; place < WAITING + COUNSELLORS; place += 1) {
      const person = await openConversation(server.url, secret, agent);
      for (const text of SAYS) await person.turn(text);
      people.push(person);
    }
    const files = await filesIn(counsellors[0] as DeskBrowser);
    for (const [place, counsellor] of counsellors.entries()) {
      await counsellor.get(`/desk/dossiers/${files[place]}`);
      await counsellor.submit(`/desk/dossiers/${files[place]}/prendre`);
      void keepOpen(counsellor, '/desk/flux', pages.signal);
      void keepOpen(counsellor, `/desk/dossiers/${files[place]}/flux`, pages.signal);
    }
    onProgress('les conseillers écrivent');
    const waits: number[] = [];
    const bare: number[] = [];
    await Promise.all(counsellors.map((counsellor, place) => write(counsellor, files[place] as string, people, { waits, bare })));
    const row = (name: string, values: number[]) => [name, ...[median(values), percentile(values, 0.95), percentile(values, 0.99)].map(rounded)];
    return {
      tables: [{
        title: `Bureau : ${WAITING} personnes en attente, ${COUNSELLORS} conseillers, ${waits.length} messages`,
        columns: ['', 'p50 ms', 'p95 ms', 'p99 ms'],
        rows: [row('du conseiller à la personne', waits), row('aller et retour nu (/healthz), au même moment', bare)],
        note: 'De l’envoi du formulaire à l’arrivée par la connexion de la personne. Chaque conseiller a deux pages ouvertes, tenues à jour.',
      }],
      figures: { 'desk-message-p95': percentile(waits, 0.95) },
    };
  } finally {
    pages.abort();
    for (const person of people) person.close();
    agent.destroy();
    await server.stop();
  }
}

/** Each by an invitation, a password and a second factor, like any other. */
async function enter(url: string, file: string): Promise<DeskBrowser[]> {
  const directory = openDirectory(file);
  const counsellors: DeskBrowser[] = [];
  try {
    for (let place = 0; place < COUNSELLORS; place += 1) {
      const email = `conseil-${place}@apec.example`;
      const { token } = await directory.invite({ email, name: null, role: 'counsellor', scopes: [{ kind: 'apec', region: null }], maintains: false }, new Date());
      const browser = new DeskBrowser(url);
      await enrol(browser, `/desk/invitation/${token}`, `Conseil ${place}`);
      counsellors.push(browser);
    }
  } finally {
    await directory.close();
  }
  return counsellors;
}

/** Numbers of the files that wait, as the counsellor's page shows them. */
async function filesIn(counsellor: DeskBrowser): Promise<string[]> {
  const { text } = await counsellor.get('/desk');
  return [...new Set([...text.matchAll(/\/desk\/dossiers\/([\w-]+)/g)].map(([, id = '']) => id))];
}

/** A page that is kept up to date, as a browser keeps it. */
async function keepOpen(counsellor: DeskBrowser, path: string, signal: AbortSignal): Promise<void> {
  const cookie = [...counsellor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  try {
    const { body } = await fetch(new URL(path, counsellor.site), { headers: { cookie, accept: 'text/event-stream' }, signal });
    if (body) for await (const _piece of body) continue;
  } catch {
    // Closed at the end of the run.
  }
}

async function write(counsellor: DeskBrowser, file: string, people: readonly DirectLineClient[], { waits, bare }: { waits: number[]; bare: number[] }): Promise<void> {
  for (let count = 0; count < MESSAGES; count += 1) {
    await pause(PACE_MS * (0.5 + Math.random()));
    const words = `Bonjour, message ${count} du dossier ${file}.`;
    await counsellor.get(`/desk/dossiers/${file}`);
    const started = performance.now();
    // Only the person of that file hears it.
    const heard = Promise.race(people.map((person) => person.heard(words))).then(() => waits.push(performance.now() - started));
    await Promise.all([heard, counsellor.submit(`/desk/dossiers/${file}/repondre`, { texte: words })]);
    const asked = performance.now();
    await (await fetch(new URL('/healthz', counsellor.site))).text();
    bare.push(performance.now() - asked);
  }
}
