/** What the situation changes in an answer: the publics it may speak of, and the honest word when it speaks of others. */
import type { AppliesTo } from '../../knowledge/cards/applies-to.ts';
import { fill } from '../dialogues/texts.ts';
import { REPLIES } from '../replies.ts';
import { valueText } from '../situation/labels.ts';
import { type Situation, valuesOf } from '../situation/situation.ts';

/** Whose rules differ so much from those of employees that an answer for these must say so. */
const OTHER_RULES = new Set(['agent-public', 'militaire', 'independant', 'demandeur-emploi', 'retraite', 'travailleur-esat']);

/** The person's own public, so that cards about it may answer and are offered. */
export function publicOf(situation: Situation): { words: string[]; statut: string | null } {
  const { statut, contrat, handicap } = valuesOf(situation);
  const words = [...(statut ? [valueText('statut', statut)] : []), ...(contrat ? [valueText('contrat', contrat)] : []), ...(handicap ? ['handicap'] : [])];
  return { words, statut: statut ?? null };
}

/** One sentence when the answer holds for employees and the person told that they are none; null otherwise. */
export function caution(appliesTo: AppliesTo | undefined, situation: Situation, theme: string): string | null {
  const { statut, rupture } = valuesOf(situation);
  // Whoever is offered the CSP is still an employee, or was until yesterday: its cards are for them.
  if (theme === 'csp' && (rupture === 'csp' || rupture === 'licenciement-economique' || rupture === 'licenciement')) return null;
  if (rupture === 'demission-donnee' && theme === 'chomage') return REPLIES.afterResigning.text.trim();
  if (statut === undefined || !OTHER_RULES.has(statut) || appliesTo?.statut === undefined) return null;
  const holdsFor = [appliesTo.statut].flat();
  if (!holdsFor.includes('salarie-prive') || holdsFor.includes(statut)) return null;
  return fill(REPLIES.notForYou.text, { statut: valueText('statut', statut).toLowerCase() });
}
