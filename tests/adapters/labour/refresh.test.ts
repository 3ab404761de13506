/** The refresh from the producers' interfaces, over HTTP against a server that speaks as they do and misbehaves: the last good figures stay, with their day. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refreshFigures, type Refreshed, type RefreshOptions } from '../../../adapters/labour/refresh-figures.ts';
import { areasOf, rateAreasOf } from '../../../knowledge/labour-market/areas.ts';
import { describeTrade, describeUnemployment } from '../../../knowledge/labour-market/describe.ts';
import { openLabour } from '../../../knowledge/labour-market/open-labour.ts';
import { CLIENT, type Exchange, isInsee, isTension, isToken, type Mischief, type Producers, startProducers } from '../../support/producers.ts';

const ROMES = ['J1501', 'F1703', 'G1602'];
const RENNES = { departement: '35', region: '53' };
let producers: Producers;
let knowledge: string;
beforeEach(async () => {
  producers = await startProducers();
  knowledge = mkdtempSync(join(tmpdir(), 'labour-live-'));
});
afterEach(async () => {
  await producers.close();
  rmSync(knowledge, { recursive: true, force: true });
});

const refresh = (options: Partial<RefreshOptions> = {}): Promise<Refreshed[]> =>
  refreshFigures({
    knowledge,
    today: '2026-11-23',
    inseeUrl: `${producers.url}/BDM`,
    franceTravail: { clientId: CLIENT.id, clientSecret: CLIENT.secret, tokenUrl: `${producers.url}/token?realm=%2Fpartenaire`, apiUrl: `${producers.url}/partenaire` },
    areas: ['FR', '35'],
    romes: ROMES,
    onProgress: () => {},
    politeness: { perSecond: 2_000, timeout: 150, firstPause: 1, attempts: 3, longestWait: 2_000 },
    ...options,
  });
const failures = (results: Refreshed[]) => results.flatMap(({ failure }) => failure ?? []);
const asked = (test: (exchange: Exchange) => boolean) => producers.exchanges.filter(test);
const unemployment = () => {
  const tables = openLabour(knowledge).tables();
  return describeUnemployment(rateAreasOf(RENNES, tables), tables);
};
const answers: (status: number, body?: string, headers?: Record<string, string>) => Mischief = (status, body = '', headers = {}) => (_exchange, response) => {
  response.writeHead(status, headers).end(body);
  return true;
};
const only = (test: (exchange: Exchange) => boolean, mischief: Mischief): Mischief => (exchange, response, count) => test(exchange) && mischief(exchange, response, count);
/** The first `times` of them. */
const first = (times: number, test: (exchange: Exchange) => boolean, mischief: Mischief): Mischief => (exchange, response, count) => test(exchange) && asked(test).length <= times && mischief(exchange, response, count);
const never: Mischief = () => true;

