/** Recognises what a person says about their hand-off: `words.yaml`, and « retirer 3 ». */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { compilePhrases, plain } from '../reading/phrases.ts';

const NAMES = ['agree', 'decline', 'coordinates', 'request', 'cancel', 'withdraw', 'where', 'add'] as const;
type Wish = (typeof NAMES)[number];

const TABLE = z.record(z.enum(NAMES), z.array(z.string()).min(1)).parse(parse(readFileSync(new URL('./words.yaml', import.meta.url), 'utf8')));
const PHRASES = Object.entries(TABLE).map(([wish, phrases]) => ({ wish: wish as Wish, phrases: compilePhrases(phrases) }));
/** Said around a wish without changing it. */
const AROUND = compilePhrases(['s il vous plait', 's il te plait', 'svp', 'stp', 'merci', 'bonjour', 'euh', 'alors', 'bon', 'ben', 'finalement', 'en fait']);
const CORRECTS = /^(?:corrig\w*|modifi\w*|chang\w*|rectifi\w*) (?:la )?(?:ligne )?(\d{1,2})$/;
const LINE = /^(retir\w*|enlev\w*|oubli\w*|suppr\w*|effac\w*|barr\w*|remet\w*|rajout\w*|partag\w*) (?:la )?(?:ligne )?(\d{1,2})$/;

/** What is wished, when the message says that and nothing else. */
export function wishIn(text: string): Wish | null {
  const words = plain(text);
  const bare = AROUND.removeFrom(words);
  return PHRASES.find(({ phrases }) => phrases.makesUp(words) || phrases.makesUp(bare))?.wish ?? null;
}

/** « corriger 3 » : which line, from 1. */
export const correctedLineIn = (text: string): number | null => {
  const [, line] = CORRECTS.exec(AROUND.removeFrom(plain(text))) ?? [];
  return line === undefined ? null : Number(line);
};

/** « retirer la ligne 3 » : which line, from 1, and whether it is to be shared. */
export function lineWishIn(text: string): { line: number; shared: boolean } | null {
  const [, verb = '', line] = LINE.exec(AROUND.removeFrom(plain(text))) ?? [];
  return line === undefined ? null : { line: Number(line), shared: /^(remet|rajout|partag)/.test(verb) };
}
