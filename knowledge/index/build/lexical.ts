/** Builds the BM25F arrays: see `../lexical.ts` for how they are read. */
import type { LexicalArrays } from '../lexical.ts';

/** What a unit says, field by field, as term numbers. */
export interface UnitFields {
  title: number[];
  heading: number[];
  path: number[];
  anchor: number[];
  body: number[];
}

/**
 * Weight of a field, and how much a long field is held against it (BM25's b).
 * `names`: the field says what the text is about, which search rewards once more.
 * Tuned by measuring: a title says what the text is about, a body also says what it is not about.
 */
const FIELDS: { name: keyof UnitFields; names: boolean; weight: number; b: number }[] = [
  { name: 'title', names: true, weight: 7, b: 0.8 },
  { name: 'heading', names: true, weight: 3, b: 0.7 },
  { name: 'path', names: false, weight: 0.8, b: 0.3 },
  { name: 'anchor', names: true, weight: 1.5, b: 0.8 },
  { name: 'body', names: false, weight: 1, b: 0.55 },
];
/** How soon repeating a word stops helping. */
const SATURATION = 2.2;

/** Builds the arrays over the units, numbered as given, and terms below `termCount`. */
export function buildLexical(units: readonly UnitFields[], termCount: number): LexicalArrays {
  const average = FIELDS.map(({ name }) => {
    const filled = units.filter((unit) => unit[name].length > 0);
    return filled.reduce((sum, unit) => sum + unit[name].length, 0) / Math.max(1, filled.length);
  });
  const postings: { unit: number; term: number; frequency: number; named: boolean }[] = [];
  const count = new Uint32Array(termCount + 1);
  for (const [unit, fields] of units.entries()) {
    const terms = new Map<number, { frequency: number; named: boolean }>();
    for (const [index, { name, names, weight, b }] of FIELDS.entries()) {
      const length = fields[name].length / (average[index] || 1);
      const part = weight / (1 - b + b * length);
      for (const term of fields[name]) {
        const known = terms.get(term);
        if (known === undefined) terms.set(term, { frequency: part, named: names });
        else {
          known.frequency += part;
          known.named ||= names;
        }
      }
    }
    for (const [term, found] of terms) {
      postings.push({ unit, term, ...found });
      count[term] = (count[term] as number) + 1;
    }
  }
  const starts = new Uint32Array(termCount + 1);
  for (let term = 0; term < termCount; term += 1) starts[term + 1] = (starts[term] as number) + (count[term] as number);
  const next = starts.slice();
  const arrays = {
    starts,
    units: new Uint32Array(postings.length),
    impacts: new Float32Array(postings.length),
    rarity: new Float32Array(termCount),
  };
  for (const { unit, term, frequency, named } of postings) {
    const place = next[term] as number;
    next[term] = place + 1;
    arrays.units[place] = unit * 2 + (named ? 1 : 0);
    arrays.impacts[place] = (frequency * (SATURATION + 1)) / (SATURATION + frequency);
  }
  for (let term = 0; term < termCount; term += 1) {
    const documents = count[term] as number;
    arrays.rarity[term] = Math.log(1 + (units.length - documents + 0.5) / (documents + 0.5));
  }
  return arrays;
}
