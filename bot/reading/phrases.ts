/**
 * Finds phrases of a table in what a person wrote, whatever the accents, capitals, apostrophes and punctuation.
 * In a phrase, `word*` is the beginning of a word, `a|b` is either word, and `…` is up to three words of any kind.
 */

/** « J'en peux PLUS !! » gives « j en peux plus ». */
export function plain(text: string): string {
  // Most single words are plain already; a message is remembered, since each step of a turn reads the same.
  if (PLAIN_WORD.test(text)) return text;
  if (text !== lastText) [lastText, lastPlain] = [text, plained(text)];
  return lastPlain;
}

const PLAIN_WORD = /^[a-z0-9]+$/;
let lastText = '';
let lastPlain = '';

function plained(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

function tokenToPattern(token: string): string {
  if (token === '…') return '(?:[a-z0-9]+ ){0,3}';
  const words = token.split('|').map((word) => (word.endsWith('*') ? `${plain(word)}[a-z0-9]*` : plain(word)));
  return `(?:${words.join('|')}) `;
}

function alternatives(phrases: string[]): string {
  return phrases.map((phrase) => phrase.trim().split(/\s+/).map(tokenToPattern).join('')).join('|');
}

export interface PhraseList {
  /** One of the phrases stands somewhere in the plain text. */
  isIn(plainText: string): boolean;
  /** The plain text is made of the phrases and nothing else. */
  makesUp(plainText: string): boolean;
  /** The plain text without the phrases. */
  removeFrom(plainText: string): string;
}

/** Compiles the phrases of one row of a table. An empty list is in nothing. */
export function compilePhrases(phrases: string[]): PhraseList {
  if (phrases.length === 0) return { isIn: () => false, makesUp: () => false, removeFrom: (plainText) => plainText };
  // A blank before each word is quicker to find than the beginning of a word.
  const anywhere = new RegExp(` (?:${alternatives(phrases)})`);
  const everywhere = new RegExp(` (?:${alternatives(phrases)})+`, 'g');
  const whole = new RegExp(`^(?:${alternatives(phrases)})+$`);
  return {
    isIn: (plainText) => anywhere.test(` ${plainText} `),
    makesUp: (plainText) => whole.test(`${plainText} `),
    removeFrom: (plainText) => ` ${plainText} `.replace(everywhere, ' ').trim(),
  };
}
