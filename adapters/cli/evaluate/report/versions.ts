/** What was measured, to the version: program, texts, index, prompts, models, machine. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { arch, cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import type { KnowledgeBase } from '../../../../knowledge/knowledge-base.ts';
import { fileIn, metaSchema } from '../../../../knowledge/index/files.ts';
import type { Config } from '../../../config.ts';

const ROOT = join(import.meta.dirname, '../../../..');

export interface Version {
  what: string;
  value: string;
}

export function versionsOf(config: Config, knowledge: KnowledgeBase): Version[] {
  return [
    { what: 'Programme', value: programVersion() },
    ...knowledge.sources().map(({ title, publisher, packageVersion, passages }) => ({ what: `Textes : ${title} (${publisher})`, value: `${packageVersion}, ${passages.toLocaleString('fr-FR')} passages` })),
    { what: 'Index des textes et des fiches', value: indexVersion(config.KNOWLEDGE_DIR) },
    { what: 'Phrases de l’assistant (prompts)', value: promptsVersion() },
    ...modelsOf(config),
    { what: 'Machine', value: `${type()} ${release()} ${arch()}, ${cpus().length} processeurs${cpus()[0] ? ` (${cpus()[0]?.model.trim()})` : ''}, ${Math.round(totalmem() / 2 ** 30)} Go, Node ${process.versions.node}` },
  ];
}

/** The version of the package, and the commit where the program runs from a checkout. */
function programVersion(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const git = (...words: string[]) => execFileSync('git', words, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const isChanged = git('status', '--porcelain', '--untracked-files=no') !== '';
    return `${version}, révision ${git('rev-parse', '--short=12', 'HEAD')}${isChanged ? ', avec des changements non enregistrés' : ''}`;
  } catch {
    return version;
  }
}

function indexVersion(folder: string): string {
  const { key, builtAt, passages, cards } = metaSchema.parse(JSON.parse(readFileSync(fileIn(folder, 'meta'), 'utf8')));
  return `${key.slice(0, 12)}, construit le ${new Date(builtAt).toLocaleDateString('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'long' })} : ${passages.toLocaleString('fr-FR')} passages, ${cards} fiches`;
}

/** One hash over all that the assistant may say: a comma more is another version. */
function promptsVersion(): string {
  const hash = createHash('sha256');
  const files = globSync('**/*.{yaml,md}', { cwd: join(ROOT, 'prompts') }).sort();
  for (const file of files) hash.update(file).update(readFileSync(join(ROOT, 'prompts', file)));
  return `${hash.digest('hex').slice(0, 12)}, ${files.length} fichiers`;
}

/** Every setting that names a model, whatever it serves for. */
function modelsOf(config: Config): Version[] {
  const named = Object.entries(config).filter(([name, value]) => /(?:^|_)MODEL(?:_NAME)?$/.test(name) && typeof value === 'string' && value !== '');
  if (named.length === 0) return [{ what: 'Modèle', value: 'aucun modèle de langue : les réponses viennent des fiches relues et, mot pour mot, des textes' }];
  return named.map(([name, value]) => ({ what: `Modèle (${name})`, value: String(value) }));
}
