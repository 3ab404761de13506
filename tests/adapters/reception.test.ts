import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../adapters/store/sqlite.ts';
import { receptionOf } from '../../adapters/reception.ts';
import { NO_STAFF, type Staff } from '../../bot/handoff/staff.ts';
import { type Route, ROUTES, routeTo } from '../../knowledge/operators/routes.ts';
import { CONTACT_KINDS } from '../../knowledge/operators/directory.ts';

const APEC = { kind: 'apec', region: '53', departement: '35' } as const;
const NOW = new Date('2026-11-23T10:00:00Z');
const staffed: Staff = { ...NO_STAFF, serves: async ({ kind }) => kind === 'apec', servesAny: async () => true, presentFor: () => 2 };

const statusOf = (routes: Route[], environment: NodeJS.ProcessEnv, staff: Staff = NO_STAFF) =>
  receptionOf(openSqliteStore(':memory:'), { staff, environment, routes }).status(APEC, NOW);

describe('who receives people', () => {
  it('has a row for each operator, and the row of a région before that of the country', () => {
    for (const kind of CONTACT_KINDS) expect(routeTo({ kind, region: '53' }), kind).not.toBeNull();
    const rows: Route[] = [{ kind: 'regional', region: '53', route: 'none' }, { kind: 'regional', route: 'desk' }];
    expect(routeTo({ kind: 'regional', region: '53' }, rows)?.route).toBe('none');
    expect(routeTo({ kind: 'regional', region: '84' }, rows)?.route).toBe('desk');
  });

  it('a fresh installation receives nobody: no counsellor has been invited', async () => {
    expect(await statusOf(ROUTES, {})).toMatchObject({ route: 'none', present: 0 });
  });

  it('the desk is open to an operator that has a counsellor, and to no other', async () => {
    expect(await statusOf(ROUTES, {}, staffed)).toMatchObject({ route: 'desk', present: 2, waiting: 0 });
    expect(await statusOf([{ kind: 'regional', route: 'desk' }], {}, staffed)).toMatchObject({ route: 'none' });
  });

  it('an address is needed to send, and is never in the table', async () => {
    const rows: Route[] = [{ kind: 'apec', route: 'email', address: 'APEC_EMAIL' }];
    expect(await statusOf(rows, {})).toMatchObject({ route: 'none' });
    expect(await statusOf(rows, { APEC_EMAIL: 'accueil@example.fr' })).toMatchObject({ route: 'delivery' });
  });

  it('a webhook without its secret receives nothing', async () => {
    const rows: Route[] = [{ kind: 'apec', route: 'webhook', address: 'APEC_HOOK', secret: 'APEC_HOOK_SECRET' }];
    expect(await statusOf(rows, { APEC_HOOK: 'https://example.fr/hook' })).toMatchObject({ route: 'none' });
    expect(await statusOf(rows, { APEC_HOOK: 'https://example.fr/hook', APEC_HOOK_SECRET: 'x'.repeat(32) })).toMatchObject({ route: 'delivery' });
  });
});
