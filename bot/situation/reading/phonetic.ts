/** How a French word sounds, roughly: « competance » and « compétence », « reconverssion » and « reconversion » have one key. */
const RULES: [RegExp, string][] = [
  [/(?:er|ez|ee|ees|es|ai|ais|ait|et|aient|e)$/, 'e'],
  [/ph/g, 'f'],
  [/sch|sh|ch/g, '5'],
  [/qu|q/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/gu(?=[eiy])/g, 'g6'],
  [/g(?=[eiy])/g, 'j'],
  [/6/g, ''],
  [/ck|c/g, 'k'],
  [/eau|au/g, 'o'],
  [/ein|ain|yn|ym|im(?=[pb])|in/g, '1'],
  [/(?:en|em|an|am)(?![aeiouynm])/g, '2'],
  [/ai|ei|oe/g, 'e'],
  [/tion/g, 'sion'],
  [/y/g, 'i'],
  [/h/g, ''],
  [/z/g, 's'],
  [/[xstd]+$/, ''],
  [/(.)\1+/g, '$1'],
  [/e$/, ''],
];

export function soundOf(word: string): string {
  return RULES.reduce((sound, [pattern, replacement]) => sound.replace(pattern, replacement), word);
}
