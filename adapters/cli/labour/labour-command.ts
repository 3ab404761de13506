/**
 * `npm run knowledge -- labour --from DIR`: the complete official tables, by bassin and zone d'emploi, instead of the built-in ones by département.
 * Without `--from`, the folder that LABOUR_DATA_DIR names.
 * `npm run knowledge -- labour --live [--departements 29,35]`: what Insee and France Travail have newer, through their interfaces.
 */
import { parseArgs } from 'node:util';
import { importLabour, type ImportSummary } from '../../../knowledge/labour-market/import/import-labour.ts';
import { openLabour } from '../../../knowledge/labour-market/open-labour.ts';
import { dayText } from '../../../knowledge/labour-market/wording.ts';
import { openPlaces } from '../../../knowledge/territories/places.ts';
import type { Config } from '../../config.ts';
import { refreshFigures, type Refreshed } from '../../labour/refresh-figures.ts';
import type { Politeness } from '../../labour/polite-requests.ts';
import { makeFolder } from '../../make-folder.ts';

/** `options` are the words behind `labour`. Throws with French lines that say what to do; what was there before is then still there. */
export async function runLabour(options: string[], config: Config, write: (line: string) => void, politeness: Partial<Politeness> = {}): Promise<void> {
  const values = parse(options);
  const today = new Date().toISOString().slice(0, 10);
  const from = values.from ?? (values.live ? undefined : config.LABOUR_DATA_DIR);
  if (from === undefined && !values.live) throw new Error('Dites où sont les fichiers officiels : npm run knowledge -- labour --from DOSSIER, ou LABOUR_DATA_DIR dans .env. Pour les interfaces des producteurs : --live.');
  makeFolder(config.KNOWLEDGE_DIR, 'KNOWLEDGE_DIR');
  if (from !== undefined) for (const line of importedLines(await importLabour(from, config.KNOWLEDGE_DIR, today), config.KNOWLEDGE_DIR)) write(line);
  if (values.live) await refresh(values.departements ?? '', config, today, write, politeness);
}

function parse(options: string[]) {
  try {
    return parseArgs({ args: options, options: { from: { type: 'string' }, live: { type: 'boolean' }, departements: { type: 'string' } } }).values;
  } catch (cause) {
    throw new Error(`Option inconnue : ${options.join(' ')}. Il faut « npm run knowledge -- labour --from DOSSIER », ou « --live », avec « --departements 29,35 » si vous voulez.`, { cause });
  }
}

async function refresh(departements: string, config: Config, today: string, write: (line: string) => void, politeness: Partial<Politeness>): Promise<void> {
  const { FRANCE_TRAVAIL_CLIENT_ID: clientId, FRANCE_TRAVAIL_CLIENT_SECRET: clientSecret } = config;
  const areas = ['FR', ...departements.split(',').map((code) => code.trim().toUpperCase()).filter((code) => code !== '')];
  const unknown = areas.find((code) => code !== 'FR' && openPlaces().departement(code)?.departement?.code !== code);
  if (unknown !== undefined) throw new Error(`« ${unknown} » n’est pas le numéro d’un département. Écrivez par exemple --departements 29,2A,974.`);
  const results = await refreshFigures({
    knowledge: config.KNOWLEDGE_DIR,
    today,
    inseeUrl: config.INSEE_API_URL,
    franceTravail: clientId && clientSecret ? { clientId, clientSecret, tokenUrl: config.FRANCE_TRAVAIL_TOKEN_URL, apiUrl: config.FRANCE_TRAVAIL_API_URL } : null,
    areas,
    romes: [...openLabour(config.KNOWLEDGE_DIR).tables().fapsOfRome.keys()].sort(),
    onProgress: write,
    politeness,
  });
  for (const result of results) if (result.failure === null) write(`${result.source} : ${result.said}.`);
  if (!clientId) write('France Travail n’a pas été interrogé : il faut FRANCE_TRAVAIL_CLIENT_ID et FRANCE_TRAVAIL_CLIENT_SECRET (voir .env.example).');
  const failures = results.filter((result) => result.failure !== null);
  if (failures.length > 0) throw new Error(failures.map(failureLine).join('\n'));
}

function failureLine(result: Refreshed): string {
  if (result.failure === null) return '';
  const kept = result.kept === null ? 'Les chiffres importés ou intégrés restent.' : `Les chiffres relevés le ${dayText(result.kept)} restent.`;
  return `${result.failure}. ${kept}`;
}

const number = (value: number) => value.toLocaleString('fr-FR');

function importedLines({ years, rows, bassins, communes, zones, quarter, kept }: ImportSummary, folder: string): string[] {
  return [
    `Enquête BMO ${years.latest} : ${number(rows)} lignes, ${number(bassins)} bassins d’emploi${years.before === null ? ', sans l’année d’avant' : `, comparée à ${years.before}`}.`,
    `Chômage : ${number(zones)} zones d’emploi, et les départements jusqu’au trimestre ${quarter}. Communes rattachées : ${number(communes)}.`,
    ...(kept.length > 0 ? [`Absents du dossier, gardés comme ils étaient : ${kept.join(', ')}.`] : []),
    `Chiffres de l’emploi importés dans ${folder}. Le serveur en marche les prend à la prochaine question.`,
  ];
}
