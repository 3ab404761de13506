/** Brings together what the package needs, and says in one go what is missing. */
import type { TeamsApp, TeamsTexts } from './manifest.ts';

/** What of the environment goes into the package. No secret does. */
export interface PackageEnvironment {
  MICROSOFT_APP_ID?: string | undefined;
  PUBLIC_URL?: string | undefined;
  OPERATOR_NAME: string;
}

/** What of the operator's table does; `file` is its path, for those who must mend it. */
export interface PackageTable {
  file: string;
  organisation: { shortName: string; site: string };
  teams: TeamsTexts;
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Of the name of a developer in the manifest. */
const NAME_LIMIT = 32;

export class PackageError extends Error {
  constructor(lines: string[]) {
    super(`Le paquet Teams n’est pas fait.\n${lines.map((line) => `  - ${line}`).join('\n')}\nLes variables se règlent dans .env (voir .env.example) ; docs/teams.md explique chacune.`);
    this.name = 'PackageError';
  }
}

/** Throws {@link PackageError}, with a line for each value that is missing or wrong. */
export function teamsApp({ MICROSOFT_APP_ID = '', PUBLIC_URL = '', OPERATOR_NAME }: PackageEnvironment, { file, organisation, teams }: PackageTable): TeamsApp {
  const shortName = organisation.shortName || OPERATOR_NAME;
  const problems = [
    ...(MICROSOFT_APP_ID === '' ? ['MICROSOFT_APP_ID : il manque. C’est l’« ID d’application » de votre bot, dans le portail Azure.'] : []),
    ...(MICROSOFT_APP_ID !== '' && !GUID.test(MICROSOFT_APP_ID) ? ['MICROSOFT_APP_ID : ce n’est pas un identifiant d’application. Recopiez-le du portail Azure, avec ses tirets.'] : []),
    ...(PUBLIC_URL === '' ? ['PUBLIC_URL : il manque. C’est l’adresse de ce service vue de l’extérieur, par exemple https://accueil.example.fr.'] : []),
    ...(PUBLIC_URL !== '' && !PUBLIC_URL.startsWith('https://') ? ['PUBLIC_URL : Teams n’accepte que https.'] : []),
    ...(shortName.length > NAME_LIMIT ? [`organisation.shortName, dans ${file} : OPERATOR_NAME est trop long pour Teams (${NAME_LIMIT} caractères). Donnez un nom court.`] : []),
  ];
  if (problems.length > 0) throw new PackageError(problems);
  return {
    applicationId: MICROSOFT_APP_ID,
    publicUrl: PUBLIC_URL,
    operator: { name: OPERATOR_NAME, shortName, site: organisation.site || PUBLIC_URL },
    texts: teams,
  };
}
