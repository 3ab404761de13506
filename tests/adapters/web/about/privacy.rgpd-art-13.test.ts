/** RGPD art. 13: the privacy notice says what the tables say, and nothing else. */
import { describe, expect, it } from 'vitest';
import { receiversOf } from '../../../../adapters/about-settings.ts';
import { ABOUT } from '../../../../adapters/web/about/texts.ts';
import { RETENTION } from '../../../../bot/privacy/retention.ts';
import { aboutOf, EMPTY, readPage, wordsOf } from '../../../support/operator-pages.ts';

const NOTHING_OUTSIDE = { DELIVERY_ALLOW_PRIVATE: false };

describe('what is kept, and how long', () => {
  it('every row of the retention table stands there with its reason, its ground and its end', async () => {
    const { words } = await readPage('/confidentialite');
    for (const { id, what, why, ground, days, since } of RETENTION) {
      const end = ABOUT.kept[id]?.end ?? (days === null ? since : `${days} jours après ${since}`);
      for (const said of [ABOUT.kept[id]?.what ?? what, why, ground, end]) expect(words).toContain(wordsOf(said));
    }
  });

  it('a number changed in the table is changed on the page', async () => {
    const retention = RETENTION.map((row) => (row.id === 'conversation' ? { ...row, days: 17 } : row));
    expect((await readPage('/confidentialite', { retention })).words).toContain('17 jours après le dernier échange');
  });

  it('what is said in other words is a row of the table, and nothing is said in those of a technician', async () => {
    const ids = RETENTION.map(({ id }) => id);
    expect([...Object.keys(ABOUT.kept), ...ABOUT.staff].filter((id) => !ids.includes(id))).toEqual([]);
    expect((await readPage('/confidentialite')).words).not.toMatch(/npm|yaml|[A-Z]+_[A-Z]+/);
  });
});

describe('who receives it', () => {
  it('names each operator and the way', async () => {
    const { words } = await readPage('/confidentialite');
    expect(words).toContain('Au bureau des conseillers de ce service, s’ils y sont invités : Apec');
    expect(words).toContain('Par courrier électronique : Avenir Actifs (Bretagne)');
  });

  it('says that nobody does where no row is open', async () => {
    expect((await readPage('/confidentialite', { receivers: [] })).words).toContain('Personne pour le moment.');
  });

  it('are the rows of the routes that are open: one whose address is not set receives nothing', () => {
    const routes = [
      { kind: 'apec', route: 'desk' },
      { kind: 'regional', region: '53', route: 'email', address: 'BRETAGNE' },
      { kind: 'cap-emploi', route: 'webhook', address: 'CAP_URL', secret: 'CAP_SECRET' },
      { kind: 'mission-locale', route: 'none' },
    ] as const;
    const mail = { ...NOTHING_OUTSIDE, SMTP_URL: 'smtp://localhost', SMTP_FROM: 'a@example.fr' };
    expect(receiversOf([...routes], {}, NOTHING_OUTSIDE)).toEqual([{ name: 'Apec', way: 'desk' }]);
    expect(receiversOf([...routes], { BRETAGNE: 'b@example.fr', CAP_URL: 'https://cap.example', CAP_SECRET: 'secret' }, mail)).toEqual([
      { name: 'Apec', way: 'desk' },
      { name: 'Avenir Actifs (Bretagne)', way: 'email' },
      { name: 'Cap emploi', way: 'webhook' },
    ]);
  });

  it('names the host, other processors, and Microsoft only where Teams is open', async () => {
    const closed = (await readPage('/confidentialite')).words;
    expect(closed).toContain('Hébergement Ouest : Hébergement (France)');
    expect(closed).toContain('Copieur SARL : Sauvegardes (Belgique)');
    expect(closed).not.toContain('Microsoft');
    expect((await readPage('/confidentialite', { isTeamsOpen: true })).words).toMatch(/Microsoft .*administrateurs/);
  });

  it('names the language model and the search endpoint only where they are set', async () => {
    expect((await readPage('/confidentialite')).words).not.toContain('modèle de langage');
    const { words } = await readPage('/confidentialite', { model: { name: 'mistral-small', host: 'api.mistral.ai' }, embeddingsHost: 'vecteurs.example.fr' });
    expect(words).toContain('envoyé au modèle mistral-small');
    expect(words).toContain('api.mistral.ai : Modèle de langage mistral-small');
    expect(words).toContain('vecteurs.example.fr : Recherche dans les textes');
  });
});

it('says who answers for it, how to reach the data protection officer, and where to complain', async () => {
  const { words, page } = await readPage('/confidentialite');
  expect(words).toContain('Association Conseil Armor, 1 rue de la Gare');
  expect(page).toContain('href="mailto:dpo@armor.example"');
  expect(page).toContain('href="https://www.cnil.fr/fr/plaintes"');
});

it('what the operator has not said is seen to be missing', async () => {
  const { words } = await readPage('/confidentialite', aboutOf({ table: EMPTY }));
  expect(words).toContain('Le responsable du traitement est [à compléter par l’opérateur]');
  expect(words).toContain('Délégué à la protection des données à compléter par l’opérateur');
});
