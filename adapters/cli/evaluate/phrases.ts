/** Are trades and places read as people type them? The phrases are in `tests/evaluation/occupations.yaml` and `places.yaml`. */
import { z } from 'zod';
import { openLabourTables } from '../../../knowledge/labour-market/tables.ts';
import type { FoundOccupation } from '../../../knowledge/labour-market/occupations.ts';
import type { Place, PlaceReading } from '../../../knowledge/territories/places.ts';
import { type Failure, groupBy, share, type SuiteResult, type Table } from './figures.ts';
import { type Half, halfOf, readSuite } from './suite-data.ts';

const NONE = 'none';
const CODE = /^[A-N]\d{4}$|^[A-N]\d{2}$/;
const occupationSchema = z.strictObject({
  say: z.string().min(1),
  rome: z.string().transform((codes) => codes.split(' ')).refine((codes) => codes.join() === NONE || codes.every((code) => CODE.test(code)), 'codes of ROME (« F1703 », « M18 ») or none'),
});
const placeSchema = z
  .strictObject({ say: z.string().min(1), is: z.string().transform((names) => names.split('|')).optional(), among: z.array(z.string()).optional() })
  .refine(({ is, among }) => (is === undefined) !== (among === undefined), 'either « is » or « among »');

const kinds = <Schema extends z.ZodType>(schema: Schema) => z.record(z.string(), z.array(schema).min(1));
const listed = <Phrase extends { say: string }>(byKind: Record<string, Phrase[]>) => Object.entries(byKind).flatMap(([kind, phrases]) => phrases.map((phrase) => ({ ...phrase, kind, half: halfOf(phrase.say) })));

export type OccupationPhrase = z.infer<typeof occupationSchema> & { kind: string; half: Half };
export type PlacePhrase = z.infer<typeof placeSchema> & { kind: string; half: Half };
export const readOccupationPhrases = (): OccupationPhrase[] => listed(readSuite('occupations.yaml', kinds(occupationSchema)));
export const readPlacePhrases = (): PlacePhrase[] => listed(readSuite('places.yaml', kinds(placeSchema)));

/** The first trade read is of a right family; where none is named, none is read. */
export function evaluateOccupations(read: (text: string) => FoundOccupation[], suite: readonly OccupationPhrase[]): SuiteResult {
  const { romes } = openLabourTables();
  const familyOf = (code: string) => romes.get(code)?.parent ?? code;
  const judged = suite.map(({ say, rome, kind, half }) => {
    const [first] = read(say);
    const isRight = rome[0] === NONE ? first === undefined : first !== undefined && rome.some((code) => (code.length === 3 ? first.rome.startsWith(code) : familyOf(first.rome) === familyOf(code)));
    return { say, kind, half, isRight, detail: `${say} | ${first ? `${first.rome} ${first.label} (« ${first.said} »)` : 'nothing'}, not ${rome.join(' ')}` };
  });
  return result('Métiers lus dans une phrase', 'occupations-right-family', judged);
}

/** The commune or the area is the right one; of namesakes none is chosen, and the ones meant are offered. */
export function evaluatePlaces(read: (text: string) => PlaceReading | null, suite: readonly PlacePhrase[]): SuiteResult {
  const judged = suite.map(({ say, is, among, kind, half }) => {
    const place = read(say);
    const names = (place?.candidates ?? []).map(nameOf);
    const isRight = among ? place !== null && !place.certain && among.every((name) => names.slice(0, 4).includes(name)) : is?.[0] === NONE ? place === null : place !== null && place.certain && (is ?? []).includes(names[0] ?? '');
    return { say, kind, half, isRight, detail: `${say} | ${names.slice(0, 5).join(', ') || 'nothing'}${place && !place.certain ? ' (asks)' : ''}, not ${(is ?? among ?? []).join(' | ')}` };
  });
  return result('Lieux lus dans une phrase', 'places-right', judged);
}

/** « Brest (29) », « 29 », « Bretagne ». */
function nameOf({ level, name, departement }: Place): string {
  const plain = name.replaceAll('’', "'");
  if (level === 'commune') return `${plain} (${departement?.code ?? ''})`;
  return level === 'departement' ? (departement?.code ?? plain) : plain;
}

interface Judged {
  say: string;
  kind: string;
  half: Half;
  isRight: boolean;
  detail: string;
}

function result(title: string, figure: string, judged: readonly Judged[]): SuiteResult {
  const right = (phrases: readonly Judged[]) => share(phrases.filter(({ isRight }) => isRight).length, phrases.length);
  const row = (name: string, phrases: readonly Judged[]) => [name, phrases.length, right(phrases)];
  const of = (half: Half) => judged.filter((phrase) => phrase.half === half);
  const table: Table = {
    title,
    columns: ['', 'phrases', 'justes'],
    rows: [row('tune', of('tune')), row('heldout', of('heldout')), ...[...groupBy(of('tune'), ({ kind }) => kind)].map(([kind, phrases]) => row(`  tune, ${kind}`, phrases))],
  };
  const failures: Failure[] = judged.filter(({ isRight }) => !isRight).map(({ kind, half, detail }) => ({ id: kind, half, detail }));
  return { tables: [table], figures: { [figure]: right(of('heldout')) }, failures };
}
