/** `npm run desk`, as a technician runs it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
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

it('invites, lists, takes away, and notes each of it', () => {
  const invited = desk('invite', 'Claire@Apec.fr', '--operator', 'apec,cap-emploi', '--region', '53');
  const token = /https:\/\/accueil\.example\.fr\/desk\/invitation\/([\w-]{43})/.exec(invited.out)?.[1] ?? '';
  const directory = openDirectory(file);
  expect(directory.invited(token, new Date())).toMatchObject({ email: 'claire@apec.fr', role: 'counsellor', scopes: [{ kind: 'apec', region: '53' }, { kind: 'cap-emploi', region: '53' }] });
  // Another invitation replaces the first link.
  desk('invite', 'claire@apec.fr', '--operator', 'apec', '--supervisor');
  expect(directory.invited(token, new Date())).toBeNull();
  expect(desk('list').out).toMatch(/claire@apec\.fr\t–\tsupervision\ten attente\tapec/);
  expect(desk('revoke', 'claire@apec.fr').out).toContain('n’a plus accès');
  expect(desk('list').out).toContain('retiré');
  expect(desk('audit').out.split('\n').map((line) => line.split('\t')[2])).toEqual(['invitation créée', 'invitation créée', 'accès retiré']);
  // The token is nowhere in the file.
  expect(JSON.stringify(directory.database.prepare('SELECT * FROM invitations').all())).not.toContain(token);
  directory.close();
});

it.each([
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
