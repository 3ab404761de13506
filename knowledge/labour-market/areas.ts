/** The areas for which figures are published, from the finest that is known of a place to the whole country. */
import { openPlaces, placeKey } from '../territories/places.ts';
import { zoningPhrase } from './area-names.ts';
import type { BassinCode, ZoneEmploiCode } from './codes.ts';
import type { Area, BassinArea, WideArea, ZoneArea } from './figures.ts';
import type { LabourTables } from './tables.ts';

/** What is known of where the person is. */
export interface Where {
  /** INSEE code of the commune, when it is known. */
  insee?: string | null;
  departement: string | null;
  region: string | null;
}

/** For what employers plan: bassin d'emploi, département, région, France. Empty abroad, and where no figure is published. */
export function areasOf(where: Where, tables: LabourTables, bassin?: BassinCode | null): Area[] {
  const own = bassinArea(bassin ?? bassinOf(where, tables), tables);
  return [...(own ? [own] : []), ...widerAreas(inArea(where, own), tables)];
}

/** For the rate of unemployment: zone d'emploi, département, région, France. */
export function rateAreasOf(where: Where, tables: LabourTables, zone?: ZoneEmploiCode | null): Area[] {
  const own = zoneArea(zone ?? tables.communes.get(where.insee ?? '')?.zone ?? null, tables);
  return [...(own ? [own] : []), ...widerAreas(inArea(where, own), tables)];
}

/** By the table of communes; where none was imported, the bassin that bears the name of the town and lies in its département. */
function bassinOf({ insee, departement }: Where, { communes, bassins }: LabourTables): BassinCode | null {
  if (insee == null || communes.size > 0) return communes.get(insee ?? '')?.bassin ?? null;
  const town = placeKey(openPlaces().byInsee(insee)?.name ?? '');
  for (const [code, { name, departements }] of bassins) if (placeKey(name) === town && departement !== null && departements.includes(departement)) return code;
  return null;
}

/** A bassin named without a town is wider than no département but its own. */
function inArea(where: Where, own: BassinArea | ZoneArea | null): Where {
  const [departement] = own?.departements ?? [];
  if (where.departement !== null || departement === undefined) return where;
  return { departement, region: openPlaces().departement(departement)?.region?.code ?? where.region };
}

export function bassinArea(bassin: BassinCode | null, tables: LabourTables): BassinArea | null {
  const found = bassin === null ? undefined : tables.bassins.get(bassin);
  return bassin !== null && found && found.projects.size > 0 ? { level: 'bassin', bassin, name: zoningPhrase('bassin d’emploi', found.name), departements: found.departements } : null;
}

export function zoneArea(zone: ZoneEmploiCode | null, tables: LabourTables): ZoneArea | null {
  const found = zone === null ? undefined : tables.zones.get(zone);
  return zone !== null && found && tables.unemployment.zones.byArea.has(zone) ? { level: 'zone-emploi', zoneEmploi: zone, name: zoningPhrase('zone d’emploi', found.name), departements: found.departements } : null;
}

function widerAreas({ departement, region }: Where, tables: LabourTables): WideArea[] {
  const published = [...tables.projects.keys()];
  const places = openPlaces();
  const areas: WideArea[] = [];
  const own = departement === null ? null : places.departement(departement);
  if (own && departement !== null && tables.projects.has(departement)) areas.push({ level: 'departement', name: `${own.name} (${departement})`, departements: [departement] });
  const around = region === null ? null : places.region(region);
  const ofRegion = region === null ? [] : published.filter((code) => places.departement(code)?.region?.code === region);
  if (around && region !== null && ofRegion.length > 1) areas.push({ level: 'region', region, name: around.name, departements: ofRegion });
  if (departement !== null || region !== null) areas.push({ level: 'france', name: 'France', departements: published });
  // A région of one département only (La Réunion, Guyane…) is that département.
  if (areas.length === 1 && ofRegion.length === 1 && ofRegion[0] !== undefined) areas.unshift({ level: 'departement', name: around?.name ?? '', departements: ofRegion });
  return areas;
}
