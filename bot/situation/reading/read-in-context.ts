/** A message among those before it: what was said of a brother is his situation once « c'est pour lui » is said. */
import type { Situation } from '../situation.ts';
import { type MessageReading, readMessage, type ReadOptions } from './read-message.ts';

const OWN = /\b(?:et |mais )?moi,? (?:je|j['’ ]|c['’]est)|\bpour moi(?:[- ]m[êe]me)?\b/i;

/** `mentioned` is the last message that spoke of somebody close without being for them; the result holds the next one to remember. */
export function readInContext(text: string, situation: Situation, mentioned: string | null, options: Omit<ReadOptions, 'forRelative'>): MessageReading & { mentioned: string | null; speaksOfSelf: boolean } {
  // « Et moi je suis cadre » after a son's story begins the person's own.
  const speaksOfSelf = situation.pourUnProche?.value === true && OWN.test(text);
  const isForRelative = situation.pourUnProche?.value === true && !speaksOfSelf;
  const reading = readMessage(text, { ...options, forRelative: isForRelative });
  const becomesFor = !isForRelative && mentioned !== null && reading.readings.some(({ slot, value }) => slot === 'pourUnProche' && value === true);
  if (!becomesFor) return { ...reading, speaksOfSelf, mentioned: reading.mentionsRelative ? text : mentioned };
  const earlier = readMessage(mentioned, { ...options, asked: null, forRelative: true }).readings;
  const added = earlier.filter(({ slot }) => !reading.readings.some((known) => known.slot === slot));
  return { ...reading, readings: [...added, ...reading.readings], mentioned: null, speaksOfSelf };
}
