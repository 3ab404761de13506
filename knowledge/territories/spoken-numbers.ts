/** « dans le trente-cinq », « quatre vingt treize »: numbers of départements in letters. */
const UNITS = ['', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix', 'onze', 'douze', 'treize', 'quatorze', 'quinze', 'seize', 'dix sept', 'dix huit', 'dix neuf'];
const TENS: Record<number, string> = { 2: 'vingt', 3: 'trente', 4: 'quarante', 5: 'cinquante', 6: 'soixante', 8: 'quatre vingt' };

function spoken(number: number): string {
  if (number < 20) return UNITS[number] ?? '';
  const tens = Math.floor(number / 10);
  const base = TENS[tens] === undefined ? tens - 1 : tens;
  const unit = number - base * 10;
  if (unit === 0) return TENS[base] ?? '';
  return `${TENS[base]} ${unit % 10 === 1 && base !== 8 ? 'et ' : ''}${UNITS[unit]}`;
}

/** « trente cinq » → « 35 »; two words at least, so that « le un » and « le dix » are let alone. */
export const SPOKEN_NUMBERS: ReadonlyMap<string, string> = new Map(Array.from({ length: 95 }, (_, index) => [spoken(index + 1), String(index + 1).padStart(2, '0')] as const));
export const SPOKEN_WORDS_AT_MOST = 4;
