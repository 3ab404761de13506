/**
 * The conditions of a text: its numbers, and the words that open, close or limit a right. A plain wording keeps them all;
 * the same thing may be said with other words, as long as something says it.
 */
import { claimsOf } from '../answers/claims.ts';
import type { Timeline } from './card.ts';

/** Each kind of condition: the words that set it, and every way in which a plain text says it. */
const KINDS: [kind: string, sets: RegExp, says: RegExp][] = [
  ['if', /\b(?:si|s'il|s'ils|à condition|sous condition|en cas d|dès lors)(?![a-zé])/i, /\b(?:si|s'il|s'ils|quand|lorsque|lorsqu'|dès|à condition|en cas d|selon|conditions?|parfois|dépend|certain(?:e?s)?)(?![a-zé])/i],
  ['except', /\b(?:sauf|hormis|excepté|exceptions?|en général|en règle générale|en principe|le plus souvent)(?![a-zé])/i, /\b(?:sauf|hors|exceptions?|à part|mais|autrement|en général|en principe|normalement|souvent)(?![a-zé])/i],
  ['only', /\b(?:uniquement|seulement|seuls?|seules?|réservée?s?)(?![a-zé])|\b(?:ne |n')[^.,:]{1,40} qu(?:e |')(?!il|elle|on|vous|le |la )/i, /\b(?:uniquement|seulement|seuls?|seules?|que|réservée?s?|rien d'autre|juste)(?![a-zé])|\bqu'/i],
  ['agreement', /\b(?:accord|autorisation|accepte[rz]?|acceptée?|refuse[rz]?)(?![a-zé])/i, /\b(?:accord|accepte\w*|acceptée?s?|autoris\w*|refus\w*|oui|non|permission|décid\w*)(?![a-zé])/i],
  ['most', /\b(?:au plus|maximum|jusqu'à|plafond\w*|sans dépasser|dans la limite|limité\w*)(?![a-zé])/i, /\b(?:au plus|maximum|jusqu'(?:à|aux?|en)|plafond\w*|limit\w*|pas plus|moins de)(?![a-zé])/i],
  ['least', /\b(?:au moins|minimum)(?![a-zé])/i, /\b(?:au moins|minimum|ou plus|à partir)(?![a-zé])/i],
  ['before', /\b(?:avant|préalable\w*)(?![a-zé])/i, /\b(?:avant|d'abord|à l'avance|jusqu'à|en attendant)(?![a-zé])/i],
  ['after', /\b(?:après|au bout de)(?![a-zé])/i, /\b(?:après|ensuite|puis|à partir|une fois|dès|à la fin|au bout|quand)(?![a-zé])/i],
  ['must', /\b(?:obligatoire\w*|doit|doivent|devez|il faut)(?![a-zé])/i, /\b(?:oblig\w*|doit|doivent|devez|devra|faut|besoin|nécessaire)(?![a-zé])/i],
];

const straight = (text: string) => text.replace(/’/g, "'").normalize('NFC');
/** « (fiche du ministère du 2 janvier 2025) » dates a figure: it goes with the figure and is no condition of its own. */
const SOURCE_DATE = /^number:20\d\d$/;

/** All that a card may show as its full answer: as it is written, and as steps. */
export const fullTextOf = ({ answer, timeline }: { answer: string; timeline?: Timeline | undefined }): string =>
  [answer, timeline?.lead, ...(timeline?.steps ?? []).flatMap((step) => [step.when, step.do, step.irreversible])].filter(Boolean).join('\n');

/** Conditions of `full` of which `plain` says nothing: « if », « only », « number:24:month »… */
export function lostConditions(full: string, plain: string): string[] {
  const [wanted, said] = [straight(full), straight(plain)];
  const kinds = KINDS.filter(([, sets, says]) => sets.test(wanted) && !says.test(said)).map(([kind]) => kind);
  const kept = claimsOf(plain);
  const numbers = [...claimsOf(full)].filter((claim) => claim.startsWith('number:') && !SOURCE_DATE.test(claim) && !kept.has(claim));
  return [...kinds, ...numbers];
}
