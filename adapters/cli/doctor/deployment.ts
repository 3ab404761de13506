/** What the checks look at: the settings, read leniently so that one wrong value does not hide the rest, and the store. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Store } from '../../../bot/ports.ts';
import { ROUTES } from '../../../knowledge/operators/routes.ts';
import { type Config, ConfigError, configSchema, contentKeyFileOf, readConfig } from '../../config.ts';
import { routeProblems } from '../../delivery/settings.ts';
import { openStore } from '../../store/open-store.ts';
import { createSeal } from '../../store/seal.ts';

export type SettingName = keyof Config;

export interface Deployment {
  config: Config;
  environment: NodeJS.ProcessEnv;
  /** One French line for each wrong setting, which begins with its name. */
  problems: readonly string[];
  /** Settings whose value was refused: what depends on them cannot be looked at. */
  refused: ReadonlySet<string>;
  now: Date;
  /** Null until a check has found the database in order. */
  store: Store | null;
}

/** A wrong value counts as its default: whoever depends on it asks `refused`. */
export function readDeployment(environment: NodeJS.ProcessEnv, now: Date): Deployment {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const fields = z.object(configSchema.shape);
  const first = fields.safeParse(given);
  const refused = new Set(first.success ? [] : first.error.issues.map(({ path }) => String(path[0])));
  const accepted = Object.fromEntries(Object.entries(given).filter(([name]) => !refused.has(name)));
  const config = first.success ? first.data : fields.parse(accepted);
  // What the schema asks across settings is only looked at once each of them is accepted.
  const problems = [...problemsOf(given), ...(refused.size > 0 ? problemsOf(accepted) : []), ...routeProblems(ROUTES, environment, config)];
  return { config, environment, problems, refused, now, store: null };
}

function problemsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** The secrets that seal what is kept, the newest first. Makes none: a server does, at its first start. */
export function knownContentSecrets(config: Config): string[] {
  const file = contentKeyFileOf(config);
  if (config.STORE_SECRETS.length > 0) return config.STORE_SECRETS;
  return existsSync(file) ? [readFileSync(file, 'utf8').trim()] : [];
}

/** To be called on a database that is there and of this version: anything else would be made or changed. Throws `StoreError`. */
export async function openExistingStore(config: Config): Promise<Store> {
  const [newest, ...older] = knownContentSecrets(config);
  return newest === undefined ? openStore(config) : openStore(config, createSeal([newest, ...older]));
}
