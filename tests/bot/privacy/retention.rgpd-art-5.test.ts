/** RGPD art. 5.1.e: nothing is kept longer than the table says. Art. 30: the table says what, why, on what ground, where. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDeskFile } from '../../../adapters/desk/access/desk-database.ts';
import { deskRecords } from '../../../adapters/desk/access/records.ts';
import { directoryOn } from '../../../adapters/desk/access/directory.ts';
import { MIGRATIONS } from '../../../adapters/store/schema.ts';
import { DESK_MIGRATIONS } from '../../../adapters/desk/access/schema.ts';
import { applyRetention } from '../../../bot/privacy/apply-retention.ts';
import { APPLIED, daysOf, RETENTION } from '../../../bot/privacy/retention.ts';
import { openReception, queuedCadre } from '../../support/handoff-conversation.ts';

const NO_DESK = { forgetBefore: async () => ({ audit: 0, invitations: 0 }) };
const DAY_MS = 86_400_000;
const later = (from: Date, days: number) => new Date(from.getTime() + days * DAY_MS);

describe('rgpd art. 30: the retention table', () => {
  it('names every table that the database holds', () => {
    const made = [...MIGRATIONS, ...DESK_MIGRATIONS].flatMap((sql) => [...sql.matchAll(/CREATE TABLE (\w+)/g)].map(([, name]) => name));
    const named = RETENTION.flatMap(({ where }) => where);
    expect(made.filter((table) => !named.includes(table ?? ''))).toEqual([]);
  });

  it('has a row for each way of removing, and each way a row', () => {
    expect([...new Set(RETENTION.map(({ applies }) => applies))].toSorted()).toEqual([...APPLIED].toSorted());
  });
});

describe('rgpd art. 5.1.e: a conversation', () => {
  it('goes with its transcript once nothing was said for the time of the table, not a day before', async () => {
    const { say, store, transcript, office } = openReception();
    const begun = office.now;
    await say('je suis cadre à Lyon');
    expect((await applyRetention(store, NO_DESK, later(begun, daysOf('conversation') - 1))).conversations).toBe(0);
    expect((await applyRetention(store, NO_DESK, later(begun, daysOf('conversation') + 1))).conversations).toBe(1);
    expect(await transcript()).toEqual([]);
  });

  it('stays as long as somebody waits for a counsellor in it, and goes once that has ended', async () => {
    const { say, store, office, handoff } = await queuedCadre();
    const end = later(office.now, daysOf('conversation') + 1);
    expect((await applyRetention(store, NO_DESK, end)).conversations).toBe(0);
    expect((await handoff())?.state).toBe('queued');
    await say('annuler ma demande');
    expect((await applyRetention(store, NO_DESK, end)).conversations).toBe(1);
    expect(await handoff()).toBeNull();
  });

  it('that is counted without being removed is still there', async () => {
    const { say, store, transcript, office } = openReception();
    await say('bonjour');
    expect((await applyRetention(store, NO_DESK, later(office.now, 400), true)).conversations).toBe(1);
    expect((await transcript()).length).toBeGreaterThan(0);
  });
});

describe('rgpd art. 32: the audit log', () => {
  let database: ReturnType<typeof openDeskFile>;
  beforeEach(() => {
    database = openDeskFile(':memory:');
  });
  afterEach(() => database.close());

  it('ends after the time of the table', async () => {
    const { audit } = directoryOn(database);
    const now = new Date();
    await audit.note({ who: 'claire@apec.fr', what: 'file-opened' }, later(now, -daysOf('audit') - 1));
    await audit.note({ who: 'claire@apec.fr', what: 'file-printed' }, now);
    const { store } = openReception();
    expect((await applyRetention(store, deskRecords(database), now)).audit).toBe(1);
    expect((await audit.lines()).map(({ what }) => what)).toEqual(['file-printed']);
  });

  it('cannot be changed, nor shortened by its last month, by anybody', async () => {
    const { audit } = directoryOn(database);
    await audit.note({ who: 'claire@apec.fr', what: 'file-opened' }, new Date());
    await expect(database.run("UPDATE audit SET who = 'personne'")).rejects.toThrow(/append-only/);
    await expect(database.run('DELETE FROM audit')).rejects.toThrow(/append-only/);
  });
});

it.each(RETENTION.map((row) => [row.id, row] as const))('rgpd art. 30: docs/registre.md says what the table says of « %s »', (_id, { what, why, ground, days, since }) => {
  const register = readFileSync(new URL('../../../docs/registre.md', import.meta.url), 'utf8');
  expect(register).toContain(`| ${what} | ${why} | ${ground} | ${days === null ? since : `${days} jours après ${since}`} |`);
});
