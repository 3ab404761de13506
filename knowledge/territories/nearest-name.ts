/** The communes whose name is one or two slips of the fingers away. */
import { slipsBetween } from '../slips.ts';
import type { Gazetteer } from './gazetteer.ts';

const TWO_SLIPS_FROM = 9;
/** Fewer people, and a name misspelt is not worth guessing. */
const GUESSED_FROM = 1_500;

/** Numbers of the communes with the fewest slips, largest first. The first letter is nearly always right. */
export function createNearestName(gazetteer: Gazetteer) {
  let buckets: Map<string, { key: string; people: number; numbers: readonly number[] }[]> | undefined;
  const bucketsOnce = () => {
    if (buckets) return buckets;
    buckets = new Map();
    for (const [key, numbers] of gazetteer.names) {
      const people = gazetteer.population(numbers[0] ?? -1);
      if (people < GUESSED_FROM || gazetteer.isFormer(key)) continue;
      const name = key[0] + String(key.length);
      const bucket = buckets.get(name);
      if (bucket) bucket.push({ key, people, numbers });
      else buckets.set(name, [{ key, people, numbers }]);
    }
    for (const bucket of buckets.values()) bucket.sort((one, other) => other.people - one.people);
    return buckets;
  };
  return (written: string, atLeast: number, lettersBesideArticle = written.length): readonly number[] => {
    const limit = lettersBesideArticle >= TWO_SLIPS_FROM ? 2 : 1;
    let best: readonly number[] = [];
    let fewest = limit + 1;
    let mostPeople = 0;
    for (let length = written.length - limit; length <= written.length + limit; length++) {
      for (const { key, people, numbers } of bucketsOnce().get(written[0] + String(length)) ?? []) {
        if (people < atLeast) break;
        const count = slipsBetween(written, key, limit);
        // Of two names as close, the larger town is meant.
        if (count < fewest || (count === fewest && count <= limit && people > mostPeople)) [best, fewest, mostPeople] = [numbers, count, people];
      }
    }
    return best;
  };
}
