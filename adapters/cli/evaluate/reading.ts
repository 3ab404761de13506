/** Does the bot read in a message what a careful receptionist would note, and nothing else? */
import { SLOTS, type Slot } from '../../../bot/situation/situation.ts';
import { share, type Failure, type SuiteResult, type Table } from './figures.ts';
import { isRightValue, showValue } from './reading-match.ts';
import type { ReadingMessage } from './reading-suite.ts';
import type { Half } from './suite-data.ts';

/** What is known after these messages of one person: bare values by slot. `asked` is the slot that the last message answers. */
export type ReadMessages = (messages: string[], asked: string | null) => Record<string, unknown>;

interface Count {
  right: number;
  /** Read, and not expected or with another value. */
  wrong: number;
  /** Expected, and not read or with another value. */
  missed: number;
}
interface Judged {
  message: ReadingMessage;
  counts: { slot: Slot; count: Count }[];
  mistakes: string[];
}

const HALVES: readonly Half[] = ['tune', 'heldout'];

/** A slot that is neither expected nor read, or that `may` leaves open, counts for nothing; a wrong value is both wrong and missed. */
function judge(message: ReadingMessage, read: Readonly<Record<string, unknown>>): Judged {
  const judged: Judged = { message, counts: [], mistakes: [] };
  for (const slot of SLOTS) {
    const wanted = message.expect[slot];
    const got = read[slot] ?? undefined;
    if (message.may.includes(slot) || (wanted === undefined && got === undefined)) continue;
    const right = wanted !== undefined && got !== undefined && isRightValue(slot, wanted, got);
    judged.counts.push({ slot, count: { right: Number(right), wrong: Number(!right && got !== undefined), missed: Number(!right && wanted !== undefined) } });
    if (!right) judged.mistakes.push(`${slot}: ${got === undefined ? 'rien' : showValue(got)} au lieu de ${wanted ?? 'rien'}`);
  }
  return judged;
}

const sum = (counts: readonly Count[]): Count =>
  counts.reduce((total, count) => ({ right: total.right + count.right, wrong: total.wrong + count.wrong, missed: total.missed + count.missed }), { right: 0, wrong: 0, missed: 0 });

/** Nothing read is nothing wrong: then the precision is 1; nothing expected, the recall is 1. */
const precision = ({ right, wrong }: Count): number => (right + wrong === 0 ? 1 : share(right, right + wrong));
const recall = ({ right, missed }: Count): number => (right + missed === 0 ? 1 : share(right, right + missed));
const mean = (values: readonly number[]): number => share(values.reduce((total, value) => total + value, 0), values.length);

/** Micro over all facts; macro over the slots that occur. */
function totalsOf(judged: readonly Judged[]) {
  const bySlot = new Map<Slot, Count>();
  for (const { slot, count } of judged.flatMap(({ counts }) => counts)) bySlot.set(slot, sum([bySlot.get(slot) ?? sum([]), count]));
  const slots = [...bySlot.values()];
  const silent = judged.filter(({ message }) => Object.keys(message.expect).length === 0);
  return {
    bySlot,
    micro: sum(slots),
    macroPrecision: mean(slots.map(precision)),
    macroRecall: mean(slots.map(recall)),
    /** Messages in which every fact is right and nothing is invented. */
    wholeRight: share(judged.filter(({ mistakes }) => mistakes.length === 0).length, judged.length),
    silentKept: share(silent.filter(({ mistakes }) => mistakes.length === 0).length, silent.length),
  };
}

function slotTable(totals: Record<Half, ReturnType<typeof totalsOf>>): Table {
  const cells = (count: Count) => [count.right + count.missed, precision(count), recall(count)];
  return {
    title: 'Lecture de la situation, par information',
    columns: ['', ...HALVES.flatMap((half) => [`${half} : attendus`, 'précision', 'rappel'])],
    rows: [
      ...SLOTS.filter((slot) => HALVES.some((half) => totals[half].bySlot.has(slot))).map((slot) => [slot, ...HALVES.flatMap((half) => cells(totals[half].bySlot.get(slot) ?? sum([])))]),
      ['toutes (micro)', ...HALVES.flatMap((half) => cells(totals[half].micro))],
      ['moyenne (macro)', ...HALVES.flatMap((half) => ['', totals[half].macroPrecision, totals[half].macroRecall])],
    ],
  };
}

function kindTable(judged: readonly Judged[]): Table {
  return {
    title: 'Lecture de la situation, par sorte de message',
    columns: ['', ...HALVES.flatMap((half) => [`${half} : messages`, 'lus sans faute'])],
    rows: [...new Set(judged.map(({ message }) => message.kind))].map((kind) => [
      kind,
      ...HALVES.flatMap((half) => {
        const items = judged.filter(({ message }) => message.kind === kind && message.half === half);
        return [items.length, totalsOf(items).wholeRight];
      }),
    ]),
  };
}

const failureOf = ({ message, mistakes }: Judged): Failure => ({
  id: message.id,
  half: message.half,
  detail: `${[...message.before, message.text].join(' / ')}${message.asked ? ` (${message.asked} ?)` : ''} | ${mistakes.join(' ; ')}`,
});

/** `name` begins the names of the figures. */
export function evaluateReading(read: ReadMessages, suite: readonly ReadingMessage[], name = 'reading'): SuiteResult {
  const judged = suite.map((message) => judge(message, read([...message.before, message.text], message.asked)));
  const ofHalf = (half: Half) => totalsOf(judged.filter(({ message }) => message.half === half));
  const totals = { tune: ofHalf('tune'), heldout: ofHalf('heldout') };
  const { heldout } = totals;
  return {
    tables: [slotTable(totals), kindTable(judged)],
    figures: {
      [`${name}-precision`]: precision(heldout.micro),
      [`${name}-recall`]: recall(heldout.micro),
      [`${name}-precision-by-slot`]: heldout.macroPrecision,
      [`${name}-recall-by-slot`]: heldout.macroRecall,
      [`${name}-nothing-invented`]: heldout.silentKept,
    },
    failures: judged.filter(({ mistakes }) => mistakes.length > 0).map(failureOf),
  };
}
