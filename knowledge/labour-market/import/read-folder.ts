/** Finds each official table in a folder, in our own CSV layout or as its producer publishes it, and reads them together: all, or none. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPlaces } from '../../territories/places.ts';
import type { StoredRates, StoredTables } from '../stored.ts';
import { openLabourTables } from '../tables.ts';
import { bmoWorkbook } from './bmo-workbook.ts';
import { inseeWorkbook } from './insee-workbook.ts';
import { checkWhole, type ListedBassin, readSurvey, type Survey, SURVEY_COLUMNS } from './projects.ts';
import { readRates } from './rates.ts';
import { ImportRefused } from './refusal.ts';
import { romeArchive } from './rome-archive.ts';
import { csvSheet, type Sheet } from './sheet.ts';
import { type Communes, type ListedZone, readBassins, readCommunes, readZones } from './territories.ts';
import { readFaps, readFapsOfRome, readNearby, readRomes, type Romes } from './trades.ts';
import { readSheets } from './workbook.ts';

export interface OfficialTables {
  latest: Survey;
  /** The survey of the year before, where the folder has it. */
  before: Survey | null;
  bassins: Map<string, ListedBassin>;
  zones: Map<string, ListedZone>;
  communes: Communes;
  unemployment: { departements: StoredRates; zones: StoredRates };
  fapLabels: Record<string, string>;
  fapsOfRome: Record<string, string[]>;
  romes: Romes;
  nearby: Record<string, string[]>;
  /** What the folder did not have and was taken from the figures in use, in French. */
  kept: string[];
}

/** Our CSV layout, each file with the columns that are read. */
const LAYOUT: Record<string, string[]> = {
  bassins_bmo: ['bassin', 'libelle', 'departement', 'annees'],
  fap2021: ['code_fap', 'libelle'],
  fap2021_rome: ['code_fap', 'code_rome'],
  chomage_departement: ['departement', 'trimestre', 'taux'],
  chomage_zone_emploi: ['zone_emploi', 'trimestre', 'taux'],
  zones_emploi: ['zone_emploi', 'libelle', 'departements'],
  communes_zones: ['commune', 'zone_emploi', 'bassin_bmo'],
  rome_metiers: ['code_rome', 'libelle', 'code_rome_parent', 'transition_eco'],
  rome_mobilites: ['code_rome', 'code_rome_cible', 'ordre'],
};
const SURVEY_FILE = /^bmo_(\d{4})\.csv$/;

/** `inUse` gives what a folder of original files cannot hold. Throws {@link ImportRefused}. */
export async function readOfficialFolder(folder: string, inUse: StoredTables | null): Promise<OfficialTables> {
  const found = await findTables(folder);
  const kept: string[] = [];
  const fallback = <Value>(what: string, value: Value): Value => {
    kept.push(what);
    return value;
  };
  const { sheets } = found;
  const built = openLabourTables();
  const fapLabels = sheets.fap2021 ? readFaps(sheets.fap2021) : fallback('les métiers (FAP 2021)', Object.fromEntries(built.fapLabels));
  const fapsOfRome = sheets.fap2021_rome ? readFapsOfRome(sheets.fap2021_rome, fapLabels) : fallback('la correspondance FAP – ROME', Object.fromEntries(built.fapsOfRome));
  const { rome } = found;
  const romes = rome ? readRomes(rome.romes, rome.label) : fallback('les métiers du ROME', inUse?.romes ?? Object.fromEntries(built.romes));
  const nearby = rome ? readNearby(rome.nearby, rome.order, romes) : fallback('les métiers proches', inUse?.nearby ?? Object.fromEntries(built.nearby));

  const bassins = sheets.bassins_bmo ? readBassins(sheets.bassins_bmo) : mergedBassins(found.surveys.flatMap((survey) => survey.bassins));
  const [latest, before = null] = readSurveys(found, new Set(Object.keys(fapLabels)), bassins);
  if (!latest) throw new ImportRefused(folder, null, 'aucune enquête BMO : il faut bmo_AAAA.csv, ou le classeur de France Travail');

  const zones = sheets.zones_emploi ? readZones(sheets.zones_emploi) : found.zones.size > 0 ? found.zones : fallback('les zones d’emploi', zonesInUse(inUse));
  const communes = sheets.communes_zones ? readCommunes(sheets.communes_zones, zones, bassins) : fallback('les communes des bassins et des zones d’emploi', communesInUse(inUse, zones, bassins));
  const byDepartement = sheets.chomage_departement ?? found.rates.departements;
  const byZone = sheets.chomage_zone_emploi ?? found.rates.zones;
  const areaColumn = (sheet: Sheet, ours: string) => (sheet.rows[0] && ours in sheet.rows[0].cells ? ours : 'area');
  return {
    latest,
    before,
    bassins,
    zones,
    communes,
    unemployment: {
      departements: byDepartement
        ? readRates(byDepartement, areaColumn(byDepartement, 'departement'), isDepartement)
        : fallback('le chômage par département', inUse?.unemployment.departements ?? { quarters: [...built.unemployment.departements.quarters], byArea: Object.fromEntries([...built.unemployment.departements.byArea].map(([code, rates]) => [code, [...rates]])) }),
      zones: byZone ? readRates(byZone, areaColumn(byZone, 'zone_emploi'), (code) => zones.has(code)) : fallback('le chômage par zone d’emploi', inUse?.unemployment.zones ?? { quarters: [], byArea: {} }),
    },
    fapLabels,
    fapsOfRome,
    romes,
    nearby,
    kept,
  };
}

