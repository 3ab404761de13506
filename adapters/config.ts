/** The configuration: environment variables, checked once at the start. Each is documented in `.env.example`. */
import { existsSync, statSync } from 'node:fs';
import { z } from 'zod';
import { missingFor } from './bot-framework/settings.ts';

// What a message of ours does not foresee is still told in French.
z.config(z.locales.fr());

const YES_OR_NO = 'écrivez true ou false';
const flag = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['true', 'false'], YES_OR_NO))
  .default('false')
  .transform((value) => value === 'true');
const oneOf = <const Values extends readonly [string, ...string[]]>(...values: Values) =>
  z.enum(values, `choisissez ${values.slice(0, -1).join(', ')} ou ${values.at(-1)}`);

const list = z
  .string()
  .default('')
  .transform((value) => value.split(',').map((item) => item.trim()).filter((item) => item !== ''));

/** `https://www.example.fr/` and `https://www.example.fr` are the same site; what is no address of a site is refused. */
const origins = list.transform((sites, context) =>
  sites.map((site) => {
    if (isWebAddress(site)) return new URL(site).origin;
    context.addIssue({ code: 'custom', message: `« ${site} » n'est pas l'adresse d'un site : écrivez https://www.example.fr` });
    return z.NEVER;
  }),
);

const A_PORT = 'un numéro de port est un nombre de 0 à 65535';
const HOURS = 'un nombre d’heures, de 1 à 720';
const tooShort = (characters: number) => `trop court pour un secret : ${characters} caractères au moins`;
const HOPS = 'écrivez true derrière un proxy, le nombre de proxys (de 1 à 9) derrière plusieurs, ou false';
const TOKENS = 'un nombre entier, de 1 à 100000';
const WHOLE = 'un nombre entier ; 0 pour ne pas limiter';
const SECONDS = 'un nombre de secondes, de 1 à 15';
const SHARE = 'une part, de 0 à 1 : 0.1 pour un tour sur dix';
const POLL = 'un nombre entier de secondes, de 5 à 3600';
const CALLS = 'un nombre entier, de 1 à 100';
const MODEL_TOKENS = 'un nombre entier de jetons, 0 ou plus';
const isWebAddress = (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
const address = z.string().refine(isWebAddress, 'ce n’est pas une adresse : écrivez https://api.example.fr');
const isMailServer = (url: string) => URL.canParse(url) && /^smtps?:$/.test(new URL(url).protocol) && new URL(url).hostname !== '';
const isMailbox = (url: string) => URL.canParse(url) && /^imaps?:$/.test(new URL(url).protocol) && new URL(url).hostname !== '' && new URL(url).username !== '';
const isPostgres = (url: string) => URL.canParse(url) && /^postgres(?:ql)?:$/.test(new URL(url).protocol);
const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

export const configSchema = z
  .object({
    PORT: z.coerce.number(A_PORT).int(A_PORT).min(0, A_PORT).max(65_535, A_PORT).default(3978),
    HOST: z.string().min(1).default('127.0.0.1'),
    OPERATOR_NAME: z.string().min(1).default('Mon conseil en évolution professionnelle (démonstration)'),
    LOG_LEVEL: oneOf('debug', 'info', 'warn', 'error', 'silent').default('info'),
    DATABASE_FILE: z.string().min(1).default('var/accueil-cep.sqlite'),
    DATABASE_URL: z.string().refine(isPostgres, 'ce n’est pas l’adresse d’une base PostgreSQL : écrivez par exemple postgres://nom:motdepasse@base.example.fr/accueil').optional(),
    /** The newest first: it seals, and all of them open. */
    STORE_SECRETS: list.refine((secrets) => secrets.every((secret) => secret.length >= 32), tooShort(32)),
    KNOWLEDGE_DIR: z.string().min(1).default('var/knowledge'),
    OPERATOR_DOCUMENTS_DIR: z.string().refine(isFolder, 'ce dossier n’existe pas : créez-le, ou donnez le chemin de celui qui contient vos documents').optional(),
    LABOUR_DATA_DIR: z.string().refine(isFolder, 'ce dossier n’existe pas : donnez celui qui contient les fichiers officiels de l’emploi').optional(),
    INSEE_API_URL: address.default('https://api.insee.fr/series/BDM'),
    FRANCE_TRAVAIL_CLIENT_ID: z.string().optional(),
    FRANCE_TRAVAIL_CLIENT_SECRET: z.string().optional(),
    FRANCE_TRAVAIL_TOKEN_URL: address.default('https://entreprise.francetravail.fr/connexion/oauth2/access_token?realm=%2Fpartenaire'),
    FRANCE_TRAVAIL_API_URL: address.default('https://api.francetravail.io/partenaire'),
    VECTOR_SEARCH: oneOf('auto', 'exact').default('auto'),
    EMBEDDINGS_URL: z.string().refine(isWebAddress, 'ce n’est pas une adresse : écrivez par exemple https://modeles.example.fr/v1').optional(),
    EMBEDDINGS_KEY: z.string().optional(),
    EMBEDDINGS_MODEL: z.string().optional(),
    MODEL_URL: z.string().refine(isWebAddress, 'ce n’est pas une adresse : écrivez par exemple https://modeles.example.fr/v1').optional(),
    MODEL_KEY: z.string().optional(),
    MODEL_NAME: z.string().optional(),
    MODEL_TIMEOUT_SECONDS: z.coerce.number(SECONDS).min(1, SECONDS).max(15, SECONDS).default(6),
    MODEL_CONCURRENCY: z.coerce.number(CALLS).int(CALLS).min(1, CALLS).max(100, CALLS).default(4),
    MODEL_TOKENS_PER_DAY: z.coerce.number(MODEL_TOKENS).int(MODEL_TOKENS).min(0, MODEL_TOKENS).default(1_000_000),
    DIRECT_LINE_SECRET: z.string().min(16, tooShort(16)).optional(),
    DIRECT_LINE_TOKEN_SECRET: z.string().min(32, tooShort(32)).optional(),
    DIRECT_LINE_TOKEN_HOURS: z.coerce.number(HOURS).positive(HOURS).max(24 * 30, HOURS).default(72),
    MESSAGES_PER_MINUTE: z.coerce.number(WHOLE).int(WHOLE).min(0, WHOLE).default(30),
    CONVERSATIONS_AT_ONCE: z.coerce.number(WHOLE).int(WHOLE).min(0, WHOLE).default(600),
    DIRECT_LINE_TOKENS_PER_MINUTE: z.coerce.number(TOKENS).int(TOKENS).min(1, TOKENS).max(100_000, TOKENS).default(120),
    ALLOWED_ORIGINS: origins,
    FRAME_ANCESTORS: origins,
    /** How many proxies stand in front; only what these say of the caller is believed. */
    TRUST_PROXY: z
      .string()
      .toLowerCase()
      .regex(/^(?:true|false|[1-9])$/, HOPS)
      .default('false')
      .transform((value) => (value === 'false' ? 0 : value === 'true' ? 1 : Number(value))),
    MICROSOFT_APP_ID: z.string().optional(),
    MICROSOFT_APP_PASSWORD: z.string().optional(),
    MICROSOFT_APP_TENANT_ID: z.string().optional(),
    MICROSOFT_APP_TYPE: oneOf('SingleTenant', 'UserAssignedMSI', 'MultiTenant').default('SingleTenant'),
    BOT_FRAMEWORK_DEVELOPMENT: flag,
    BOT_FRAMEWORK_SERVICE_HOSTS: z
      .string()
      .transform((list) => list.split(',').map((host) => host.trim().toLowerCase()).filter((host) => host !== ''))
      .refine((hosts) => hosts.every((host) => /^\.?[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host)), 'écrivez des noms de machines séparés par des virgules, par exemple relais.operateur.fr')
      .optional(),
    /** OpenTelemetry's own names: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
    OTEL_EXPORTER_OTLP_ENDPOINT: z.string().refine(isWebAddress, 'ce n’est pas une adresse : écrivez par exemple http://localhost:4318').optional(),
    OTEL_SERVICE_NAME: z.string().min(1).default('accueil-cep'),
    OTEL_TRACES_SAMPLER_ARG: z.coerce.number(SHARE).min(0, SHARE).max(1, SHARE).default(1),
    DESK_URL: z.string().refine(isWebAddress, 'ce n’est pas une adresse : écrivez par exemple https://accueil.example.fr').transform((url) => new URL(url).origin).optional(),
    DESK_DATABASE_FILE: z.string().min(1).optional(),
    DESK_SECRET: z.string().min(32, tooShort(32)).optional(),
    DESK_OIDC_ISSUER: z.string().refine(isWebAddress, 'ce n’est pas une adresse : écrivez par exemple https://sso.example.fr/realms/cep').optional(),
    DESK_OIDC_CLIENT_ID: z.string().optional(),
    DESK_OIDC_CLIENT_SECRET: z.string().optional(),
    SMTP_URL: z.string().refine(isMailServer, 'ce n’est pas un serveur d’e-mail : écrivez par exemple smtps://nom:motdepasse@smtp.example.fr').optional(),
    SMTP_FROM: z.email('ce n’est pas une adresse e-mail : écrivez par exemple accueil@example.fr').optional(),
    PUBLIC_URL: z.string().refine(isWebAddress, 'ce n’est pas une adresse : écrivez par exemple https://accueil.example.fr').transform((url) => new URL(url).origin).optional(),
    DELIVERY_ALLOW_PRIVATE: flag,
    MAILBOX_IMAP_URL: z.string().refine(isMailbox, 'ce n’est pas une boîte aux lettres : écrivez par exemple imaps://nom:motdepasse@imap.example.fr/INBOX').optional(),
    MAILBOX_SMTP_URL: z.string().refine(isMailServer, 'ce n’est pas un serveur d’e-mail : écrivez par exemple smtps://nom:motdepasse@smtp.example.fr').optional(),
    MAILBOX_ADDRESS: z.email('ce n’est pas une adresse e-mail : écrivez par exemple bonjour@example.fr').optional(),
    MAILBOX_POLL_SECONDS: z.coerce.number(POLL).int(POLL).min(5, POLL).max(3_600, POLL).default(30),
  })
  .refine((config) => config.EMBEDDINGS_URL === undefined || config.EMBEDDINGS_MODEL !== undefined, {
    path: ['EMBEDDINGS_MODEL'],
    message: 'est nécessaire avec EMBEDDINGS_URL : donnez le nom du modèle',
  })
  .refine((config) => (config.MODEL_URL === undefined) === (config.MODEL_NAME === undefined), {
    path: ['MODEL_NAME'],
    message: 'va avec MODEL_URL : donnez les deux, ou aucun',
  })
  .refine((config) => (config.FRANCE_TRAVAIL_CLIENT_ID === undefined) === (config.FRANCE_TRAVAIL_CLIENT_SECRET === undefined), {
    path: ['FRANCE_TRAVAIL_CLIENT_SECRET'],
    message: 'va avec FRANCE_TRAVAIL_CLIENT_ID : donnez les deux, ou aucun',
  })
  .superRefine((config, context) => {
    // An application that is half declared would be found out by the first message from Teams.
    const isDeclared = config.MICROSOFT_APP_ID !== undefined;
    const missing = isDeclared ? missingFor(config) : config.MICROSOFT_APP_PASSWORD === undefined ? [] : ['MICROSOFT_APP_ID'];
    const why = isDeclared ? `MICROSOFT_APP_ID pour une application ${config.MICROSOFT_APP_TYPE}` : 'MICROSOFT_APP_PASSWORD';
    // A provider that is half declared would lock every counsellor out.
    const provider = ['DESK_OIDC_ISSUER', 'DESK_OIDC_CLIENT_ID', 'DESK_OIDC_CLIENT_SECRET'] as const;
    const absent = provider.filter((name) => config[name] === undefined);
    if (absent.length > 0 && absent.length < provider.length) {
      for (const name of absent) context.addIssue({ code: 'custom', path: [name], message: 'est nécessaire avec les deux autres réglages DESK_OIDC' });
    }
    // Read and not answered, or answered from nowhere.
    const mailbox = ['MAILBOX_IMAP_URL', 'MAILBOX_SMTP_URL', 'MAILBOX_ADDRESS'] as const;
    const given = mailbox.filter((name) => config[name] !== undefined);
    if (given.length > 0) for (const name of mailbox) if (config[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: `est nécessaire avec ${given.join(' et ')}` });
    // Each process would draw keys of its own: what one signs, the others would refuse.
    const shared = config.DATABASE_URL === undefined ? [] : (['DIRECT_LINE_TOKEN_SECRET', 'DESK_SECRET', 'STORE_SECRETS'] as const);
    for (const name of shared) {
      if (config[name] === undefined || config[name].length === 0) context.addIssue({ code: 'custom', path: [name], message: 'est nécessaire avec DATABASE_URL : le même secret dans chaque processus (openssl rand -hex 32)' });
    }
    for (const name of missing) context.addIssue({ code: 'custom', path: [name], message: `est nécessaire avec ${why}` });
  });

export type Config = z.infer<typeof configSchema>;

/** Where the secret that seals what is kept lies, when STORE_SECRETS gives none. */
export const contentKeyFileOf = ({ DATABASE_FILE }: Config): string => `${DATABASE_FILE}.contents.key`;

/** The desk's own file, beside the database unless told. */
export const deskFileOf = ({ DESK_DATABASE_FILE, DATABASE_FILE }: Config): string => DESK_DATABASE_FILE ?? `${DATABASE_FILE}.desk`;

export class ConfigError extends Error {
  /** One French line for each wrong variable, which begins with its name. */
  readonly problems: readonly string[];

  constructor(problems: string[]) {
    super(`Configuration refusée. ${problems.join(' ; ')}. Corrigez la variable d'environnement (voir .env.example), puis relancez.`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Adds the variables of `.env`, when there is one, to those of the process, which win. */
export function loadEnvironmentFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}

/** Reads the configuration. Throws {@link ConfigError}, one line that names every wrong variable. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  // `NAME=` is a variable that is not set, as `.env.example` leaves them.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const checked = configSchema.safeParse(given);
  if (checked.success) return checked.data;
  throw new ConfigError(checked.error.issues.map((issue) => `${issue.path.join('.')} : ${issue.message}`));
}
