/** `npm run desk -- …`: who may enter the counsellors' desk, and the audit log. Works beside the running server. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { CONTACT_KINDS } from '../../knowledge/operators/directory.ts';
import { type Config, loadEnvironmentFile, readConfig } from '../config.ts';
import { openDeskDatabase } from '../desk-database.ts';
import { AUDITED } from '../desk/access/audit.ts';
import { type Counsellor, type Directory, directoryOn, plainEmail, type Scope } from '../desk/access/directory.ts';
import { REGIONS, regionName } from '../desk/regions.ts';

const WHO = 'ligne de commande';
const HELP = `Bureau des conseillers.

  npm run desk -- invite nom@operateur.fr --operator apec [--region 53] [--name "Claire M."] [--supervisor]
  npm run desk -- invite nom@operateur.fr --maintainer
  npm run desk -- list
  npm run desk -- revoke nom@operateur.fr
  npm run desk -- audit [--file NUMERO] [--last 50]

  --operator    ${CONTACT_KINDS.join(', ')} ; plusieurs séparés par une virgule
  --region      code Insee de la région ; plusieurs séparés par une virgule ; sans lui, toute la France
  --supervisor  voit les délais et les volumes, et aucun dossier
  --maintainer  tient les contenus à jour : voit ce que le robot n’a pas su dire. Seul, sans --operator : aucun dossier

Inviter à nouveau la même adresse change ses droits et donne un nouveau lien : mot de passe et second facteur repartent de zéro quand il sert.`;

class CommandError extends Error {}
/** Ends the command with what to mend. */
function refuse(reason: string): never {
  throw new CommandError(reason);
}

const several = (given: string | undefined): string[] => (given ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '');

function scopesOf(operators: string | undefined, regions: string | undefined): Scope[] {
  const kinds = z.array(z.enum(CONTACT_KINDS)).min(1).safeParse(several(operators));
  if (!kinds.success) refuse(`--operator : choisissez parmi ${CONTACT_KINDS.join(', ')}.`);
  const codes = several(regions);
  const unknown = codes.find((code) => !REGIONS.some((region) => region.code === code));
  if (unknown !== undefined) refuse(`--region : ${unknown} n’est pas le code d’une région. ${REGIONS.map(({ code, name }) => `${code} ${name}`).join(', ')}.`);
  const regionsOrAll = codes.length === 0 ? [null] : codes;
  return kinds.data.flatMap((kind) => regionsOrAll.map((region) => ({ kind, region })));
}

const emailOf = (given: string | undefined): string => {
  const email = plainEmail(given ?? '');
  return z.email().safeParse(email).success ? email : refuse('Donnez une adresse e-mail : npm run desk -- invite nom@operateur.fr --operator apec');
};

interface Options {
  operator?: string | undefined;
  region?: string | undefined;
  name?: string | undefined;
  supervisor?: boolean | undefined;
  maintainer?: boolean | undefined;
  file?: string | undefined;
  last?: string | undefined;
}

async function invite(directory: Directory, config: Config, given: string | undefined, { operator, region, name, supervisor, maintainer: maintains = false }: Options): Promise<string> {
  const email = emailOf(given);
  const scopes = maintains && operator === undefined ? [] : scopesOf(operator, region);
  if (scopes.length === 0 && supervisor === true) refuse('--supervisor : dites de quels opérateurs avec --operator.');
  const now = new Date();
  const { token, expiresAt } = await directory.invite({ email, name: name?.trim() || null, role: supervisor === true ? 'supervisor' : 'counsellor', scopes, maintains }, now);
  await directory.audit.note({ who: WHO, what: 'invitation-made', detail: email }, now);
  const site = config.DESK_URL ?? `http://localhost:${config.PORT}`;
  if (config.DESK_OIDC_ISSUER !== undefined) return `${email} peut entrer avec le compte de son organisme : ${site}/desk`;
  return `Lien pour ${email}, à usage unique, valable jusqu’au ${expiresAt.toLocaleDateString('fr-FR')} :\n${site}/desk/invitation/${token}`;
}

const ROLES: Record<Counsellor['role'], string> = { counsellor: 'conseil', supervisor: 'supervision' };
const STATUSES: Record<Counsellor['status'], string> = { invited: 'en attente', active: 'actif', revoked: 'retiré' };

async function list(directory: Directory): Promise<string> {
  const rows = (await directory.all()).map(({ email, name, role, scopes, maintains, status }) => [email, name ?? '–', [scopes.length > 0 && ROLES[role], maintains && 'contenus'].filter(Boolean).join(' et '), STATUSES[status], scopes.map(({ kind, region }) => (region === null ? kind : `${kind} (${regionName(region)})`)).join(', ')].join('\t'));
  return rows.length === 0 ? 'Personne n’est invité au bureau.' : ['Adresse\tNom\tRôle\tÉtat\tOpérateurs', ...rows].join('\n');
}

async function revoke(directory: Directory, given: string | undefined): Promise<string> {
  const email = emailOf(given);
  if ((await directory.revoke(email)) === null) refuse(`${email} n’est pas au bureau. npm run desk -- list montre qui l’est.`);
  await directory.audit.note({ who: WHO, what: 'access-revoked', detail: email }, new Date());
  return `${email} n’a plus accès. Ses sessions sont fermées ; ses conversations en cours reviendront dans la file.`;
}

async function audit(directory: Directory, { file, last }: Options): Promise<string> {
  const atMost = Number(last ?? 200);
  if (!Number.isInteger(atMost) || atMost < 1) refuse('--last : un nombre de lignes, 1 ou plus.');
  const lines = await directory.audit.lines({ ...(file === undefined ? {} : { handoff: file }), atMost });
  return lines.length === 0 ? 'Le journal est vide.' : lines.map(({ at, who, what, handoff, operator, detail }) => [at, who, AUDITED[what], handoff ?? '', operator ?? '', detail ?? ''].join('\t').trimEnd()).join('\n');
}

async function run(): Promise<string> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { operator: { type: 'string' }, region: { type: 'string' }, name: { type: 'string' }, supervisor: { type: 'boolean' }, maintainer: { type: 'boolean' }, file: { type: 'string' }, last: { type: 'string' }, help: { type: 'boolean' } },
  });
  const [command, who] = positionals;
  if (command === undefined || values.help === true) return HELP;
  loadEnvironmentFile();
  const config = readConfig(process.env);
  const directory = directoryOn(await openDeskDatabase(config));
  try {
    switch (command) {
      case 'invite':
        return await invite(directory, config, who, values);
      case 'list':
        return await list(directory);
      case 'revoke':
        return await revoke(directory, who);
      case 'audit':
        return await audit(directory, values);
      default:
        return refuse(`« ${command} » n’est pas une commande.\n\n${HELP}`);
    }
  } finally {
    await directory.close();
  }
}

try {
  console.log(await run());
} catch (error) {
  const isOption = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true;
  console.error(isOption ? `Cette option n’existe pas ou n’a pas de valeur.\n\n${HELP}` : (error as Error).message);
  process.exit(1);
}
