/** The database answers, is of this version, and opens with the keys at hand. Nothing is made and nothing is migrated here. */
import { existsSync } from 'node:fs';
import { contentKeyFileOf } from '../../config.ts';
import { checkSeal } from '../../store/reseal.ts';
import { createSeal } from '../../store/seal.ts';
import { type Deployment, knownContentSecrets, openExistingStore } from './deployment.ts';
import { failure, failureOf, type Finding, good, warning } from './finding.ts';
import { postgresState } from './postgres-state.ts';
import { sqliteState } from './sqlite-state.ts';

/** What stands in the database, as against what this program knows. */
export type DatabaseState = { state: 'empty' | 'current' | 'older' | 'newer' | 'foreign' | 'half-moved' | 'damaged'; what: string; advice?: string };

export async function checkDatabase(deployment: Deployment): Promise<Finding[]> {
  const { config } = deployment;
  const found = config.DATABASE_URL === undefined ? sqliteState(config) : await postgresState(config.DATABASE_URL);
  const finding = findingOf(found);
  if (found.state !== 'current') return [finding];
  try {
    deployment.store = await openExistingStore(config);
    await deployment.store.check();
  } catch (error) {
    return [failureOf(error)];
  }
  return [finding, ...(found.advice === undefined ? [] : [warning(`${found.what} : ${found.advice}.`, 'Voyez docs/storage.md.')]), ...(await keys(deployment))];
}

function findingOf({ state, what }: DatabaseState): Finding {
  switch (state) {
    case 'empty':
      return good(`${what} : encore vide, elle sera préparée au premier démarrage.`);
    case 'current':
      return good(`${what} : elle répond, et ses tables sont à jour.`);
    case 'older':
      return warning(`${what} : elle vient d’une version plus ancienne de ce programme.`, 'Faites une sauvegarde (npm run store -- backup FICHIER), puis redémarrez le service : il la met à jour.');
    case 'newer':
      return failure(`${what} : elle vient d’une version plus récente de ce programme.`, 'Installez cette version, ou remettez la sauvegarde faite avant la mise à jour (docs/upgrade.md).');
    case 'foreign':
      return failure(`${what} : elle contient les tables d’un autre programme.`, 'Donnez une base vide par DATABASE_URL, ou un autre fichier par DATABASE_FILE.');
    case 'half-moved':
      return failure(`${what} : un déplacement n’y est pas terminé.`, 'Relancez « npm run store -- move --to … », serveur arrêté.');
    case 'damaged':
      return failure(`${what} : le fichier est abîmé.`, 'Arrêtez le service, mettez le fichier de côté et remettez une sauvegarde (docs/operate.md).');
  }
}

async function keys({ config, store }: Deployment): Promise<Finding[]> {
  const [newest, ...older] = knownContentSecrets(config);
  if (store === null) return [];
  if (newest === undefined) {
    const isSealed = (await store.setting('seal-proof')) !== null;
    return isSealed ? [failure(`La clé qui ouvre les conversations n’est pas là (${contentKeyFileOf(config)}, ou STORE_SECRETS).`, 'Remettez-la avant de démarrer : sans elle, rien de ce qui est gardé ne se lit.')] : [];
  }
  await checkSeal(store, createSeal([newest, ...older]));
  const isKeptBeside = config.STORE_SECRETS.length === 0 && existsSync(contentKeyFileOf(config));
  return [good(`La clé ouvre ce qui est gardé.${isKeptBeside ? ` Elle est dans ${contentKeyFileOf(config)} : gardez-en une copie, à part des sauvegardes.` : ''}`)];
}
