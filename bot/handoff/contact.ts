/** How an operator is named and reached otherwise, for a hand-off. */
import { CONTACT_KINDS, type ContactKind } from '../../knowledge/operators/directory.ts';
import { contactOf } from '../dialogues/operator-reply.ts';
import type { SituationValues } from '../situation/situation.ts';
import type { OperatorRef } from './handoff.ts';

const placed = ({ region, departement }: OperatorRef): SituationValues =>
  region === null ? {} : { lieu: { level: 'region', name: '', insee: null, departement, region, collectivite: false } };

/** An operator with a contact of its own: neither « inconnu » nor « none ». */
export const isContact = (kind: string | null): kind is ContactKind => (CONTACT_KINDS as readonly string[]).includes(kind ?? '');

/** « Avenir Actifs Bretagne ». */
export const nameOf = (operator: OperatorRef): string => contactOf(operator.kind, placed(operator)).name;

/** As a sentence takes it: « l’Apec », « la mission locale », « Avenir Actifs Bretagne ». */
export function inSentence({ kind, ...territory }: OperatorRef): string {
  if (kind === 'apec') return 'l’Apec';
  if (kind === 'mission-locale') return 'la mission locale';
  if (kind === 'fonction-publique') return 'la fonction publique';
  return nameOf({ kind, ...territory });
}

/** « de l’Apec », « d’Avenir Actifs Bretagne ». */
export const ofOperator = (operator: OperatorRef): string => (/^[aeiouyéè]/i.test(inSentence(operator)) ? `d’${inSentence(operator)}` : `de ${inSentence(operator)}`);

/** The words for an operator in the texts of `prompts/handoff.yaml`. */
export const operatorWords = (operator: OperatorRef) => ({ operator: inSentence(operator), ofOperator: ofOperator(operator) });

/** « Apec : 0 809 361 212, du lundi au vendredi, https://www.apec.fr. » Empty where nothing is known. */
export function contactSentence(operator: OperatorRef): string {
  const { name, phone, hours, url } = contactOf(operator.kind, placed(operator));
  const ways = [phone, hours, url].filter((way): way is string => way !== null);
  return ways.length === 0 ? '' : `${name} : ${ways.join(', ')}`;
}
