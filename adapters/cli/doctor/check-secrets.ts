/** Secrets are hard to guess, each serves one purpose, and their files are for the program only. None is ever shown. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { type Config, contentKeyFileOf, deskFileOf } from '../../config.ts';
import type { Deployment } from './deployment.ts';
import { failure, type Finding, good, warning } from './finding.ts';

const NAMES = ['DIRECT_LINE_SECRET', 'DIRECT_LINE_TOKEN_SECRET', 'DESK_SECRET', 'STORE_SECRETS'] as const;
/** Bits, by the frequency of its characters: sixteen characters drawn at random have more, a repeated word far fewer. */
const ENOUGH_BITS = 40;
/** Fewer different characters are a pattern, whatever the length. */
const ENOUGH_CHARACTERS = 8;
const COMMON = /change.?me|changez|secret|password|motdepasse|mot.?de.?passe|passphrase|example|exemple|azerty|qwerty|0123456789|abcdefgh/i;
const DRAW = 'Tirez-en un au hasard (openssl rand -hex 32)';

export function checkSecrets({ config, environment }: Deployment): Finding[] {
  const given = NAMES.flatMap((name) => valuesOf(environment[name]).map((secret) => ({ name, secret })));
  const findings = given.filter(({ secret }) => isWeak(secret)).map(({ name }) => failure(`${name} se devine facilement.`, howToReplace(name)));
  for (const [index, { name, secret }] of given.entries()) {
    const other = given.slice(0, index).find((earlier) => earlier.secret === secret && earlier.name !== name);
    if (other !== undefined) findings.push(failure(`${other.name} et ${name} ont la même valeur.`, `${DRAW} pour chacun.`));
  }
  findings.push(...guessableDatabasePassword(config), ...readableFiles(config, given.length > 0));
  return findings.length > 0 ? findings : [good(given.length > 0 ? 'Les secrets donnés sont longs, différents et bien gardés.' : 'Les secrets sont tirés au premier démarrage et gardés à côté de la base.')];
}

const valuesOf = (value = ''): string[] => value.split(',').map((item) => item.trim()).filter((item) => item !== '');

/** Sealed data would be lost with the old secret: this one is changed in its own way. */
const howToReplace = (name: string): string =>
  name === 'STORE_SECRETS' ? `${DRAW}, mettez-le devant l’ancien (nouveau,ancien), redémarrez, puis lancez « npm run store -- reseal ».` : `${DRAW}, donnez-le à ${name} et redémarrez ; les sessions en cours sont à rouvrir.`;

export function isWeak(secret: string): boolean {
  return new Set(secret).size < ENOUGH_CHARACTERS || COMMON.test(secret) || bitsOf(secret) < ENOUGH_BITS || /^(.{1,16}?)\1{2,}/s.test(secret);
}

/** Shannon's measure: how surprising each character is, by how often it comes back. */
function bitsOf(secret: string): number {
  const counts = new Map<string, number>();
  for (const character of secret) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits - count * Math.log2(count / secret.length), 0);
}

function guessableDatabasePassword({ DATABASE_URL }: Config): Finding[] {
  if (DATABASE_URL === undefined) return [];
  const { password, username, hostname } = new URL(DATABASE_URL);
  const isShort = password.length < 12 || COMMON.test(password) || password === username;
  // Without a password, PostgreSQL itself decides whom it believes (peer, certificate).
  if (password === '' || !isShort) return [];
  const mend = 'Donnez à cet utilisateur un mot de passe tiré au hasard (ALTER ROLE … PASSWORD), et corrigez DATABASE_URL.';
  return [(/^(?:localhost|127\.|\[::1\])/.test(hostname) ? warning : failure)('Le mot de passe de PostgreSQL dans DATABASE_URL se devine facilement.', mend)];
}

function readableFiles(config: Config, hasSecrets: boolean): Finding[] {
  const isTelling = existsSync('.env') && (hasSecrets || /^(?:SMTP_URL|DATABASE_URL|\w*(?:PASSWORD|KEY|SECRET))=.+/m.test(readFileSync('.env', 'utf8')));
  const keys = [`${config.DATABASE_FILE}.key`, contentKeyFileOf(config), `${deskFileOf(config)}.key`];
  const files = [...(isTelling ? ['.env'] : []), ...keys];
  return files.filter((file) => ((statSync(file, { throwIfNoEntry: false })?.mode ?? 0) & 0o007) !== 0).map((file) => failure(`${file} peut être lu par tous les comptes de cette machine.`, `Lancez « chmod o= ${file} ».`));
}
