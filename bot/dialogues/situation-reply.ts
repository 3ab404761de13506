/** « Ce que j'ai compris » : every fact with the person's words, what it changes, and how to correct or withdraw it. */
import { DIRECTORY, type ContactKind } from '../../knowledge/operators/directory.ts';
import type { IsoDate } from '../../knowledge/passage.ts';
import { say, type Reply, type SituationCard } from '../reply.ts';
import { chooseOperator } from '../routing/choose-operator.ts';
import { labelOf, mineOf, valueText } from '../situation/labels.ts';
import { type Fact, type Situation, type SituationValues, type Slot, valuesOf } from '../situation/situation.ts';
import { fill, TEXTS } from './texts.ts';

/** Values tried in place of a known one, to tell the person what the fact changes. */
const OTHERWISE: Partial<Record<Slot, (values: SituationValues) => { values: SituationValues; text: string } | null>> = {
  cadre: (values) => ({ values: { ...values, cadre: !values.cadre }, text: values.cadre ? 'non cadre' : 'cadre' }),
  statut: (values) =>
    values.statut === 'demandeur-emploi'
      ? { values: { ...values, statut: 'salarie-prive' }, text: 'salarié du privé' }
      : { values: { ...values, statut: 'demandeur-emploi' as const }, text: 'en recherche d’emploi' },
  age: (values) => ageInstead(values, (values.age ?? 0) < 26),
  trancheAge: (values) => ageInstead(values, values.trancheAge === 'moins-26'),
};

function ageInstead(values: SituationValues, isYoung: boolean) {
  return { values: { ...values, age: isYoung ? 30 : 22 }, text: isYoung ? '26 ans ou plus' : 'moins de 26 ans' };
}

function consequenceOf(slot: Slot, values: SituationValues, date: IsoDate): string | null {
  const other = OTHERWISE[slot]?.(values);
  if (!other) return null;
  const today = chooseOperator(values, date).kind;
  const instead = chooseOperator(other.values, date).kind;
  if (instead === null || instead === today || !(instead in DIRECTORY.kinds)) return null;
  return fill(TEXTS.consequence, { value: other.text, operator: DIRECTORY.kinds[instead as ContactKind].article });
}

export function situationReply(situation: Situation, date: IsoDate): Reply {
  const facts = Object.entries(situation) as [Slot, Fact][];
  if (facts.length === 0) return say(TEXTS.cardEmpty.trim(), [{ label: 'Savoir qui contacter', say: 'Qui contacter pour le CEP ?' }]);
  const values = valuesOf(situation);
  const lines: SituationCard['lines'] = facts.map(([slot, fact]) => ({
    label: labelOf(slot),
    value: valueText(slot, fact.value),
    said: fact.said,
    deduced: fact.origin === 'deduced' && !fact.confirmed,
    consequence: consequenceOf(slot, values, date),
    correct: { label: 'Corriger', say: `Corriger ${mineOf(slot)}` },
    forget: { label: 'Retirer', say: `Oublier ${mineOf(slot)}` },
  }));
  const written = lines.map(({ label, value, said, deduced, consequence }, index) => {
    const origin = deduced ? `déduit de « ${said} »` : `vous avez dit « ${said} »`;
    return `${index + 1}. ${label} : ${value} (${origin})${consequence ? `. ${consequence}` : ''}`;
  });
  return {
    text: [TEXTS.card, written.join('\n'), TEXTS.cardHelp].join('\n\n'),
    citations: [],
    choices: [
      { label: 'Savoir qui contacter', say: 'Qui contacter pour le CEP ?' },
      { label: 'Parler à une personne', say: 'Parler à une personne' },
    ],
    card: { kind: 'situation', intro: TEXTS.card, lines },
  };
}
