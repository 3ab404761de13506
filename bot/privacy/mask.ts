/**
 * Masks the personal data that nobody asked for, before the message is stored, logged or sent anywhere.
 * Generic tools miss the French forms, and take years, amounts and article numbers for people: these rules are our own.
 * Post codes stay: they are needed, and they name nobody.
 */
import { hasValidNirKey, isValidCardNumber, isValidIban } from './checksums.ts';
import { MASKED_INTRODUCTION, namesIn } from './names.ts';
import { PERSONAL_DATA_NAMES, type PersonalDataKind } from './personal-data.ts';

interface Rule {
  kind: PersonalDataKind;
  pattern: RegExp;
  /** Looks twice at what the pattern found; `before` is the text that precedes it. */
  confirms(found: string, before: string): boolean;
}

const compact = (text: string) => text.replace(/[^0-9A-Za-z]/g, '');
/** A gap between two groups of digits, as people type them. */
const GAP = '[\\s.\\-_/]{0,2}';
/** The same for telephones, which some type « 06 . 12 . 34 » or one digit at a time. */
const WIDE_GAP = '[\\s.\\-_/]{0,3}';
const DIGIT_WORD = '(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf)';
const NUMBER_WORD = '(?:z[ée]ro|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|nonante|et|\\d{1,2})';

/** Length of an account number by country, in characters: neighbours, and where people who work in France come from. */
const IBAN_LENGTHS: Record<string, number> = {
  FR: 27, MC: 27, BE: 16, LU: 20, DE: 22, CH: 21, ES: 24, PT: 25, IT: 27, NL: 18, GB: 22, IE: 22, PL: 28, RO: 24, MA: 28, TN: 24, LT: 20,
};

const DIGITS_OF_A_PHONE = 8;

/** About how many digits a number said in words is written with: one for each word, and those that are digits already. */
function countDigits(spoken: string): number {
  const tens = spoken.match(/\b(?:vingts?|trente|quarante|cinquante|soixante|septante|nonante|onze|douze|treize|quatorze|quinze|seize|dix)\b/giu) ?? [];
  const single = spoken.match(/z[ée]ro|\b(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf)\b/giu) ?? [];
  const written = spoken.replace(/\D/g, '').length;
  return tens.length + single.length + written;
}

const RULES: Rule[] = [
  {
    kind: 'email',
    // Bounded, so that a long message without any address costs no more than its length.
    pattern: /(?<![\p{L}0-9._%+-])[\p{L}0-9._%+-]{1,64}\s?(?:@|\(at\)|\[at\]|\s(?:arobase|arobas)\s)\s?[\p{L}0-9-]{1,63}(?:\s?(?:\.|\spoint\s)\s?[\p{L}0-9-]{1,63}){0,3}\s?(?:\.|\spoint\s)\s?[a-z]{2,}/giu,
    confirms: () => true,
  },
  {
    kind: 'iban',
    pattern: new RegExp(`\\b(?:${Object.entries(IBAN_LENGTHS).map(([country, length]) => `${country}[\\s-]?\\d{2}(?:[\\s-]?[A-Z0-9]){${length - 4}}`).join('|')})(?![A-Z0-9])`, 'gi'),
    // A mistyped account is still an account: the French form is masked even when its check fails.
    confirms: (found) => isValidIban(compact(found)) || /^FR/i.test(found),
  },
  {
    kind: 'nir',
    pattern: new RegExp(
      `(?<![0-9])[1-478]${GAP}\\d{2}${GAP}(?:0[1-9]|1[0-2]|[2-9]\\d)${GAP}(?:\\d{2}|2[AB])${GAP}\\d{3}${GAP}\\d{3}(?:${GAP}\\d{2})?(?![0-9])`,
      'gi',
    ),
    // With a key, the key tells; without, or with a mistyped one, the words before it or its groups do.
    confirms: (found, before) => {
      const digits = compact(found);
      return (digits.length === 15 && hasValidNirKey(digits)) || /s[ée]cu|nir|immatriculation|insee/i.test(before) || /[\s.\-_/]/.test(found.trim());
    },
  },
  {
    kind: 'payment-card',
    pattern: /(?<![0-9])[3-6]\d{3}(?:[\s-]?\d{4}){2}[\s-]?\d{3,4}(?![0-9])/g,
    confirms: (found) => isValidCardNumber(compact(found)),
  },
  {
    kind: 'phone',
    pattern: new RegExp(
      `(?<![0-9,])(?:(?:\\+|00)\\s?(?:33|262|590|594|596|508|681|687|689|32|41|352)${GAP}(?:\\(0\\))?${GAP}\\d(?:${GAP}\\d){5,8}|(?:\\(0\\d\\)|(?:0|(?<!\\p{L})o)${WIDE_GAP}[1-9])(?:${WIDE_GAP}\\d{2}){4}|0(?:[\\s.-]\\d){9}|0[1-9]\\d{2}(?:${GAP}\\d{3}){2})(?![0-9])`,
      'giu',
    ),
    // « 01/02/2024 » and the like are days, not telephones; « 0 6 10 12 15 » counts something.
    confirms: (found) => !/\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/.test(found) && !/^0\s\d\s\d{2}\s/.test(found),
  },
  {
    kind: 'phone',
    // Said aloud or dictated: « zéro six douze trente-quatre… ».
    pattern: new RegExp(`(?<![\\p{L}0-9])z[ée]ro[\\s,.-]+${DIGIT_WORD}(?:[\\s,.-]+${NUMBER_WORD}(?![\\p{L}0-9])){4,14}`, 'giu'),
    confirms: (found) => countDigits(found) >= DIGITS_OF_A_PHONE,
  },
  {
    kind: 'france-travail-id',
    pattern: /(?<![0-9])\d{7}\s?[A-Z](?![A-Za-z0-9])|(?<![0-9])\d{10,11}(?![0-9])/gi,
    confirms: (_found, before) => /identifiant|(?:france\s?travail|p[ôo]le\s?emploi)\D{0,25}$/i.test(before),
  },
];

