/** The word of a trade that a misspelt word was meant to be. */
import { slipsBetween } from '../slips.ts';
import { openTradeNames } from './trade-names.ts';
import { soundOf } from './trade-words.ts';

/** Shorter words have too many neighbours. */
const HEARD_FROM = 5;
const ONE_SLIP_FROM = 7;
const TWO_SLIPS_FROM = 11;

/** The same to the ear, else a slip or two away; null when there is none. Of two as near, the one in more names. */
export function nearestWord(stem: string): string | null {
  if (stem.length < HEARD_FROM || /\d/.test(stem)) return null;
  const names = openTradeNames();
  const sound = soundOf(stem);
  const [heard] = names.soundingLike(sound);
  if (heard && sound.length >= HEARD_FROM - 1) return heard;
  if (stem.length < ONE_SLIP_FROM) return null;
  const limit = stem.length >= TWO_SLIPS_FROM ? 2 : 1;
  let best: string | null = null;
  let fewest = limit + 1;
  for (const { stem: word, sound: wordSound } of names.beginningWith(sound[0] ?? '')) {
    if (word.length < HEARD_FROM) continue;
    // What sounds nearly the same is a slip as well: « soingante ».
    const slips = Math.min(slipsBetween(stem, word, limit), slipsBetween(sound, wordSound, limit));
    if (slips < fewest) [best, fewest] = [word, slips];
  }
  return best;
}