describe('a refresh', () => {
  it('brings rates and difficulties into the answers, with the day, the région and France beside', async () => {
    expect(failures(await refresh())).toEqual([]);
    const said = unemployment();
    expect(said?.paragraphs.join('\n')).toMatch(/Ille-et-Vilaine \(35\) : 6,4 % de chômage au 2e trimestre 2026[\s\S]*Bretagne, 6,2 % au 2e trimestre 2026 ; France, 7,7 %/);
    expect(said?.citations[0]?.period).toBe('données du 2e trimestre 2026, relevées le 23 novembre 2026');
    const tables = openLabour(knowledge).tables();
    const trade = describeTrade('J1501', areasOf(RENNES, tables), tables);
    expect(trade.paragraphs.join('\n')).toContain('La difficulté à recruter pour ce métier est de 4 sur 5 en 2025, Ille-et-Vilaine (35)');
    expect(trade.citations.map(({ period }) => period)).toContain('données 2025, relevées le 23 novembre 2026');
  });

  it('asks for one token, by client credentials, and for each trade once; what it was told is not asked again', async () => {
    await refresh();
    expect(asked(isToken)).toHaveLength(1);
    expect(asked(isTension).map(({ body }) => JSON.parse(body) as unknown)).toContainEqual(expect.objectContaining({ codeTypeTerritoire: 'DEP', codeTerritoire: '35', codeActivite: 'F1703' }));
    expect(asked(isTension)).toHaveLength(2 * ROMES.length);
    await refresh({ today: '2026-12-01' });
    expect(asked(isTension)).toHaveLength(2 * ROMES.length);
    expect(openLabour(knowledge).tables().tension.get('35')?.fetchedOn, 'the day on which it was told').toBe('2026-11-23');
    await refresh({ today: '2027-02-01' });
    expect(asked(isTension).length, 'after a month it is asked again').toBeGreaterThan(2 * ROMES.length);
  });

  it('takes an expired token for what it is, and asks for another', async () => {
    producers.mischief = first(1, isTension, answers(401, '{"error":"invalid_token"}'));
    expect(failures(await refresh())).toEqual([]);
    expect(asked(isToken)).toHaveLength(2);
  });

  it('reads no list for a trade as no figure, not as an outage', async () => {
    producers.tension = (rome) => (rome === 'F1703' ? null : 3);
    expect(failures(await refresh())).toEqual([]);
    expect([...(openLabour(knowledge).tables().tension.get('35')?.byRome.keys() ?? [])]).toEqual(['J1501', 'G1602']);
  });

  it.each([
    ['429 with a time to wait', answers(429, '', { 'retry-after': '0' })],
    ['503', answers(503)],
    ['silence', never],
    ['a line that breaks', ((_exchange, response) => (response.destroy(), true)) as Mischief],
  ])('goes on after %s', async (_name, mischief) => {
    producers.mischief = (exchange, response, count) => first(1, isInsee, mischief)(exchange, response, count) || first(1, isTension, mischief)(exchange, response, count) || first(1, isToken, mischief)(exchange, response, count);
    expect(failures(await refresh())).toEqual([]);
    expect(unemployment()?.paragraphs[0]).toContain('6,4 %');
  });

  it('without credentials asks Insee only', async () => {
    expect(failures(await refresh({ franceTravail: null }))).toEqual([]);
    expect(asked((exchange) => !isInsee(exchange))).toEqual([]);
  });
});

