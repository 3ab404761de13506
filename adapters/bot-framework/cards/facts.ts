/** « Ce que j'ai compris », the fiche before it leaves, and whom to contact. */
import type { HandoffCard, OperatorCard, SituationCard } from '../../../bot/reply.ts';
import { block, heading, lineWith, says } from './adaptive.ts';

export const situationBody = ({ lines }: SituationCard): object[] =>
  lines.map(({ label, value, said, deduced, consequence, correct, forget }, index) =>
    lineWith(
      [
        block(`${label} : ${value}`, { weight: 'bolder' }),
        block(`${deduced ? 'Déduit de' : 'Vous avez dit'} « ${said} ».${consequence === null ? '' : ` ${consequence}`}`, { isSubtle: true, spacing: 'none' }),
      ],
      [says(correct, label), says(forget, label)],
      index === 0,
    ),
  );

/** A struck line is said to be struck: nobody has to see that it is crossed out. */
export const handoffBody = ({ lines, ask }: HandoffCard): object[] => [
  ...lines.map(({ label, value, said, shared, toggle, correct }, index) =>
    lineWith(
      [block(shared ? `${label} : ${value}` : `${label} : non partagé`, { weight: 'bolder' }), ...(said !== null && shared ? [block(`« ${said} »`, { isSubtle: true, spacing: 'none' })] : [])],
      [says(toggle, label), ...(correct === null ? [] : [says(correct, label)])],
      index === 0,
    ),
  ),
  block(ask, { spacing: 'large', separator: true }),
];

export function operatorBody({ name, phone, hours, url, caution }: OperatorCard): object[] {
  const facts = [phone === null ? null : { title: 'Téléphone', value: phone }, hours === null ? null : { title: 'Horaires', value: hours }, url === null ? null : { title: 'Site', value: url }].filter((fact) => fact !== null);
  return [heading(name), ...(facts.length === 0 ? [] : [{ type: 'FactSet', facts }]), ...(caution === null ? [] : [block(caution, { isSubtle: true })])];
}
