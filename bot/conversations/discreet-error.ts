/** A library may quote what it was given in its error; the journal must never hold what a person wrote. */

/** Shorter words are grammar, and say nothing of anybody. */
const WORD = /[\p{L}\p{N}]{3,}/gu;

/** The error, and its causes, without any word of the text. Name and place in the code are kept. */
export function discreetError(error: unknown, text: string): unknown {
  const said = new Set(text.toLowerCase().match(WORD));
  return said.size === 0 ? error : withoutWords(error, said);
}

function withoutWords(error: unknown, said: Set<string>): unknown {
  const clean = (words: string) => words.replace(WORD, (word) => (said.has(word.toLowerCase()) ? '…' : word));
  if (!(error instanceof Error)) return clean(String(error));
  const cause = error.cause === undefined ? {} : { cause: withoutWords(error.cause, said) };
  const discreet = new Error(clean(error.message), cause);
  discreet.name = error.name;
  const places = error.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? [];
  discreet.stack = [`${error.name}: ${discreet.message}`, ...places].join('\n');
  return discreet;
}