/** How far back the words before a number are read to confirm it, in characters. */
const CONTEXT = 60;

export interface Masked {
  text: string;
  masked: PersonalDataKind[];
}

/** `maskPersonalData('rappelez au 06 12 34 56 78')` gives « rappelez au [numéro de téléphone masqué] » and `['phone']`. */
export function maskPersonalData(text: string): Masked {
  const kinds = new Set<PersonalDataKind>();
  const masked = replacePersonalData(text, (kind) => {
    kinds.add(kind);
    return `[${PERSONAL_DATA_NAMES[kind]} ${kind === 'email' ? 'masquée' : 'masqué'}]`;
  });
  return { text: masked, masked: [...kinds] };
}

/** The text with each piece of personal data written as `write` says. */
export function replacePersonalData(text: string, write: (kind: PersonalDataKind, found: string) => string): string {
  const numbered = RULES.reduce((result, rule) => replaceFound(result, rule, write), text);
  return namesIn(numbered).reduceRight((result, { start, end }) => `${result.slice(0, start)}${write('name', result.slice(start, end))}${result.slice(end)}`, numbered);
}

/** What is not confirmed may hide what is: in « ma 06… FR76… » the letters « ma » begin no account, and the account behind them is found. */
function replaceFound(text: string, { kind, pattern, confirms }: Rule, write: (kind: PersonalDataKind, found: string) => string): string {
  const search = new RegExp(pattern);
  let [written, from] = ['', 0];
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const [found] = match;
    if (confirms(found, text.slice(Math.max(0, match.index - CONTEXT), match.index))) {
      written += text.slice(from, match.index) + write(kind, found);
      from = match.index + found.length;
    } else search.lastIndex = match.index + 1;
  }
  return written + text.slice(from);
}

/** Telephone numbers and e-mail addresses as they were written: only for what has just asked for them. */
export function coordinatesIn(text: string): { kind: 'phone' | 'email'; value: string }[] {
  return RULES.flatMap(({ kind, pattern, confirms }) =>
    kind === 'phone' || kind === 'email' ? [...text.matchAll(pattern)].filter(([found]) => confirms(found, '')).map(([found]) => ({ kind, value: found.trim() })) : [],
  );
}

const MASK = /\[(?:numéro|adresse|identifiant|nom)\b[^\]]* masquée?\]/g;

/** The text without the masks, to see whether anything else was said. */
export function withoutMasks(text: string): string {
  return text.replace(MASKED_INTRODUCTION, ' ').replace(MASK, ' ').trim();
}
