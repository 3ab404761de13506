/** The areas for which figures are published, from the finest that is known of a place to the whole country. */
import { openPlaces } from '../territories/places.ts';
import type { Area } from './figures.ts';
import { openLabourTables } from './tables.ts';

/** `Finistère (29)`, then `Bretagne`, then `France`. Empty abroad, and where no figure is published. */
export function areasOf({ departement, region }: { departement: string | null; region: string | null }): Area[] {
  const published = [...openLabourTables().projects.keys()];
  const places = openPlaces();
  const areas: Area[] = [];
  const own = departement === null ? null : places.departement(departement);
  if (own && departement !== null && published.includes(departement)) areas.push({ level: 'departement', name: `${own.name} (${departement})`, departements: [departement] });
  const around = region === null ? null : places.region(region);
  const ofRegion = region === null ? [] : published.filter((code) => places.departement(code)?.region?.code === region);
  if (around && ofRegion.length > 1) areas.push({ level: 'region', name: around.name, departements: ofRegion });
  if (departement !== null || region !== null) areas.push({ level: 'france', name: 'France', departements: published });
  // A région of one département only (La Réunion, Guyane…) is that département.
  if (areas.length === 1 && ofRegion.length === 1 && ofRegion[0] !== undefined) areas.unshift({ level: 'departement', name: around?.name ?? '', departements: ofRegion });
  return areas;
}
