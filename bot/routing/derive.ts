/** What the rules ask that the person does not say in these words. */
import type { SituationValues } from '../situation/situation.ts';

export interface Derived {
  /** Under 26: the missions locales receive young people until their 26th birthday (L5314-2). */
  jeune?: boolean;
  tropJeune?: boolean;
  collectivite?: boolean;
  horsDeFrance?: boolean;
  /** The status that counts today: `unknown` when nothing was said. */
  effectif: string;
}

const ADULT = 26;
const SCHOOL_ENDS = 16;
/** The contract is over, or the CSP has begun: the person looks for work whatever they still call themselves. */
const ENDED = new Set(['demission-donnee', 'csp']);
const ACTIVITES: Record<string, string> = { 'en-emploi': 'en-emploi', 'cherche-emploi': 'en-recherche' };

export function derive(values: SituationValues): SituationValues & Derived {
  const derived: SituationValues & Derived = { ...values, effectif: statusToday(values) };
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
