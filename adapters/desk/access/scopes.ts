/** Which files a counsellor may see: those of their own operators, in their own régions. */
import { isSameOperator } from '../../../bot/handoff/create-reception.ts';
import type { OperatorRef } from '../../../bot/handoff/handoff.ts';
import type { Counsellor, Scope } from './directory.ts';

const asOperator = ({ kind, region }: Scope): OperatorRef => ({ kind, region, departement: null });

/** The same question for the queue, a file, a move, presence: there is one answer. */
export const covers = ({ scopes }: Pick<Counsellor, 'scopes'>, operator: OperatorRef): boolean => scopes.some((scope) => isSameOperator(asOperator(scope), operator));
