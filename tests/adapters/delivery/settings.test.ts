import { describe, expect, it } from 'vitest';
import { openRouteOf, routeProblems } from '../../../adapters/delivery/settings.ts';
import { type Route, ROUTES, routeSchema } from '../../../knowledge/operators/routes.ts';

const rows: Route[] = [
  { kind: 'apec', route: 'email', address: 'APEC_EMAIL' },
  { kind: 'regional', route: 'webhook', address: 'HOOK_URL', secret: 'HOOK_SECRET' },
  { kind: 'france-travail', route: 'bot-framework', address: 'HUB_URL', secret: 'HUB_SECRET' },
];
const SECRET = 'x'.repeat(32);
const settings = { SMTP_URL: 'smtps://smtp.example.fr', SMTP_FROM: 'accueil@example.fr', PUBLIC_URL: 'https://accueil.example.fr', DELIVERY_ALLOW_PRIVATE: false };
const good = { APEC_EMAIL: 'cep@apec.example', HOOK_URL: 'https://example.fr/fiches', HOOK_SECRET: SECRET, HUB_URL: 'https://hub.example.fr/api/messages', HUB_SECRET: SECRET };

describe('the settings of the ways', () => {
  it('are right, or not there at all: both start', () => {
    expect(routeProblems(rows, good, settings)).toEqual([]);
    expect(routeProblems(rows, {}, { DELIVERY_ALLOW_PRIVATE: false })).toEqual([]);
    expect(rows.map((row) => openRouteOf(row, good, settings)?.route)).toEqual(['email', 'webhook', 'bot-framework']);
    expect(rows.map((row) => openRouteOf(row, {}, settings))).toEqual([null, null, null]);
  });

  it.each([
    [{ APEC_EMAIL: 'pas une adresse' }, {}, 'APEC_EMAIL : ce n’est pas une adresse e-mail'],
    [{ APEC_EMAIL: 'a@example.fr\r\nBcc: b@example.fr' }, {}, 'APEC_EMAIL : ce n’est pas une adresse e-mail'],
    [{}, { SMTP_URL: undefined }, 'SMTP_URL : est nécessaire avec APEC_EMAIL'],
    [{}, { SMTP_FROM: undefined }, 'SMTP_FROM : est nécessaire avec APEC_EMAIL'],
    [{ HOOK_URL: 'http://example.fr/' }, {}, 'HOOK_URL : https est nécessaire'],
    [{ HOOK_URL: 'file:///etc/passwd' }, {}, 'HOOK_URL : ce n’est pas une adresse'],
    [{ HOOK_URL: 'https://nom:mot@example.fr/' }, {}, 'HOOK_URL : pas de nom ni de mot de passe'],
    [{ HOOK_SECRET: 'court' }, {}, 'HOOK_SECRET : trop court'],
    [{ HOOK_SECRET: '' }, {}, 'HOOK_SECRET : est nécessaire avec HOOK_URL'],
    [{}, { PUBLIC_URL: undefined }, 'PUBLIC_URL : est nécessaire avec HUB_URL'],
  ])('%o %o stops the start with one line', (environment, changes, problem) => {
    expect(routeProblems(rows, { ...good, ...environment }, { ...settings, ...changes })).toEqual([expect.stringContaining(problem)]);
  });

  it('the table takes names of variables, and no address or secret', () => {
    for (const address of ['cep@apec.example', 'https://example.fr', 'apec_email']) expect(routeSchema.safeParse({ kind: 'apec', route: 'email', address }).success, address).toBe(false);
    expect(routeProblems(ROUTES, {}, { DELIVERY_ALLOW_PRIVATE: false })).toEqual([]);
  });
});
