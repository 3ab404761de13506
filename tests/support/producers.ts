/** A server that speaks like Insee's BDM and France Travail's interfaces, and misbehaves when it is told to. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Exchange {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}
/** Answers in the place of the server; true when it did. */
export type Mischief = (exchange: Exchange, response: ServerResponse, count: number) => boolean;

export interface Producers {
  url: string;
  exchanges: Exchange[];
  /** What the next requests meet. */
  mischief: Mischief | null;
  /** Rate of the département 35 at the last quarter. */
  rate: string;
  lastQuarter: string;
  tension: (rome: string, area: string) => number | null;
  close(): Promise<void>;
}

export const CLIENT = { id: 'PAR_accueil', secret: 'not-a-real-secret' };
export const isToken = ({ path }: Exchange) => path.startsWith('/token');
export const isInsee = ({ path }: Exchange) => path.startsWith('/BDM');
export const isTension = ({ path }: Exchange) => path.includes('/indicateur/');

const DEPARTEMENTS = [...Array.from({ length: 95 }, (_, index) => String(index + 1).padStart(2, '0')).filter((code) => code !== '20'), '2A', '2B', '971', '972', '973', '974'];

function sdmx({ rate, lastQuarter }: Producers): string {
  const [year = 0, quarter = 0] = lastQuarter.split('-Q').map(Number);
  const quarters = Array.from({ length: 9 }, (_, back) => year * 4 + quarter - 1 - back).map((index) => `${Math.floor(index / 4)}-Q${(index % 4) + 1}`);
  const series = (area: string, value: string, extra = '') =>
    `<Series IDBANK="0015" FREQ="T" TITLE_FR="Taux de chômage localisé &amp; CVS - ${area}" INDICATEUR="TAUX_CHOMAGE_LOCALISE" CORRECTION="CVS" REF_AREA="${area}" ${extra}>${quarters.map((period, at) => `<Obs TIME_PERIOD="${period}" OBS_VALUE="${at === 0 ? value : '6.0'}" OBS_STATUS="A"/>`).join('')}</Series>`;
  return `<?xml version="1.0" encoding="UTF-8"?><message:StructureSpecificData xmlns:message="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"><message:DataSet>
${DEPARTEMENTS.map((code) => series(`D${code}`, code === '35' ? rate : '7.1')).join('\n')}
${series('R53', '6.2')}${series('FR-D976', '7.7')}${series('FM', '7.5')}
<Series FREQ="T" INDICATEUR="AUTRE" CORRECTION="CVS" REF_AREA="D35"><Obs TIME_PERIOD="2026-Q1" OBS_VALUE="999"/></Series>
</message:DataSet></message:StructureSpecificData>`;
}

export async function startProducers(): Promise<Producers> {
  const issued = new Set<string>();
  const producers: Producers = { url: '', exchanges: [], mischief: null, rate: '6.4', lastQuarter: '2026-Q2', tension: () => 4, close: async () => {} };

  function serve(exchange: Exchange, response: ServerResponse): void {
    const json = (status: number, body: unknown) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (isInsee(exchange)) return void response.writeHead(200, { 'content-type': 'application/xml' }).end(sdmx(producers));
    if (isToken(exchange)) {
      const form = new URLSearchParams(exchange.body);
      if (exchange.headers['content-type'] !== 'application/x-www-form-urlencoded' || form.get('grant_type') !== 'client_credentials') return void json(400, { error: 'invalid_request' });
      if (form.get('client_id') !== CLIENT.id || form.get('client_secret') !== CLIENT.secret) return void json(400, { error: 'invalid_client' });
      if (form.get('scope') !== 'api_stats-offres-demandes-emploiv1 offresetdemandesemploi') return void json(400, { error: 'invalid_scope' });
      const token = `token-${issued.size + 1}`;
      issued.add(token);
      return void json(200, { scope: form.get('scope'), expires_in: 1499, token_type: 'Bearer', access_token: token });
    }
    if (!issued.has((exchange.headers.authorization ?? '').replace('Bearer ', ''))) return void json(401, { error: 'invalid_token' });
    const { codeActivite, codeTypeTerritoire, codeTerritoire, codeTypeNomenclature, codeTypePeriode } = JSON.parse(exchange.body) as Record<string, string>;
    if (codeTypeNomenclature !== 'TYPE_TENSION' || codeTypePeriode !== 'ANNEE') return void json(400, { error: 'bad_request' });
    const value = producers.tension(codeActivite ?? '', codeTypeTerritoire === 'NAT' ? 'FR' : (codeTerritoire ?? ''));
    if (value === null) return void response.writeHead(204).end();
    json(200, { datMaj: '2026-02-04', codeIndicateur: 'PERSP_2', listeValeursParPeriode: [
      { codeTypeTerritoire, codeTerritoire, codeActivite, codeNomenclature: 'INT_EMB', codePeriode: '2025', libPeriode: 'ANNEE 2025', valeurPrincipaleNombre: 2 },
      { codeTypeTerritoire, codeTerritoire, codeActivite, codeNomenclature: 'PERSPECTIVE', codePeriode: '2025', libPeriode: 'ANNEE 2025', valeurPrincipaleNombre: value },
    ] });
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const exchange = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
    producers.exchanges.push(exchange);
    if (!producers.mischief?.(exchange, response, producers.exchanges.length)) serve(exchange, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  producers.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  producers.close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return producers;
}
