/** Insee's rates of unemployment, one row for each area and quarter. */
import { ImportRefused } from './refusal.ts';
import type { StoredRates } from '../stored.ts';
import { eachOnce, needed, type Sheet } from './sheet.ts';

const QUARTER = /^(?:19|20)\d\d-T[1-4]$/;
const HIGHEST = 60;
/** Two years and the quarter itself: the trend needs one. */
const KEPT = 9;

/** `isArea` tells a code that may stand there. An area that lacks the last quarter makes the whole a part: refused. */
export function readRates(sheet: Sheet, areaColumn: string, isArea: (code: string) => boolean): StoredRates {
  const rates = new Map<string, Map<string, number | null>>();
  const quarters = new Set<string>();
  const key = (row: Sheet['rows'][number]) => `${needed(sheet, row, areaColumn)} ${needed(sheet, row, 'trimestre')}`;
  eachOnce(sheet, key, ({ line, cells }, known) => {
    const [area = '', quarter = ''] = known.split(' ');
    if (!isArea(area)) throw new ImportRefused(sheet.file, line, `${areaColumn} : « ${area} » est inconnu`);
    if (!QUARTER.test(quarter)) throw new ImportRefused(sheet.file, line, `« ${quarter} » n’est pas un trimestre (2025-T3)`);
    const value = (cells.taux ?? '').trim().replace(',', '.');
    const rate = value === '' ? null : Number(value);
    if (rate !== null && !(rate > 0 && rate < HIGHEST && /^\d{1,2}(?:\.\d+)?$/.test(value))) throw new ImportRefused(sheet.file, line, `« ${value} » n’est pas un taux de chômage en %`);
    quarters.add(quarter);
    const own = rates.get(area) ?? new Map<string, number | null>();
    rates.set(area, own.set(quarter, rate));
  });
  const kept = [...quarters].sort().slice(-KEPT);
  checkYears(sheet, kept);
  const last = kept.at(-1) ?? '';
  const short = [...rates].find(([, byQuarter]) => !byQuarter.has(last));
  if (short) throw new ImportRefused(sheet.file, null, `import partiel : ${short[0]} n’a pas de ligne pour ${last}`);
  return { quarters: kept, byArea: Object.fromEntries([...rates].sort().map(([area, byQuarter]) => [area, kept.map((quarter) => byQuarter.get(quarter) ?? null)])) };
}

/** The quarter of the year before is found by its name, so none may be missing in between. */
function checkYears({ file }: Sheet, quarters: readonly string[]): void {
  const index = (quarter: string) => Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6));
  for (const [at, quarter] of quarters.entries()) {
    const before = quarters[at - 1];
    if (before !== undefined && index(quarter) - index(before) !== 1) throw new ImportRefused(file, null, `import partiel : rien entre ${before} et ${quarter}`);
  }
}
