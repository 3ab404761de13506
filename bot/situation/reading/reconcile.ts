/**
 * Weighs what one message says: of two statuses one is chosen and the other becomes what it says of it,
 * and what is deduced gives way to what is stated.
 */
import type { Slot } from '../situation.ts';
import type { Reading } from './reading.ts';

/** Of two statuses in one breath the first here is the person's, and the others say what they do besides. */
const STATUT_FIRST = ['employeur', 'travailleur-esat', 'militaire', 'etudiant', 'retraite', 'apprenti', 'stagiaire', 'agent-public', 'independant', 'jeune-sorti-ecole', 'benevole', 'salarie-prive', 'demandeur-emploi', 'sans-emploi'];
/** Of two projects the first here changes the answer most. */
const PROJET_FIRST = ['demission-reconversion', 'c2p', 'creation-entreprise', 'vae', 'bilan-de-competences', 'reconversion', 'formation', 'retour-emploi', 'evolution-interne', 'recherche-emploi', 'faire-le-point'];
const RUPTURE_FIRST = ['demission-donnee', 'csp', 'licenciement-economique', 'rupture-conventionnelle', 'licenciement', 'fin-de-contrat', 'demission-envisagee'];
/** Of two constraints the first here leaves the least choice. */
const CONTRAINTE_FIRST = ['enfants', 'aidant', 'sans-permis', 'langue', 'budget', 'distance', 'horaires'];
const BESIDE_WORK = new Set(['etudiant', 'retraite', 'benevole']);
const CHANGES_OF_JOB = new Set(['reconversion', 'formation', 'creation-entreprise']);

const rank = (order: string[], { value }: Reading) => order.indexOf(String(value));

export function reconcile(all: Reading[]): Reading[] {
  const kept = all.filter(({ withdrawn }) => !withdrawn);
  const bySlot = new Map<Slot, Reading[]>();
  for (const reading of kept) bySlot.set(reading.slot, [...(bySlot.get(reading.slot) ?? []), reading]);
  // « pas cadre… cadre depuis janvier »: what is said besides is not withdrawn.
  const result: Reading[] = all.filter(({ slot, value, withdrawn }) => withdrawn && !bySlot.get(slot)?.some((reading) => reading.value === value));
  for (const [slot, readings] of bySlot) {
    const chosen = choose(slot, readings, bySlot);
    if (chosen) result.push(chosen);
  }
  return linked(result, bySlot);
}

function choose(slot: Slot, readings: Reading[], bySlot: Map<Slot, Reading[]>): Reading | undefined {
  const stated = readings.filter(({ deduced }) => !deduced);
  const pool = stated.length > 0 ? stated : readings;
  const byOrder = (order: string[]) => [...pool].sort((one, other) => rank(order, one) - rank(order, other))[0];
  if (slot === 'statut') return chooseStatut(pool, readings, bySlot) ?? byOrder(STATUT_FIRST);
  if (slot === 'projet') return byOrder(PROJET_FIRST);
  if (slot === 'sante') return byOrder(['inaptitude', 'arret-travail']);
  if (slot === 'contrainte') return byOrder(CONTRAINTE_FIRST);
  if (slot === 'rupture') return byOrder(RUPTURE_FIRST);
  // « 45, j'ai inversé » only mends what was known; what is stated here wins over it.
  if (slot === 'age' || slot === 'metier' || slot === 'metierVise') return pool.filter(({ revises }) => !revises).at(slot === 'age' ? 0 : -1) ?? pool.at(-1);
  // A correction comes after what it corrects.
  return pool.at(-1);
}

/** « En CDI mais je cherche du travail » is an employee; « au chômage, avant en CDI » is a jobseeker. */
function chooseStatut(pool: Reading[], readings: Reading[], bySlot: Map<Slot, Reading[]>): Reading | undefined {
  const values = new Set(pool.map(({ value }) => value));
  const of = (value: string) => pool.find((reading) => reading.value === value);
  const searching = of('demandeur-emploi');
  const isAvowed = searching && !/cherche|recherche/i.test(searching.said);
  if (values.has('demandeur-emploi') && isAvowed && ![...BESIDE_WORK].some((value) => values.has(value)) && !values.has('independant') && !values.has('apprenti')) return searching;
  if (searching && !isAvowed && !values.has('sans-emploi')) {
    // What is only deduced from « mon patron » is enough against « je cherche du travail ».
    const atWork = readings.find(({ value }) => value === 'salarie-prive' || value === 'agent-public');
    if (atWork && bySlot.get('contrat')?.length && !bySlot.get('rupture')?.some(({ value }) => value === 'fin-de-contrat')) return atWork;
  }
  if (values.has('jeune-sorti-ecole') && values.has('etudiant')) return of('jeune-sorti-ecole');
  return undefined;
}

