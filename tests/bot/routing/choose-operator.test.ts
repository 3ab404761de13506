/** The decision table: every rule is reached, dated, sourced, and says nothing that its sources do not hold. */
import { expect, describe, it } from 'vitest';
import { unsupportedClaims } from '../../../knowledge/answers/claims.ts';
import { openKnowledgeBase } from '../../../knowledge/open-knowledge-base.ts';
import type { Passage } from '../../../knowledge/passage.ts';
import { chooseOperator } from '../../../bot/routing/choose-operator.ts';
import { RULES } from '../../../bot/routing/rules.ts';
import type { SituationValues } from '../../../bot/situation/situation.ts';
import { KNOWLEDGE_DIR } from '../../support/built-knowledge.ts';

const DAY = '2026-11-23';
const knowledge = openKnowledgeBase({ folder: KNOWLEDGE_DIR });
const rules = [...RULES.decides, ...RULES.proposes];
const place = (level: 'commune' | 'country', collectivite = false, region: string | null = '53') => ({ level, name: 'x', insee: null, departement: null, region, collectivite });

/** One situation that each rule decides, or opens a door in. */
const REACHED: Record<string, SituationValues> = {
  'collectivite-outre-mer': { statut: 'salarie-prive', lieu: place('commune', true) },
  'hors-de-france': { statut: 'salarie-prive', lieu: place('country', false, null) },
  frontalier: { statut: 'salarie-prive', frontalier: true },
  'cas-sans-texte': { cas: 'detenu' },
  militaire: { statut: 'militaire' },
  'employeur-pour-ses-salaries': { statut: 'employeur' },
  'moins-de-seize-ans': { statut: 'jeune-sorti-ecole', age: 15 },
  'agent-public-en-poste': { statut: 'agent-public', cadre: true },
  'travailleur-esat': { statut: 'travailleur-esat', handicap: true },
  'demission-deja-donnee': { statut: 'salarie-prive', rupture: 'demission-donnee' },
  'demission-reconversion-cadre': { statut: 'salarie-prive', cadre: true, projet: 'demission-reconversion' },
  'demission-reconversion': { statut: 'salarie-prive', projet: 'demission-reconversion', age: 22 },
  'points-c2p': { statut: 'salarie-prive', cadre: true, projet: 'c2p' },
  'etudiant-sans-emploi': { statut: 'etudiant', activite: 'sans' },
  'retraite-sans-emploi': { statut: 'retraite', activite: 'sans' },
  'benevole-sans-emploi': { statut: 'benevole', activite: 'sans' },
  'stagiaire-de-26-ans-et-plus': { statut: 'stagiaire', age: 28 },
  handicap: { statut: 'salarie-prive', handicap: true },
  cadre: { statut: 'demandeur-emploi', cadre: true },
  jeune: { statut: 'salarie-prive', age: 25 },
  'demandeur-emploi': { statut: 'demandeur-emploi' },
  'salarie-prive': { statut: 'salarie-prive' },
  independant: { statut: 'independant' },
  apprenti: { statut: 'apprenti', age: 27 },
  'en-emploi-a-cote': { statut: 'retraite', activite: 'en-emploi' },
  'cherche-un-emploi-a-cote': { statut: 'etudiant', activite: 'cherche-emploi' },
  'beneficiaire-rsa': { rsa: true },
  'fin-de-contrat': { statut: 'salarie-prive', rupture: 'licenciement-economique' },
  'fin-de-mission': { statut: 'salarie-prive', contrat: 'interim' },
  'independant-inscrit': { statut: 'independant', inscrit: true },
  inaptitude: { statut: 'salarie-prive', sante: 'inaptitude' },
};

describe('the decision table', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))('« %s » is reached by a situation', (id, rule) => {
    const choice = chooseOperator(REACHED[id] as SituationValues, DAY);
    const shown = [choice.because, ...choice.alternatives.map(({ because }) => because)];
    expect(shown).toContain(rule.because);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))('« %s » says what its sources say, in words in force today', (_id, rule) => {
    const cited = rule.sources.map((source) => knowledge.cite(source, DAY));
    expect(cited.every((citation) => citation !== null), `a source of ${rule.id} is not found`).toBe(true);
    const passages = cited.map((citation) => knowledge.passage(citation?.id ?? '') as Passage);
    expect(unsupportedClaims(rule.because, passages)).toEqual([]);
  });
});

describe('traps that must hold', () => {
  it('a resignation with a project never goes to France Travail nor to a mission locale, and is warned', () => {
    for (const more of [{}, { cadre: true }, { age: 19 }, { handicap: true }, { cadre: false, trancheAge: 'moins-26' as const }]) {
      const choice = chooseOperator({ statut: 'salarie-prive', projet: 'demission-reconversion', rupture: 'demission-envisagee', ...more }, DAY);
      const kinds = [choice.kind, ...choice.alternatives.map(({ kind }) => kind)];
      expect(kinds).not.toContain('france-travail');
      expect(kinds).not.toContain('mission-locale');
      expect(choice.warning).toBe('demission');
    }
  });

  it('an agent public in post never goes to the regional operator', () => {
    for (const more of [{}, { cadre: true }, { age: 22 }, { handicap: true }, { projet: 'demission-reconversion' as const }, { projet: 'c2p' as const }]) {
      const choice = chooseOperator({ statut: 'agent-public', ...more }, DAY);
      expect(choice.kind).toBe('fonction-publique');
      expect(choice.alternatives.map(({ kind }) => kind)).not.toContain('regional');
    }
  });

  it('C2P points go to the regional operator even for a cadre', () => {
    expect(chooseOperator({ statut: 'salarie-prive', cadre: true, projet: 'c2p' }, DAY).kind).toBe('regional');
  });

  it('the 26th birthday is the end of the mission locale', () => {
    expect(chooseOperator({ statut: 'demandeur-emploi', age: 25 }, DAY).kind).toBe('mission-locale');
    expect(chooseOperator({ statut: 'demandeur-emploi', age: 26 }, DAY).kind).toBe('france-travail');
  });

  it('knows nothing of a person who has said nothing, and says what is missing', () => {
    expect(chooseOperator({}, DAY)).toMatchObject({ kind: null, missing: ['statut', 'cadre', 'trancheAge'] });
  });

  it('a rule of tomorrow decides nothing today', () => {
    expect(chooseOperator({ statut: 'salarie-prive', projet: 'demission-reconversion' }, '2019-06-01').rule).not.toBe('demission-reconversion');
  });
});
