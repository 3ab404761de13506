import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configSchema, readConfig } from '../../adapters/config.ts';

describe('the configuration', () => {
  it('needs nothing for a first start', () => {
    expect(readConfig({})).toMatchObject({ PORT: 3978, HOST: '127.0.0.1', BOT_FRAMEWORK_DEVELOPMENT: false, ALLOWED_ORIGINS: [] });
  });

  it('takes an empty variable for one that is not set, as `.env.example` leaves them', () => {
    const empty = Object.fromEntries(Object.keys(configSchema.shape).map((name) => [name, '']));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it.each([
    ['PORT', { PORT: 'abc' }],
    ['PORT', { PORT: '70000' }],
    ['VECTOR_SEARCH', { VECTOR_SEARCH: 'fast' }],
    ['EMBEDDINGS_URL', { EMBEDDINGS_URL: 'pas une adresse' }],
    ['EMBEDDINGS_MODEL', { EMBEDDINGS_URL: 'https://example.org/v1' }],
    ['MODEL_URL', { MODEL_URL: 'mistral', MODEL_NAME: 'm' }],
    ['MODEL_NAME', { MODEL_URL: 'https://example.org/v1' }],
    ['MODEL_TIMEOUT_SECONDS', { MODEL_TIMEOUT_SECONDS: '90' }],
    ['MODEL_TOKENS_PER_DAY', { MODEL_TOKENS_PER_DAY: 'beaucoup' }],
    ['DIRECT_LINE_TOKEN_SECRET', { DIRECT_LINE_TOKEN_SECRET: 'court' }],
    ['BOT_FRAMEWORK_DEVELOPMENT', { BOT_FRAMEWORK_DEVELOPMENT: 'peut-être' }],
    ['ALLOWED_ORIGINS', { ALLOWED_ORIGINS: 'www.example.fr' }],
    ['DIRECT_LINE_TOKEN_HOURS', { DIRECT_LINE_TOKEN_HOURS: '-1' }],
    ['MICROSOFT_APP_PASSWORD', { MICROSOFT_APP_ID: 'abc' }],
    ['MICROSOFT_APP_ID', { MICROSOFT_APP_PASSWORD: 'secret' }],
    ['TRUST_PROXY', { TRUST_PROXY: 'yes' }],
    ['TRUST_PROXY', { TRUST_PROXY: '0.5' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'bavard' }],
    ['MICROSOFT_APP_TYPE', { MICROSOFT_APP_TYPE: 'Perso' }],
    ['DIRECT_LINE_TOKENS_PER_MINUTE', { DIRECT_LINE_TOKENS_PER_MINUTE: 'beaucoup' }],
    ['OPERATOR_DOCUMENTS_DIR', { OPERATOR_DOCUMENTS_DIR: '/nulle/part' }],
    ['DESK_URL', { DESK_URL: 'accueil.example.fr' }],
    ['DESK_SECRET', { DESK_SECRET: 'court' }],
    ['DESK_OIDC_CLIENT_SECRET', { DESK_OIDC_ISSUER: 'https://sso.example.fr', DESK_OIDC_CLIENT_ID: 'accueil' }],
  ])('a wrong %s is named in one line that says what to do', (name, environment) => {
    expect(() => readConfig(environment)).toThrow(new RegExp(`^Configuration refusée\\. .*${name}.*Corrigez[^\\n]*$`));
  });

  it('speaks French to the technician, without the words of a validator', () => {
    expect(() => readConfig({ PORT: 'x', DIRECT_LINE_SECRET: 'court' })).toThrow(/nombre de 0 à 65535.*16 caractères au moins/);
    const wrong = Object.fromEntries(Object.keys(configSchema.shape).map((name) => [name, '?']));
    const refused = String(configSchema.safeParse(wrong).error?.issues.map(({ message }) => message));
    expect(refused).not.toMatch(/\bNaN\b|[<>]=|invalide|attendu|reçu|doit|chaîne|option|format/i);
  });

  it('reads how many proxies stand in front', () => {
    const hops = (TRUST_PROXY: string) => readConfig({ TRUST_PROXY }).TRUST_PROXY;
    expect(['', 'false', 'true', 'TRUE', '2'].map(hops)).toEqual([0, 0, 1, 1, 2]);
  });

  it('takes the address of a site with or without its last slash', () => {
    expect(readConfig({ ALLOWED_ORIGINS: 'https://a.example/, https://b.example' }).ALLOWED_ORIGINS).toEqual(['https://a.example', 'https://b.example']);
  });

  it('names every wrong variable at once', () => {
    expect(() => readConfig({ PORT: 'x', VECTOR_SEARCH: 'y' })).toThrow(/PORT.*VECTOR_SEARCH/);
  });

  it('is documented, variable by variable, in .env.example', () => {
    const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
    const documented = [...example.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(documented.sort()).toEqual(Object.keys(configSchema.shape).sort());
  });
});

it('with a shared database asks for the secrets that all processes must have alike, and never for them without one', () => {
  expect(() => readConfig({ DATABASE_URL: 'postgres://cep@base/accueil' })).toThrow(/DIRECT_LINE_TOKEN_SECRET.*DESK_SECRET.*STORE_SECRETS.*openssl/);
  const secrets = { DIRECT_LINE_TOKEN_SECRET: 'x'.repeat(32), DESK_SECRET: 'y'.repeat(32), STORE_SECRETS: 'z'.repeat(32) };
  expect(readConfig({ DATABASE_URL: 'postgres://cep@base/accueil', ...secrets }).DATABASE_URL).toBe('postgres://cep@base/accueil');
  expect(() => readConfig({ DATABASE_URL: 'mysql://cep@base/accueil', ...secrets })).toThrow(/DATABASE_URL.*postgres:\/\//);
  expect(readConfig({}).DATABASE_URL).toBeUndefined();
});
