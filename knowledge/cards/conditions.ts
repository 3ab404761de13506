/**
 * The conditions of a text: its numbers, and the words that open, close or limit a right. A plain wording keeps them all;
 * the same thing may be said with other words, as long as something says it.
 */
import { claimsOf } from '../answers/claims.ts';

/** Each kind of condition, and every way in which a short text says it. */
const KINDS: [kind: string, said: RegExp][] = [
  ['if', /\b(?:si|s'il|s'ils|quand|lorsque|lorsqu'|dès lors|à condition|sous condition|en cas d|selon|dans certains cas|conditions?|parfois|cela dépend|certain(?:e?s)?)\b/i],
  ['except', /\b(?:sauf|hors|excepté|exceptions?|sans compter|à part|mais pas|autrement|en général|en règle générale|en principe|le plus souvent)\b/i],
  ['only', /\b(?:uniquement|seulement|seuls?|seules?|ne [^.]{1,60} qu[e'’]|n'[^.]{1,60} qu[e'’]|que pour|réservée?s?|rien d'autre|juste)(?![a-zé])/i],
  ['agreement', /\b(?:accord|accepte[rnz]*|acceptée?|d'accord|dire oui|dit oui|autorisation|refuse[rz]?|dire non|dit non|permission|choisi(?:t|ssez)?|décid\w*)\b/i],
  ['most', /\b(?:au plus|au maximum|maximum|jusqu'à|plafond\w*|sans dépasser|dans la limite|limite|pas plus|au plus tard)(?![a-zé])/i],
  ['least', /\b(?:au moins|minimum|à partir de|il faut avoir)(?![a-zé])/i],
  ['before', /\b(?:avant|préalable\w*|d'abord|à l'avance|en attendant)\b/i],
  ['after', /\b(?:après|ensuite|puis|à partir|une fois|dès|à la fin|au bout)(?![a-zé])/i],
  ['must', /\b(?:obligat\w*|doit|doivent|devez|il faut|faut-il|faut|doi|devoir|tenue?s?|exig\w*|demande[rz]?)\b/i],
];

const straight = (text: string) => text.replace(/’/g, "'").normalize('NFC');
/** « (fiche du ministère du 2 janvier 2025) » dates a figure: it goes with the figure and is no condition of its own. */
const SOURCE_DATE = /^(?:date|month):|^number:20\d\d$/;

const kindsOf = (text: string): string[] => KINDS.filter(([, said]) => said.test(straight(text))).map(([kind]) => kind);

/** Conditions of `full` of which `plain` says nothing: « if », « only », « number:24:month »… */
export function lostConditions(full: string, plain: string): string[] {
  const kept = new Set([...kindsOf(plain), ...claimsOf(plain)]);
  const numbers = [...claimsOf(full)].filter((claim) => !claim.startsWith('article:') && !claim.startsWith('law:') && !SOURCE_DATE.test(claim));
  return [...kindsOf(full), ...numbers].filter((condition) => !kept.has(condition));
}
