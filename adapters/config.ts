/** The configuration: environment variables, checked once at the start. Each is documented in `.env.example`. */
import { existsSync } from 'node:fs';
import { z } from 'zod';

// The technician who reads an error reads it in French.
z.config(z.locales.fr());

const flag = z.stringbool().default(false);
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const list = z
  .string()
  .default('')
  .transform((value) => value.split(',').map((item) => item.trim()).filter((item) => item !== ''));

/** `https://www.example.fr/` and `https://www.example.fr` are the same site; what is no address of a site is refused. */
const origins = list.transform((sites, context) =>
  sites.map((site) => {
    if (URL.canParse(site) && /^https?:$/.test(new URL(site).protocol)) return new URL(site).origin;
    context.addIssue({ code: 'custom', message: `« ${site} » n'est pas l'adresse d'un site : écrivez https://www.example.fr` });
    return z.NEVER;
  }),
);

export const configSchema = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(3978),
    HOST: z.string().min(1).default('127.0.0.1'),
    OPERATOR_NAME: z.string().min(1).default('Mon conseil en évolution professionnelle (démonstration)'),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    DATABASE_FILE: z.string().min(1).default('var/accueil-cep.sqlite'),
    KNOWLEDGE_DIR: z.string().min(1).default('var/knowledge'),
    OPERATOR_DOCUMENTS_DIR: optional(z.string()),
    VECTOR_SEARCH: z.enum(['auto', 'exact']).default('auto'),
    EMBEDDINGS_URL: optional(z.url()),
    EMBEDDINGS_KEY: optional(z.string()),
    EMBEDDINGS_MODEL: optional(z.string()),
    DIRECT_LINE_SECRET: optional(z.string().min(16)),
    DIRECT_LINE_TOKEN_SECRET: optional(z.string().min(32)),
    DIRECT_LINE_TOKEN_HOURS: z.coerce.number().positive().max(24 * 30).default(72),
    ALLOWED_ORIGINS: origins,
    FRAME_ANCESTORS: origins,
    TRUST_PROXY: flag,
    MICROSOFT_APP_ID: optional(z.string()),
    MICROSOFT_APP_PASSWORD: optional(z.string()),
    MICROSOFT_APP_TENANT_ID: optional(z.string()),
    MICROSOFT_APP_TYPE: z.enum(['SingleTenant', 'UserAssignedMSI', 'MultiTenant']).default('SingleTenant'),
    BOT_FRAMEWORK_DEVELOPMENT: flag,
  })
  .refine((config) => config.EMBEDDINGS_URL === undefined || config.EMBEDDINGS_MODEL !== undefined, {
    path: ['EMBEDDINGS_MODEL'],
    message: 'est nécessaire avec EMBEDDINGS_URL : donnez le nom du modèle',
  });

export type Config = z.infer<typeof configSchema>;

export class ConfigError extends Error {
  constructor(lines: string[]) {
    super(`Configuration refusée. ${lines.join(' ; ')}. Corrigez la variable d'environnement (voir .env.example), puis relancez.`);
    this.name = 'ConfigError';
  }
}

/** Adds the variables of `.env`, when there is one, to those of the process, which win. */
export function loadEnvironmentFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}

/** Reads the configuration. Throws {@link ConfigError}, one line that names every wrong variable. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const checked = configSchema.safeParse(environment);
  if (checked.success) return checked.data;
  throw new ConfigError(checked.error.issues.map((issue) => `${issue.path.join('.')} : ${issue.message}`));
}
