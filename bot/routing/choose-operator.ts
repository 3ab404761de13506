/**
 * Which operator is competent for a person on a day, why, and what would change that. A pure function over `rules.yaml`:
 * read the table first, it says everything; this file only says how it is read.
 */
import type { CardSource } from '../../knowledge/cards/card.ts';
import type { IsoDate } from '../../knowledge/passage.ts';
import type { SituationValues, Slot } from '../situation/situation.ts';
import { derive } from './derive.ts';
import { holds } from './conditions.ts';
import { type Condition, type OperatorKind, type Rule, RULES } from './rules.ts';

export interface Door {
  kind: OperatorKind;
  because: string;
  sources: CardSource[];
}

export interface OperatorChoice {
  /** Null when nothing said so far names anybody. */
  kind: OperatorKind | null;
  /** Id of the rule that named the operator. */
  rule: string | null;
  /** One sentence for the person. */
  because: string;
  sources: CardSource[];
  /** Other doors that are open too, best first. */
  alternatives: Door[];
  /** The CEP must be asked for before resigning: said before anything else. */
  warning: 'demission' | null;
  /** What must be added. */
  notes: string[];
  /** Door to knock at when no operator of the CEP is named. */
  next: Rule['next'] | null;
  /** Slots still unknown that would change the operator or the other doors. */
  missing: Slot[];
}

/** Values tried for a slot that is unknown, to see whether knowing it would change anything. */
const TRIALS: Partial<Record<Slot, unknown[]>> = {
  statut: ['salarie-prive', 'agent-public', 'independant', 'demandeur-emploi', 'etudiant', 'retraite'],
  activite: ['en-emploi', 'cherche-emploi', 'sans'],
  cadre: [true, false],
  trancheAge: ['moins-26', '26-et-plus'],
};
/** Slots that only matter for some statuses. */
const MATTERS: Partial<Record<Slot, (values: SituationValues) => boolean>> = {
  activite: ({ statut }) => statut === 'etudiant' || statut === 'retraite' || statut === 'benevole',
};

const inForce = (date: IsoDate) => (rule: Rule) => rule.validFrom <= date && (rule.validUntil === undefined || date < rule.validUntil);

const doorOf = ({ operator, because, sources }: Rule): Door => ({ kind: operator, because, sources });
/** The sentence for a door that a deciding rule leaves open. */
const doorFor = (kind: OperatorKind, date: IsoDate): Door[] => RULES.proposes.filter((rule) => rule.operator === kind && inForce(date)(rule)).slice(0, 1).map(doorOf);

function decide(values: SituationValues, date: IsoDate): Omit<OperatorChoice, 'missing'> {
  const facts = derive(values) as unknown as Record<string, unknown>;
  const rules = { decides: RULES.decides.filter(inForce(date)), proposes: RULES.proposes.filter(inForce(date)) };
  // Whoever thinks of resigning is warned whatever the door, but an agent public, whose rules are others.
  const warning = values.rupture === 'demission-envisagee' && facts.effectif !== 'agent-public' ? 'demission' : null;
  const decisive = rules.decides.find(({ when }) => holds(when, facts));
  if (decisive) {
    const alternatives = decisive.alternatives.filter(({ when }) => holds(when, facts)).flatMap(({ kind }) => doorFor(kind, date));
    return { ...named(decisive, facts), alternatives, warning: decisive.before ?? (decisive.operator === 'none' ? null : warning) };
  }
  const doors = rules.proposes.filter(({ when }) => holds(when, facts));
  const [first, ...others] = doors.filter((rule, index) => doors.findIndex(({ operator }) => operator === rule.operator) === index);
  if (!first) return { kind: null, rule: null, because: '', sources: [], alternatives: [], warning, notes: [], next: null };
  return { ...named(first, facts), alternatives: others.map(doorOf), warning };
}

function named(rule: Rule, facts: Record<string, unknown>) {
  const { text, ...when } = rule.after ?? { text: '' };
  const notes = rule.after && holds(when as Condition, facts) ? [text] : [];
  return { kind: rule.operator, rule: rule.id, because: rule.because, sources: rule.sources, notes, next: rule.next ?? null };
}

const outcome = ({ kind, alternatives }: Omit<OperatorChoice, 'missing'>) => [kind, ...alternatives.map((door) => door.kind)].join(' ');

/**
 * The operator for these values on that day. Never guesses: without a rule `kind` is null, and where no text says it is `inconnu`.
 * `missing` lists, in the order of the card, what is unknown and would change the outcome.
 */
export function chooseOperator(values: SituationValues, date: IsoDate): OperatorChoice {
  const choice = decide(values, date);
  const known = outcome(choice);
  const missing = (Object.keys(TRIALS) as Slot[]).filter((slot) => {
    if (values[slot] !== undefined || (slot === 'trancheAge' && values.age !== undefined) || MATTERS[slot]?.(values) === false) return false;
    return TRIALS[slot]?.some((value) => outcome(decide({ ...values, [slot]: value }, date)) !== known);
  });
  return { ...choice, missing };
}