const isDepartement = (code: string): boolean => openPlaces().departement(code)?.departement?.code === code;

interface Found {
  sheets: Partial<Record<string, Sheet>>;
  surveys: { year: number; sheet: Sheet; bassins: ListedBassin[] }[];
  rates: { departements?: Sheet; zones?: Sheet };
  zones: Map<string, ListedZone>;
  rome: { romes: Sheet; label: string; nearby: Sheet; order: string } | null;
}

async function findTables(folder: string): Promise<Found> {
  const names = namesIn(folder);
  const read = (name: string) => readFileSync(join(folder, name));
  const found: Found = { sheets: {}, surveys: [], rates: {}, zones: new Map(), rome: null };
  const isOriginal = names.some((name) => /\.(?:xlsx?|zip)$/i.test(name));
  for (const [table, columns] of Object.entries(LAYOUT)) if (names.includes(`${table}.csv`)) found.sheets[table] = csvSheet(`${table}.csv`, read(`${table}.csv`), columns);
  const missing = Object.keys(LAYOUT).filter((table) => !found.sheets[table]);
  if (!isOriginal && missing.length > 0) throw new ImportRefused(folder, null, missing.length === Object.keys(LAYOUT).length ? 'aucun fichier reconnu dans ce dossier' : `import partiel : il manque ${missing.map((table) => `${table}.csv`).join(', ')}`);
  for (const name of names) {
    const year = SURVEY_FILE.exec(name)?.[1];
    if (year !== undefined) found.surveys.push({ year: Number(year), sheet: csvSheet(name, read(name), SURVEY_COLUMNS), bassins: [] });
    else if (/\.xls$/i.test(name)) throw new ImportRefused(name, null, 'ancien format d’Excel : ouvrez-le et enregistrez-le en .xlsx');
    else if (/\.xlsx$/i.test(name) && !name.startsWith('~$')) await readOriginal(found, name, read(name));
    else if (/\.zip$/i.test(name)) found.rome = { ...romeArchive(name, read(name)), label: 'libelle_rome', order: 'numero_ordre' };
  }
  const { rome_metiers: romes, rome_mobilites: nearby } = found.sheets;
  if (romes && nearby) found.rome = { romes, label: 'libelle', nearby, order: 'ordre' };
  return found;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (cause) {
    throw new ImportRefused(folder, null, 'ce dossier n’existe pas ou ne peut pas être lu', { cause });
  }
}

async function readOriginal(found: Found, name: string, bytes: Buffer): Promise<void> {
  let isKnown = false;
  for (const raw of await readSheets(name, bytes)) {
    const survey = bmoWorkbook(name, raw);
    const rates = survey ? null : inseeWorkbook(name, raw);
    isKnown ||= survey !== null || rates !== null;
    if (survey) found.surveys.push(survey);
    if (rates && !found.rates[rates.kind]) found.rates[rates.kind] = rates.sheet;
    if (rates?.kind === 'zones') found.zones = rates.zones;
  }
  if (!isKnown) throw new ImportRefused(name, null, 'ce classeur n’est ni l’enquête BMO, ni un tableau de taux de chômage de l’Insee ; retirez-le du dossier');
}

/** The two latest, one year apart; a workbook wins over nothing, two of one year are refused. */
function readSurveys({ surveys }: Found, faps: ReadonlySet<string>, bassins: ReadonlyMap<string, ListedBassin>): Survey[] {
  const [first, second, ...rest] = [...surveys].sort((one, other) => other.year - one.year);
  if (!first) return [];
  const twin = [first, second, ...rest].find((survey, at, all) => survey !== undefined && all[at - 1]?.year === survey.year);
  if (twin) throw new ImportRefused(twin.sheet.file, null, `l’enquête ${twin.year} est deux fois dans le dossier`);
  const latest = readSurvey(first.sheet, first.year, faps, bassins);
  if (!second || second.year !== first.year - 1) return [latest];
  const before = readSurvey(second.sheet, second.year, faps, bassins);
  checkWhole(latest, before, bassins);
  return [latest, before];
}

function mergedBassins(listed: readonly ListedBassin[]): Map<string, ListedBassin> {
  const bassins = new Map<string, ListedBassin>();
  for (const one of listed) {
    const known = bassins.get(one.code);
    // A name of this year wins: the surveys come in any order.
    const newer = !known || Math.max(...one.years) > Math.max(...known.years) ? one : known;
    bassins.set(one.code, { ...newer, departements: [...new Set([...(known?.departements ?? []), ...one.departements])], years: [...(known?.years ?? []), ...one.years] });
  }
  return bassins;
}

const zonesInUse = (inUse: StoredTables | null): Map<string, ListedZone> => new Map((inUse?.zones ?? []).map(({ code, ...zone }) => [code, zone]));

function communesInUse(inUse: StoredTables | null, zones: ReadonlyMap<string, ListedZone>, bassins: ReadonlyMap<string, ListedBassin>): Communes {
  if (!inUse) return { codes: [], zones: [], bassins: [] };
  const among = (code: string | undefined, areas: ReadonlyMap<string, unknown>) => (code !== undefined && areas.has(code) ? code : null);
  return {
    codes: inUse.communes.codes,
    zones: inUse.communes.zones.map((at) => among(inUse.zones[at]?.code, zones)),
    bassins: inUse.communes.bassins.map((at) => among(inUse.bassins[at]?.code, bassins)),
  };
}
