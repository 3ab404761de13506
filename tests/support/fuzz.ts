/**
 * What the fuzzing tests share: how many inputs, out of what they are made, and what none of them may cause.
 * 50 000 inputs by default; `FUZZ_RUNS=1000000 npx vitest run tests/fuzz` is for the night.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect } from 'vitest';

const TOTAL = Number(process.env['FUZZ_RUNS'] ?? 50_000);
/** No input may hold the process longer: processor time, so that a busy machine accuses nobody. */
const LONGEST_MS = 1_000;
const GROWTH_MB = 48;

/** Time that a test of this many inputs is given. */
export const patience = (share: number): number => 60_000 + runsOf(share) * 60;
export const runsOf = (share: number): number => Math.max(1, Math.round(TOTAL * share));

const WORDS = [
  'je', 'suis', 'cadre', 'pas', 'salarié', 'chomage', 'rennes', '35000', '34 ans', 'démissionner', 'cpf', 'vae', 'bilan', 'combien', 'c’est', 'quoi', '?', 'et', 'mais', 'j’ai', 'déjà', 'posé', 'ma', 'démission',
  'conseiller', 'parler', 'oui', 'non', 'transmettre', 'retirer', 'corriger', '3', 'handicap', 'france', 'travail', 'en 2019', 'L6323-17', 'au', 'lyon', 'aide-soignante', 'devenir', 'menuisier', 'plus simple', 'mon âge', 'oublier', 'jsp', 'tkt',
];
const NASTY = [
  '\u0000', '\ud800', '\u202e', '\u200b', '﷽', '👩‍👩‍👧‍👦', 'ﬃ', 'İ', 'ẞ', '\r\n', '\t', ' ', '“', '<script>alert(1)</script>', '=HYPERLINK("x")', '{{x}}', '${x}', '__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', '%00', '../../etc/passwd', "' OR 1=1 --", '[a](javascript:alert(1))', '**', '`'.repeat(40),
  'a'.repeat(300), '('.repeat(200), '1'.repeat(80), 'é'.normalize('NFD').repeat(60), ' '.repeat(500), '😀'.repeat(60), 'מה קורה', 'ما هو', '如何', 'ñandú',
];

/** A message as somebody, or something, may send it. */
export const anyMessage: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...WORDS) }, { weight: 2, arbitrary: fc.constantFrom(...NASTY) }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) }), { minLength: 1, maxLength: 14 }).map((parts) => parts.join(' ')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
);

/** Runs the property, and holds each run to the time, and all of them to the memory, that they may take. */
export async function fuzz<T>(share: number, inputs: fc.Arbitrary<T>, check: (input: T) => void | Promise<void>): Promise<void> {
  const collect = garbageCollector();
  let before = 0;
  let count = 0;
  const numRuns = runsOf(share);
  const property = fc.asyncProperty(inputs, async (input) => {
    // What is read once and kept is there after the first tenth.
    if (++count === Math.ceil(numRuns / 10)) before = heapMb(collect);
    // The first one that meets a table reads it: what is slow is slow twice.
    let spent = await cpuMs(() => check(input));
    if (spent >= LONGEST_MS) spent = await cpuMs(() => check(input));
    expect(spent, `time for ${JSON.stringify(input).slice(0, 500)}`).toBeLessThan(LONGEST_MS);
  });
  await fc.assert(property, { numRuns, endOnFailure: true });
  if (numRuns >= 1_000) expect(heapMb(collect) - before, 'memory that stays, in MB').toBeLessThan(GROWTH_MB);
}

async function cpuMs(work: () => void | Promise<void>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

function heapMb(collect: () => void): number {
  collect();
  return process.memoryUsage().heapUsed / 1_000_000;
}
