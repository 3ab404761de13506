import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configSchema, readConfig } from '../../adapters/config.ts';

describe('the configuration', () => {
  it('needs nothing for a first start', () => {
    expect(readConfig({})).toMatchObject({ PORT: 3978, HOST: '127.0.0.1', BOT_FRAMEWORK_DEVELOPMENT: false, ALLOWED_ORIGINS: [] });
  });

  it('takes an empty variable for one that is not set, as `.env.example` leaves them', () => {
    expect(readConfig({ EMBEDDINGS_URL: '', MICROSOFT_APP_ID: '', ALLOWED_ORIGINS: '' })).toEqual(readConfig({}));
  });

  it.each([
    ['PORT', { PORT: 'abc' }],
    ['PORT', { PORT: '70000' }],
    ['VECTOR_SEARCH', { VECTOR_SEARCH: 'fast' }],
    ['EMBEDDINGS_URL', { EMBEDDINGS_URL: 'pas une adresse' }],
    ['EMBEDDINGS_MODEL', { EMBEDDINGS_URL: 'https://example.org/v1' }],
    ['DIRECT_LINE_TOKEN_SECRET', { DIRECT_LINE_TOKEN_SECRET: 'court' }],
    ['BOT_FRAMEWORK_DEVELOPMENT', { BOT_FRAMEWORK_DEVELOPMENT: 'peut-être' }],
    ['ALLOWED_ORIGINS', { ALLOWED_ORIGINS: 'www.example.fr' }],
    ['DIRECT_LINE_TOKEN_HOURS', { DIRECT_LINE_TOKEN_HOURS: '-1' }],
  ])('a wrong %s is named in one line that says what to do', (name, environment) => {
    expect(() => readConfig(environment)).toThrow(new RegExp(`^Configuration refusée\\. .*${name}.*Corrigez[^\\n]*$`));
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
