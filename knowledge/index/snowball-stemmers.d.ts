/** The package ships no types; these are the two functions that we call. */
declare module 'snowball-stemmers' {
  export function newStemmer(language: 'french'): { stem(word: string): string };
}
