/** Puts what was read into the situation: what is said later wins, what is deduced never overrides what was stated. */
import type { Reading } from './reading/reading.ts';
import { SLOT_VALUES, SLOTS, type Fact, type Situation, type Slot } from './situation.ts';

export interface Moment {
  /** Number of the person's message. */
  turn: number;
  /** ISO instant. */
  at: string;
  /** The slot that was just asked: its answer is confirmed by being one. */
  asked: Slot | null;
}

export interface Updated {
  situation: Situation;
  /** Slots that were empty and are known now. */
  added: Slot[];
  /** Slots whose value is another one now. */
  changed: Slot[];
}

/** What holds only beside another value, and falls with it. */
const FALLS_WITH: Partial<Record<Slot, Slot[]>> = { statut: ['versant', 'agentContrat', 'activite'], age: ['trancheAge'], trancheAge: ['age'] };

/** The statuses beside which these mean something. */
const NEEDS_STATUT: Partial<Record<Slot, readonly string[]>> = { activite: ['etudiant', 'retraite', 'benevole'], versant: ['agent-public'] };

/** Of the two trades a bare name mends the one named last. */
function isOtherTrade(slot: Slot, { metier, metierVise }: Situation): boolean {
  if (!metier || !metierVise) return false;
  return slot === 'metier' ? metierVise.turn >= metier.turn : slot === 'metierVise' && metier.turn > metierVise.turn;
}

const OUT_OF_WORK = new Set(['demandeur-emploi', 'sans-emploi', 'jeune-sorti-ecole']);
/** « J'ai repris un CDD lundi » only deduces an employment, and yet ends the unemployment told before. */
const isNewWork = (slot: Slot, known: Fact, read: ReadonlySet<Slot>) => slot === 'statut' && OUT_OF_WORK.has(String(known.value)) && read.has('contrat') && !read.has('rupture');

export function updateSituation(before: Situation, readings: readonly Reading[], moment: Moment): Updated {
  if (readings.length === 0) return { situation: before, added: [], changed: [] };
  const facts: Partial<Record<Slot, Fact>> = { ...before };
  const added: Slot[] = [];
  const changed: Slot[] = [];
  const read = new Set(readings.filter(({ withdrawn }) => !withdrawn).map(({ slot }) => slot));
  for (const { slot, value, said, deduced, withdrawn, revises } of readings) {
    const known = facts[slot];
    if (revises && (!known || isOtherTrade(slot, facts as Situation))) continue;
    if (withdrawn) {
      if (known && isSame(known.value, value)) {
        delete facts[slot];
        changed.push(slot);
      }
      continue;
    }
    if (!SLOT_VALUES[slot].safeParse(value).success) continue;
    if (known && deduced && (known.origin === 'stated' || known.confirmed) && !isNewWork(slot, known, read)) continue;
    if (known && isSame(known.value, value)) {
      if (slot === moment.asked) facts[slot] = { ...known, confirmed: true };
      continue;
    }
    facts[slot] = { value, said, turn: moment.turn, at: moment.at, origin: deduced ? 'deduced' : 'stated', confirmed: slot === moment.asked };
    (known ? changed : added).push(slot);
    // A new status makes what was said about the old one fall, unless it was said again.
    if (known) for (const fallen of FALLS_WITH[slot] ?? []) if (!read.has(fallen)) delete facts[fallen];
  }
  // What only makes sense beside another fact waits for it, unless it was asked.
  for (const [slot, statuts] of Object.entries(NEEDS_STATUT) as [Slot, readonly string[]][]) {
    if (facts[slot] && slot !== moment.asked && !facts[slot].confirmed && !statuts.includes(String(facts.statut?.value))) {
      delete facts[slot];
      added.splice(0, added.length, ...added.filter((other) => other !== slot));
    }
  }
  // The project outlives the resignation that was to serve it.
  if (facts.projet?.value === 'demission-reconversion' && before.rupture && !facts.rupture) facts.projet = { ...facts.projet, value: 'reconversion', origin: 'deduced' };
  if (facts.age && facts.trancheAge) delete facts.trancheAge;
  // The order of the schema is that of the card.
  const situation = Object.fromEntries(SLOTS.flatMap((slot) => (facts[slot] ? [[slot, facts[slot]]] : []))) as Situation;
  return { situation, added, changed };
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
