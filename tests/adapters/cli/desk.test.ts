/** `npm run desk`, as a technician runs it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, it } from 'vitest';
import { DESK_MIGRATIONS } from '../../../adapters/desk/access/schema.ts';
import { openDirectory } from '../../../adapters/desk/access/directory.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'accueil-desk-cli-'));
const file = join(folder, 'desk.sqlite');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function desk(...words: string[]): { status: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'adapters/cli/desk.ts', ...words], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, DESK_DATABASE_FILE: file, DESK_URL: 'https://accueil.example.fr' },
  });
  return { status, out: stdout.trim(), error: stderr.trim() };
}

it('invites, lists, takes away, and notes each of it', async () => {
  const invited = desk('invite', 'Claire@Apec.fr', '--operator', 'apec,cap-emploi', '--region', '53');
  const token = /https:\/\/accueil\.example\.fr\/desk\/invitation\/([\w-]{43})/.exec(invited.out)?.[1] ?? '';
  const directory = openDirectory(file);
  expect(await directory.invited(token, new Date())).toMatchObject({ email: 'claire@apec.fr', role: 'counsellor', scopes: [{ kind: 'apec', region: '53' }, { kind: 'cap-emploi', region: '53' }] });
  // Another invitation replaces the first link.
  desk('invite', 'claire@apec.fr', '--operator', 'apec', '--supervisor');
  expect(await directory.invited(token, new Date())).toBeNull();
  expect(desk('list').out).toMatch(/claire@apec\.fr\t–\tsupervision\ten attente\tapec/);
  expect(desk('revoke', 'claire@apec.fr').out).toContain('n’a plus accès');
  expect(desk('list').out).toContain('retiré');
  expect(desk('audit').out.split('\n').map((line) => line.split('\t')[2])).toEqual(['invitation créée', 'invitation créée', 'accès retiré']);
  // The token is nowhere in the file.
  expect(JSON.stringify(await directory.database.all('SELECT * FROM invitations'))).not.toContain(token);
  await directory.close();
});

it('lets in somebody who maintains the content, beside a counsellor’s role or without one', async () => {
  desk('invite', 'sam@operateur.fr', '--maintainer');
  desk('invite', 'lea@operateur.fr', '--maintainer', '--operator', 'apec');
  const directory = openDirectory(file);
  expect((await directory.byEmail('sam@operateur.fr'))).toMatchObject({ maintains: true, scopes: [] });
  expect((await directory.byEmail('lea@operateur.fr'))).toMatchObject({ maintains: true, role: 'counsellor', scopes: [{ kind: 'apec', region: null }] });
  const listed = desk('list').out;
  expect(listed).toMatch(/sam@operateur\.fr\t–\tcontenus\t/);
  expect(listed).toMatch(/lea@operateur\.fr\t–\tconseil et contenus\t/);
  // Invited again without it, the right is gone.
  desk('invite', 'lea@operateur.fr', '--operator', 'apec');
  expect((await directory.byEmail('lea@operateur.fr'))).toMatchObject({ maintains: false });
  await directory.close();
});

it('opens the file of an earlier version, in which nobody maintained the content', async () => {
  const older = join(folder, 'older.sqlite');
  const database = new DatabaseSync(older);
  database.exec(`${DESK_MIGRATIONS[0]} PRAGMA user_version = 1; PRAGMA application_id = ${0x43455044};
    INSERT INTO counsellors (id, email, role, scopes, status, invited_at) VALUES ('1', 'claire@apec.fr', 'counsellor', '[{"kind":"apec","region":null}]', 'active', '2026-11-01')`);
  database.close();
  const directory = openDirectory(older);
  expect((await directory.byEmail('claire@apec.fr'))).toMatchObject({ status: 'active', maintains: false });
  await directory.close();
});

it.each([
  [['invite', 's@b.fr', '--maintainer', '--supervisor'], 'dites de quels opérateurs'],
  [['invite', 'pas-une-adresse', '--operator', 'apec'], 'Donnez une adresse e-mail'],
  [['invite', 'a@b.fr', '--operator', 'pole-emploi'], '--operator : choisissez parmi'],
  [['invite', 'a@b.fr'], '--operator : choisissez parmi'],
  [['invite', 'a@b.fr', '--operator', 'regional', '--region', '99'], '99 n’est pas le code d’une région'],
  [['revoke', 'inconnue@b.fr'], 'n’est pas au bureau'],
  [['inviter'], 'n’est pas une commande'],
  [['list', '--tout'], 'Cette option n’existe pas'],
  [['audit', '--last', 'x'], 'un nombre de lignes'],
])('%j says what to mend', (words, said) => {
  const { status, error } = desk(...words);
  expect(status).toBe(1);
  expect(error).toContain(said);
  expect(error).not.toMatch(/\n\s+at /);
});
