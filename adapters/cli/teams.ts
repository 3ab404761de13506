/** `npm run teams -- package`: makes the file that puts the bot into Teams. Needs no secret and no network. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { teamsApp } from '../bot-framework/teams-package/teams-app.ts';
import { teamsPackage } from '../bot-framework/teams-package/teams-package.ts';
import { ConfigError, configSchema, loadEnvironmentFile } from '../config.ts';
import { OPERATOR, OPERATOR_FILE } from '../web/operator/operator-table.ts';

const HELP = `Mettre le robot dans Teams.

  npm run teams -- package [--out FICHIER.zip]

Le paquet prend MICROSOFT_APP_ID, PUBLIC_URL et OPERATOR_NAME dans l’environnement, les textes et la couleur dans
${OPERATOR_FILE}. Il ne contient aucun secret. Sans --out : var/teams/accueil-cep-VERSION.zip.
La suite est dans docs/teams.md.`;

// The other settings are not asked for: whoever makes the package need not have the bot's password.
const { MICROSOFT_APP_ID, PUBLIC_URL, OPERATOR_NAME } = configSchema.shape;
const neededSchema = z.object({ MICROSOFT_APP_ID, PUBLIC_URL, OPERATOR_NAME });

function needed(environment: NodeJS.ProcessEnv): z.infer<typeof neededSchema> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const checked = neededSchema.safeParse(given);
  if (checked.success) return checked.data;
  throw new ConfigError(checked.error.issues.map(({ path, message }) => `${path.join('.')} : ${message}`));
}

function makePackage(out: string | undefined): string {
  loadEnvironmentFile();
  const app = teamsApp(needed(process.env), { file: OPERATOR_FILE, ...OPERATOR });
  const file = out ?? `var/teams/accueil-cep-${app.texts.version}.zip`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, teamsPackage(app));
  return `Paquet fait : ${file} (version ${app.texts.version}, manifeste ${app.texts.manifestVersion}).
Dans Teams : Applications, Gérer vos applications, Charger une application. Pour tout l’organisme : centre d’administration de Teams.`;
}

function run(): string {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { out: { type: 'string' }, help: { type: 'boolean' } } });
  const [wanted] = positionals;
  if (wanted === undefined || values.help === true) return HELP;
  if (wanted !== 'package') throw new Error(`« ${wanted} » n’est pas une commande. Écrivez : npm run teams -- package`);
  return makePackage(values.out);
}

try {
  console.log(run());
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
