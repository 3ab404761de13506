/** Which files a counsellor may see: those of their own operators, in their own régions; and who maintains the content. */
import { isSameOperator } from '../../../bot/handoff/create-reception.ts';
import type { OperatorRef } from '../../../bot/handoff/handoff.ts';
import type { Counsellor, Scope } from './directory.ts';

const asOperator = ({ kind, region }: Scope): OperatorRef => ({ kind, region, departement: null });

/** The same question for the queue, a file, a move, presence: there is one answer. */
export const covers = ({ scopes }: Pick<Counsellor, 'scopes'>, operator: OperatorRef): boolean => scopes.some((scope) => isSameOperator(asOperator(scope), operator));

/** What may be asked of a viewer before a page is shown. `maintainer` is a right beside the role: who has only that one sees no file and no volume. */
export type Right = Counsellor['role'] | 'maintainer' | 'any';

export function has(right: Right, { role, maintains, scopes }: Pick<Counsellor, 'role' | 'maintains' | 'scopes'>): boolean {
  if (right === 'any') return true;
  return right === 'maintainer' ? maintains : role === right && scopes.length > 0;
}
