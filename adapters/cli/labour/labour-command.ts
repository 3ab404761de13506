/**
 * `npm run knowledge -- labour --from DIR`: the complete official tables, by bassin and zone d'emploi, instead of the built-in ones by département.
 * Without `--from`, the folder that LABOUR_DATA_DIR names. Prints what was read, or the file, the line and the reason of a refusal.
 */
import { parseArgs } from 'node:util';
import { importLabour, type ImportSummary } from '../../../knowledge/labour-market/import/import-labour.ts';
import type { Config } from '../../config.ts';
import { makeFolder } from '../../make-folder.ts';

/** `options` are the words behind `labour`. Throws one French line. */
export async function runLabour(options: string[], config: Config, write: (line: string) => void): Promise<void> {
  const { values } = parse(options);
  const from = values.from ?? config.LABOUR_DATA_DIR;
  if (from === undefined) throw new Error('Dites où sont les fichiers officiels : npm run knowledge -- labour --from DOSSIER, ou LABOUR_DATA_DIR dans .env.');
  makeFolder(config.KNOWLEDGE_DIR, 'KNOWLEDGE_DIR');
  const summary = await importLabour(from, config.KNOWLEDGE_DIR, new Date().toISOString().slice(0, 10));
  for (const line of linesOf(summary, config.KNOWLEDGE_DIR)) write(line);
}

function parse(options: string[]) {
  try {
    return parseArgs({ args: options, options: { from: { type: 'string' } } });
  } catch (cause) {
    throw new Error(`Option inconnue : ${options.join(' ')}. Il faut « npm run knowledge -- labour --from DOSSIER ».`, { cause });
  }
}

const number = (value: number) => value.toLocaleString('fr-FR');

function linesOf({ years, rows, bassins, communes, zones, quarter, kept }: ImportSummary, folder: string): string[] {
  return [
    `Enquête BMO ${years.latest} : ${number(rows)} lignes, ${number(bassins)} bassins d’emploi${years.before === null ? ', sans l’année d’avant' : `, comparée à ${years.before}`}.`,
    `Chômage : ${number(zones)} zones d’emploi, et les départements jusqu’au trimestre ${quarter}. Communes rattachées : ${number(communes)}.`,
    ...(kept.length > 0 ? [`Absents du dossier, gardés comme ils étaient : ${kept.join(', ')}.`] : []),
    `Chiffres de l’emploi importés dans ${folder}. Le serveur en marche les prend à la prochaine question.`,
  ];
}
