/** An operator that has filled in its table, and one that has not; the pages as somebody reads them, without their tags. */
import { readFileSync } from 'node:fs';
import { RETENTION } from '../../bot/privacy/retention.ts';
import { type OperatorTable, readOperator } from '../../adapters/web/operator/operator-table.ts';
import type { AboutSettings } from '../../adapters/web/about/settings.ts';
import { visitorOf } from './visitor.ts';
import { ConversationsInMemory, serveWeb } from './web-in-memory.ts';

/** As it is delivered, whatever this installation made of it. */
export const EMPTY: OperatorTable = {
  ...readOperator(readFileSync(new URL('../../adapters/web/operator/operator.yaml', import.meta.url), 'utf8')),
  organisation: { shortName: '', legalName: '', legalForm: '', registration: '', address: '', phone: '', email: '', site: '', publicationDirector: '' },
  hosting: { name: '', address: '', phone: '', country: '' },
  privacy: { officer: '', officerEmail: '', officerAddress: '', processors: [] },
  security: { contacts: [], expires: '', policy: '', languages: ['fr', 'en'] },
  accessibility: { email: '', phone: '', audit: null, notAccessible: [], disproportionate: [], multiYearPlan: '', yearPlan: '', establishedOn: '' },
};

export const FILLED: OperatorTable = {
  ...EMPTY,
  organisation: {
    shortName: 'CEP Armor', legalName: 'Association Conseil Armor', legalForm: 'Association loi 1901', registration: '123 456 789', address: '1 rue de la Gare, 35000 Rennes',
    phone: '02 99 00 00 00', email: 'accueil@armor.example', site: 'https://www.armor.example', publicationDirector: 'Soazig Le Goff',
  },
  hosting: { name: 'Hébergement Ouest', address: '2 quai Nord, 44000 Nantes', phone: '02 40 00 00 00', country: 'France' },
  privacy: { officer: 'Yann Prigent', officerEmail: 'dpo@armor.example', officerAddress: '1 rue de la Gare, 35000 Rennes', processors: [{ name: 'Copieur SARL', task: 'Sauvegardes', country: 'Belgique' }] },
  security: { contacts: ['mailto:securite@armor.example', 'https://www.armor.example/securite'], expires: '2027-06-30', policy: 'https://www.armor.example/failles', languages: ['fr', 'en'] },
  accessibility: {
    email: 'acces@armor.example', phone: '02 99 11 11 11', audit: { by: 'Audits Clairs', on: '2026-10-01', version: '4.1.2', rate: 78.4 }, notAccessible: ['Le contraste d’un lien est trop faible.'],
    disproportionate: [], multiYearPlan: 'https://www.armor.example/schema', yearPlan: 'https://www.armor.example/plan', establishedOn: '2026-10-15',
  },
};

export const aboutOf = (changes: Partial<AboutSettings> = {}): AboutSettings => ({
  table: FILLED, retention: RETENTION, receivers: [{ name: 'Apec', way: 'desk' }, { name: 'Avenir Actifs (Bretagne)', way: 'email' }], model: null, embeddingsHost: null, isTeamsOpen: false,
  publicUrl: 'https://accueil.armor.example', ...changes,
});

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': '’', '&nbsp;': ' ' };

/** The words of a page in one line, with plain spaces. */
export const wordsOf = (page: string): string => page.replace(/<[^>]+>/g, ' ').replace(/&[#\w]+;/g, (entity) => ENTITIES[entity] ?? entity).replace(/[\s\u00a0]+/g, ' ');

/** What is answered at an address of an operator with these settings. */
export async function readPage(path: string, changes: Partial<AboutSettings> = {}): Promise<{ status: number; type: string; page: string; words: string }> {
  const web = await serveWeb(new ConversationsInMemory(), { settings: { operator: 'CEP Armor', about: aboutOf(changes) } });
  const answer = await visitorOf(web.url).get(path);
  const page = await answer.text();
  await web.stop();
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', page, words: wordsOf(page) };
}
