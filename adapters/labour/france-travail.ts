/** France Travail's interface « Marché du travail »: how hard employers find it to recruit for a trade, by OAuth2 client credentials. */
import { z } from 'zod';
import type { AnswerCache } from './answer-cache.ts';
import { ProducerError, type Request } from './polite-requests.ts';

export interface FranceTravailSettings {
  clientId: string;
  clientSecret: string;
  tokenUrl: string;
  /** Base of the interfaces, `https://api.francetravail.io/partenaire`. */
  apiUrl: string;
}

const PRODUCER = 'France Travail';
// One token for each interface: a scope that the application has not subscribed to refuses the whole.
const SCOPE = 'api_stats-offres-demandes-emploiv1 offresetdemandesemploi';
const INDICATOR = '/stats-offres-demandes-emploi/v1/indicateur/stat-perspective-employeur';
/** Seconds before its end at which a token is renewed. */
const MARGIN = 60;

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const answerSchema = z.object({
  listeValeursParPeriode: z.array(z.object({ codeActivite: z.string().optional(), codeNomenclature: z.string(), codePeriode: z.string(), valeurPrincipaleNombre: z.number().nullish() })),
});

export interface TensionReading {
  year: string;
  /** From 1 to 5. */
  value: number;
  /** Day on which it was fetched. */
  day: string;
}

export interface FranceTravail {
  /** A trade in an area (a département, or `FR`); null where none is published. Asked once, then read from the cache. Throws {@link ProducerError}. */
  tension(area: string, rome: string): Promise<TensionReading | null>;
  /** Asks again for that area at the next refresh. */
  forget(area: string): void;
}

export function createFranceTravail(settings: FranceTravailSettings, request: Request, cache: AnswerCache, today: string): FranceTravail {
  let token: { value: string; until: number } | null = null;

  async function bearer(): Promise<string> {
    if (token !== null && Date.now() < token.until) return token.value;
    const { status, body } = await request(settings.tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: settings.clientId, client_secret: settings.clientSecret, scope: SCOPE }).toString(),
    });
    if (status !== 200) throw new ProducerError(PRODUCER, `refuse le jeton (HTTP ${status}${errorIn(body)}). Vérifiez FRANCE_TRAVAIL_CLIENT_ID, FRANCE_TRAVAIL_CLIENT_SECRET, et que l’application est abonnée à « Marché du travail »`);
    const { access_token, expires_in } = read(tokenSchema, body);
    token = { value: access_token, until: Date.now() + Math.max(1, expires_in - MARGIN) * 1_000 };
    return access_token;
  }

  async function ask(question: Record<string, unknown>, isRetry = false): Promise<string | null> {
    const { status, body } = await request(`${settings.apiUrl.replace(/\/+$/, '')}${INDICATOR}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await bearer()}`, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(question),
    });
    if (status === 401 && !isRetry) {
      token = null;
      return ask(question, true);
    }
    if (status === 200 || status === 206) return body;
    // No list for this trade in this area is no outage.
    if (status === 204 || status === 404) return null;
    throw new ProducerError(PRODUCER, `refuse la demande (HTTP ${status}${errorIn(body)})`);
  }

  return {
    async tension(area, rome) {
      const key = `tension ${area} ${rome}`;
      const known = cache.get(key);
      if (known) return known.value === null ? null : { ...(known.value as Omit<TensionReading, 'day'>), day: known.day };
      const territory = area === 'FR' ? { codeTypeTerritoire: 'NAT', codeTerritoire: 'FR' } : { codeTypeTerritoire: 'DEP', codeTerritoire: area };
      const body = await ask({ ...territory, codeTypeActivite: 'ROME', codeActivite: rome, codeTypePeriode: 'ANNEE', codeTypeNomenclature: 'TYPE_TENSION', dernierePeriode: true, sansCaracteristiques: true });
      const value = body === null ? null : tensionIn(body, rome);
      cache.set(key, value);
      return value && { ...value, day: today };
    },
    forget: (area) => cache.forget(`tension ${area} `),
  };
}

/** The main indicator, from 1 to 5, of the latest year. */
function tensionIn(body: string, rome: string): Omit<TensionReading, 'day'> | null {
  const rows = read(answerSchema, body).listeValeursParPeriode.filter(({ codeNomenclature }) => codeNomenclature === 'PERSPECTIVE');
  const last = rows.sort((one, other) => one.codePeriode.localeCompare(other.codePeriode)).at(-1);
  if (!last || last.valeurPrincipaleNombre == null) return null;
  const { valeurPrincipaleNombre: value, codePeriode: year, codeActivite } = last;
  const isKnown = /^20\d\d$/.test(year) && Number.isInteger(value) && value >= 1 && value <= 5 && (codeActivite === undefined || codeActivite === rome);
  if (!isKnown) throw changed(`${codeActivite ?? rome}, ${year} : ${value}`);
  return { year, value };
}

const changed = (what: string, cause?: unknown) => new ProducerError(PRODUCER, `la réponse n’est pas celle attendue (${what})`, { cause });

function read<Schema extends z.ZodType>(schema: Schema, body: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(body));
  } catch (cause) {
    throw changed(body.slice(0, 60).replace(/\s+/g, ' '), cause);
  }
}

/** « , invalid_scope »: never the whole body, which may repeat what was sent. */
function errorIn(body: string): string {
  const found = /"error"\s*:\s*"([a-z_]{1,40})"/.exec(body);
  return found ? `, ${found[1]}` : '';
}
