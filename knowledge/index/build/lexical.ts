/** Builds the BM25F arrays: see `../lexical.ts` for how they are read. */
import { ANCHOR, BODY, HEADING, PATH, TITLE, type LexicalArrays } from '../lexical.ts';

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
 * Tuned by measuring: a title says what the text is about, a body also says what it is not about.
 */
const FIELDS: { name: keyof UnitFields; bit: number; weight: number; b: number }[] = [
  { name: 'title', bit: TITLE, weight: 5, b: 0.6 },
  { name: 'heading', bit: HEADING, weight: 2, b: 0.5 },
  { name: 'path', bit: PATH, weight: 0.8, b: 0.3 },
  { name: 'anchor', bit: ANCHOR, weight: 1.5, b: 0.6 },
  { name: 'body', bit: BODY, weight: 1, b: 0.55 },
];
/** How soon repeating a word stops helping. */
const SATURATION = 2.2;

/** Builds the arrays over the units, numbered as given, and terms below `termCount`. */
export function buildLexical(units: readonly UnitFields[], termCount: number): LexicalArrays {
  const average = FIELDS.map(({ name }) => {
    const filled = units.filter((unit) => unit[name].length > 0);
    return filled.reduce((sum, unit) => sum + unit[name].length, 0) / Math.max(1, filled.length);
  });
  const postings: { unit: number; term: number; frequency: number; fields: number }[] = [];
  const count = new Uint32Array(termCount + 1);
  for (const [unit, fields] of units.entries()) {
    const terms = new Map<number, { frequency: number; fields: number }>();
    for (const [index, { name, bit, weight, b }] of FIELDS.entries()) {
      const length = fields[name].length / (average[index] || 1);
      const part = weight / (1 - b + b * length);
      for (const term of fields[name]) {
        const known = terms.get(term);
        if (known === undefined) terms.set(term, { frequency: part, fields: bit });
        else {
          known.frequency += part;
          known.fields |= bit;
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
    fields: new Uint8Array(postings.length),
    rarity: new Float32Array(termCount),
  };
  for (const { unit, term, frequency, fields } of postings) {
    const place = next[term] as number;
    next[term] = place + 1;
    arrays.units[place] = unit;
    arrays.impacts[place] = (frequency * (SATURATION + 1)) / (SATURATION + frequency);
    arrays.fields[place] = fields;
  }
  for (let term = 0; term < termCount; term += 1) {
    const documents = count[term] as number;
    arrays.rarity[term] = Math.log(1 + (units.length - documents + 0.5) / (documents + 0.5));
  }
  return arrays;
}
