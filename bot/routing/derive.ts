/** What the rules ask that the person does not say in these words. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { plain } from '../reading/phrases.ts';
import type { SituationValues } from '../situation/situation.ts';

export interface Derived {
  /** Under 26: the missions locales receive young people until their 26th birthday (L5314-2). */
  jeune?: boolean;
  tropJeune?: boolean;
  collectivite?: boolean;
  horsDeFrance?: boolean;
  /** Of this trade, or at this age, nobody is a cadre: not worth a question. */
  jamaisCadre?: boolean;
  /** The status that counts today: `unknown` when nothing was said. */
  effectif: string;
}

const NEVER_CADRE = z.array(z.string().regex(/^[a-z ]+$/)).parse(parse(readFileSync(new URL('never-cadre.yaml', import.meta.url), 'utf8')));
/** Younger, nobody is a cadre yet. */
const YOUNGEST_CADRE = 21;

const ADULT = 26;
const SCHOOL_ENDS = 16;
/** The contract is over, or the CSP has begun: the person looks for work whatever they still call themselves. */
const ENDED = new Set(['demission-donnee', 'csp']);
const ACTIVITES: Record<string, string> = { 'en-emploi': 'en-emploi', 'cherche-emploi': 'en-recherche' };

export function derive(values: SituationValues): SituationValues & Derived {
  const derived: SituationValues & Derived = { ...values, effectif: statusToday(values) };
  derived.jamaisCadre = (values.age ?? YOUNGEST_CADRE) < YOUNGEST_CADRE || values.contrat === 'assistante-maternelle' || values.contrat === 'particulier-employeur' || isNeverCadre(values.metier);
  if (values.age !== undefined) {
    derived.jeune = values.age < ADULT;
    derived.tropJeune = values.age < SCHOOL_ENDS;
  } else if (values.trancheAge !== undefined) {
    derived.jeune = values.trancheAge === 'moins-26';
    derived.tropJeune = false;
  }
  if (values.lieu !== undefined) {
    derived.collectivite = values.lieu.collectivite;
    derived.horsDeFrance = values.lieu.level === 'country';
  }
  return derived;
}

function isNeverCadre(metier: string | undefined): boolean {
  const trade = plain(metier ?? '');
  return NEVER_CADRE.some((beginning) => trade.startsWith(beginning));
}

function statusToday({ statut, activite, rupture, contrat, agentContrat, projet, inscrit }: SituationValues): string {
  if (statut === undefined) {
    if (rupture !== undefined && ENDED.has(rupture)) return 'demandeur-emploi';
    if (contrat !== undefined || projet === 'demission-reconversion' || projet === 'c2p' || rupture === 'demission-envisagee') return 'salarie-prive';
    return inscrit === true ? 'demandeur-emploi' : 'unknown';
  }
  if (statut === 'etudiant' || statut === 'retraite' || statut === 'benevole') {
    return activite !== undefined && activite in ACTIVITES ? `${statut}-${ACTIVITES[activite]}` : statut;
  }
  if (rupture !== undefined && ENDED.has(rupture) && (statut === 'salarie-prive' || statut === 'sans-emploi')) return 'demandeur-emploi';
  // A contract with a public employer that is over leaves a jobseeker like any other.
  if (statut === 'agent-public' && agentContrat === 'contractuel' && rupture === 'fin-de-contrat') return 'demandeur-emploi';
  return statut;
}
