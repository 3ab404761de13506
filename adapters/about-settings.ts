/** What the operator's pages say of this installation, read from the same tables and settings that the product obeys. */
import { RETENTION } from '../bot/privacy/retention.ts';
import { DIRECTORY } from '../knowledge/operators/directory.ts';
import { type Route, ROUTES } from '../knowledge/operators/routes.ts';
import type { Config } from './config.ts';
import { openRouteOf } from './delivery/settings.ts';
import { regionName } from './desk/regions.ts';
import type { AboutSettings } from './web/about/settings.ts';
import { OPERATOR } from './web/operator/operator-table.ts';

type Settings = Pick<Config, 'MODEL_URL' | 'MODEL_NAME' | 'EMBEDDINGS_URL' | 'MICROSOFT_APP_ID' | 'PUBLIC_URL' | 'SMTP_URL' | 'SMTP_FROM' | 'DELIVERY_ALLOW_PRIVATE'>;

/** Who receives files, by the rows of the table that are open: one whose variables are not set sends nothing to anybody. */
export function receiversOf(routes: Route[], environment: NodeJS.ProcessEnv, settings: Settings): AboutSettings['receivers'] {
  return routes.flatMap((row) => {
    const way = row.route === 'desk' ? 'desk' : openRouteOf(row, environment, settings)?.route;
    const name = DIRECTORY.kinds[row.kind].name;
    return way === undefined ? [] : [{ name: row.region === undefined ? name : `${name} (${regionName(row.region)})`, way }];
  });
}

export function aboutSettingsOf(config: Settings, environment: NodeJS.ProcessEnv): AboutSettings {
  const { MODEL_URL, MODEL_NAME, EMBEDDINGS_URL, MICROSOFT_APP_ID, PUBLIC_URL } = config;
  return {
    table: OPERATOR,
    retention: RETENTION,
    receivers: receiversOf(ROUTES, environment, config),
    model: MODEL_URL === undefined || MODEL_NAME === undefined ? null : { name: MODEL_NAME, host: new URL(MODEL_URL).hostname },
    embeddingsHost: EMBEDDINGS_URL === undefined ? null : new URL(EMBEDDINGS_URL).hostname,
    isTeamsOpen: MICROSOFT_APP_ID !== undefined,
    publicUrl: PUBLIC_URL ?? null,
  };
}