/** « formation coiffure », « un CAP cuisine » */
const STUDIES = /^(formation|cap|bts|bp|bep|titre|dipl[oô]me|but|dut|[ée]cole|passer|pr[ée]parer|apprendre)\b/i;

/** « devenir chef d'équipe » climbs where one stands. */
const RISES = /^(chef|cheffe|responsable|manager|manageuse|superviseur)\b/i;

/** Said with its wish, and not as the bare answer to a question. */
const isWish = (wished: Reading | undefined): boolean => wished !== undefined && !wished.revises && wished.said !== wished.value;

/** What one slot says of another. */
function linked(readings: Reading[], bySlot: Map<Slot, Reading[]>): Reading[] {
  const value = (slot: Slot) => readings.find((reading) => reading.slot === slot && !reading.withdrawn)?.value;
  const reading = (slot: Slot) => readings.find((candidate) => candidate.slot === slot && !candidate.withdrawn);
  const statuts = bySlot.get('statut') ?? [];
  let out = readings;
  const statut = String(value('statut') ?? '');
  if (BESIDE_WORK.has(statut)) {
    // « retraitée de l'éducation nationale » worked there.
    const own = reading('statut');
    const beside = statuts.find(({ value: other, first }) => !BESIDE_WORK.has(String(other)) && other !== statut && !(statut === 'retraite' && own && first >= own.first && first <= own.first + 4 && other !== 'demandeur-emploi'));
    if (beside && !value('activite')) {
      const activite = ['demandeur-emploi', 'jeune-sorti-ecole'].includes(String(beside.value)) ? 'cherche-emploi' : beside.value === 'sans-emploi' ? 'sans' : 'en-emploi';
      out = [...out, { ...beside, slot: 'activite', value: activite }];
    }
    if (value('contrat') && !value('activite') && !beside) out = [...out, { ...(reading('contrat') as Reading), slot: 'activite', value: 'en-emploi', deduced: true }];
  } else if (statut !== '') {
    out = out.filter(({ slot }) => slot !== 'activite');
  }
  // Leaving one's job for a project is its own scheme, with its own rules.
  const rupture = value('rupture');
  // A wished trade is a project when no other was named.
  if (!out.some(({ slot }) => slot === 'projet') && isWish(reading('metierVise'))) {
    const wished = reading('metierVise') as Reading;
    out = [...out, { ...wished, slot: 'projet', value: STUDIES.test(wished.said) ? 'formation' : RISES.test(String(wished.value)) ? 'evolution-interne' : 'reconversion', deduced: true }];
  }
  const bare = [...(bySlot.get('projet') ?? []), ...out.filter(({ slot }) => slot === 'projet')].find(({ value: projet }) => CHANGES_OF_JOB.has(String(projet)));
  if (rupture === 'demission-envisagee' && bare && !out.some(({ value: projet }) => projet === 'c2p')) {
    out = [...out.filter(({ slot }) => slot !== 'projet'), { ...bare, value: 'demission-reconversion', deduced: true }];
  }
  if (value('projet') === 'demission-reconversion' && !rupture) {
    out = [...out, { ...(reading('projet') as Reading), slot: 'rupture', value: 'demission-envisagee', deduced: true }];
  }
  // « AESH en CDD » has no tenure.
  const cdd = reading('contrat');
  if (statut === 'agent-public' && cdd?.value === 'cdd' && !value('agentContrat')) out = [...out, { ...cdd, slot: 'agentContrat', value: 'contractuel', deduced: true }];
  if (statut !== '' && statut !== 'agent-public') out = out.filter(({ slot }) => slot !== 'versant');
  return out;
}