describe('a source that fails leaves its last good figures, with their day', () => {
  const rates = (length: number) => only(isInsee, answers(200, `<DataSet>${'<Series INDICATEUR="TAUX_CHOMAGE_LOCALISE" FREQ="T" CORRECTION="CVS" REF_AREA="D35"><Obs TIME_PERIOD="2026-Q3" OBS_VALUE="9.9"/></Series>'.repeat(length)}</DataSet>`));
  it.each<[string, Mischief, RegExp]>([
    ['down', only(isInsee, answers(500)), /Insee : en panne \(HTTP 500\)/],
    ['silent', only(isInsee, never), /Insee : ne répond pas \(trop lent\)/],
    ['out of quota', only(isInsee, answers(429, '', { 'retry-after': '86400' })), /Insee : le quota de demandes est épuisé/],
    ['moved', only(isInsee, answers(404)), /Insee : refuse la demande \(HTTP 404\)\. Vérifiez INSEE_API_URL/],
    ['a page in the place of data', only(isInsee, answers(200, '<!doctype html><html><body><p>Maintenance</body></html>')), /Insee : la réponse n’est pas celle attendue/],
    ['an answer cut short', only(isInsee, answers(200, '<DataSet><Series INDICATEUR="TAUX_CHOMAGE_LOCALISE" FREQ="T" CORRECTION="CVS" REF_AREA="D35"><Obs TIME_PERIOD="2026-Q3')), /Insee : la réponse n’est pas celle attendue/],
    ['far fewer areas than France has', rates(1), /Insee : la réponse n’est pas celle attendue \(1 départements\)/],
    ['a rate that cannot be', only(isInsee, answers(200, '<DataSet><Series INDICATEUR="TAUX_CHOMAGE_LOCALISE" FREQ="T" CORRECTION="CVS" REF_AREA="D35"><Obs TIME_PERIOD="2026-Q3" OBS_VALUE="640"/></Series></DataSet>')), /Insee : .*640/],
  ])('Insee: %s', async (_name, mischief, message) => {
    await refresh({ today: '2026-09-01' });
    producers.mischief = mischief;
    producers.rate = '9.9';
    const [insee, ...others] = await refresh();
    expect(insee?.failure).toMatch(message);
    expect(insee).toMatchObject({ kept: '2026-09-01' });
    expect(failures(others), 'the other source is not held back').toEqual([]);
    expect(unemployment()?.paragraphs[0]).toContain('6,4 %');
    expect(unemployment()?.citations[0]?.period).toContain('relevées le 1er septembre 2026');
  });

  it('Insee: figures older than ours', async () => {
    await refresh();
    producers.lastQuarter = '2025-Q4';
    expect(failures(await refresh())[0]).toContain('avant celle que nous avons (2026-T2)');
    expect(unemployment()?.paragraphs[0]).toContain('2e trimestre 2026');
  });

  it.each<[string, Mischief, RegExp]>([
    ['down', only(isTension, answers(502)), /France Travail : en panne \(HTTP 502\)/],
    ['out of quota', only(isTension, answers(429, '', { 'retry-after': '86400' })), /France Travail : le quota de demandes est épuisé/],
    ['an unknown client', only(isToken, answers(400, '{"error":"invalid_client"}')), /France Travail : refuse le jeton \(HTTP 400, invalid_client\)\. Vérifiez FRANCE_TRAVAIL_CLIENT_ID/],
    ['a token that never holds', only(isTension, answers(401, '{"error":"invalid_token"}')), /France Travail : refuse la demande \(HTTP 401, invalid_token\)/],
    ['another shape of answer', only(isTension, answers(200, '{"valeurs":[]}')), /France Travail : la réponse n’est pas celle attendue/],
    ['another scale', only(isTension, answers(200, '{"listeValeursParPeriode":[{"codeNomenclature":"PERSPECTIVE","codePeriode":"2026","valeurPrincipaleNombre":87}]}')), /France Travail : la réponse n’est pas celle attendue \(J1501|France Travail : la réponse n’est pas celle attendue \(F1703/],
    ['another name for its indicator', only(isTension, answers(200, '{"listeValeursParPeriode":[{"codeNomenclature":"TENSION","codePeriode":"2026","valeurPrincipaleNombre":3}]}')), /France Travail : aucune valeur pour FR/],
    ['no JSON', only(isTension, answers(200, '<html>')), /France Travail : la réponse n’est pas celle attendue/],
  ])('France Travail: %s', async (_name, mischief, message) => {
    await refresh({ today: '2026-06-01' });
    producers.mischief = mischief;
    const results = await refresh();
    expect(failures(results)).toHaveLength(1);
    expect(failures(results)[0]).toMatch(message);
    expect(results.find(({ failure }) => failure !== null)).toMatchObject({ kept: '2026-06-01' });
    expect(openLabour(knowledge).tables().tension.get('FR')).toMatchObject({ fetchedOn: '2026-06-01', year: '2025' });
    expect(failures(results).join()).not.toContain(CLIENT.secret);
    // Nothing of the bad answers is left to be believed next time.
    producers.mischief = null;
    producers.tension = () => 2;
    expect(failures(await refresh())).toEqual([]);
    expect(openLabour(knowledge).tables().tension.get('FR')).toMatchObject({ fetchedOn: '2026-11-23' });
  });

  it('takes up where a quota stopped it', async () => {
    producers.mischief = (exchange, response, count) => isTension(exchange) && asked(isTension).length > 2 && answers(429, '', { 'retry-after': '86400' })(exchange, response, count);
    expect(failures(await refresh())[0]).toContain('quota');
    producers.mischief = null;
    const before = asked(isTension).length;
    expect(failures(await refresh())).toEqual([]);
    expect(asked(isTension).length - before).toBe(2 * ROMES.length - 2);
    expect(readFileSync(join(knowledge, 'labour', 'answers.jsonl'), 'utf8')).not.toContain(CLIENT.secret);
  });
});
