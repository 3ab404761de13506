import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { OUTCOMES } from '../bot/outcomes.ts';

const root = resolve(import.meta.dirname, '..');

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|js)$/.test(file))
    .map((file) => join(folder, file));
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const names = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
  return names.map((name) => (name.startsWith('.') ? relative(root, resolve(root, dirname(file), name)) : name));
}

/** Every import of the files that the rule forbids, as « file -> import ». */
function violations(folder: string, forbidden: (imported: string, file: string) => boolean): string[] {
  return sources(folder).flatMap((file) => importsOf(file).filter((name) => forbidden(name, file)).map((name) => `${file} -> ${name}`));
}

const NETWORK = /^(node:)?(http|https|net|tls|sqlite|express|ws)$/;

describe('the arrows of the house', () => {
  it('knowledge reads nothing of ours but prompts', () => {
    expect(violations('knowledge', (name) => /^(bot|adapters)\//.test(name))).toEqual([]);
  });

  it('the bot reads knowledge and prompts only, and touches neither network nor database', () => {
    expect(violations('bot', (name) => name.startsWith('adapters/') || NETWORK.test(name))).toEqual([]);
  });

  it('prompts read nothing of ours', () => {
    expect(violations('prompts', (name) => /^(bot|knowledge|adapters)\//.test(name))).toEqual([]);
  });

  it('the Bot Framework SDK stays inside the adapters', () => {
    const isSdk = (name: string) => /^bot(builder|framework)/.test(name);
    expect([...violations('bot', isSdk), ...violations('knowledge', isSdk)]).toEqual([]);
  });

  it('adapters do not import each other, but what all pages and all channels are made of; the entry points and the command line wire them', () => {
    const folderOf = (path: string) => /^adapters\/([^/]+)\//.exec(path)?.[1] ?? null;
    const crossing = violations('adapters', (name, file) => {
      const own = folderOf(file);
      return own !== null && own !== 'cli' && ![null, own, 'page', 'channels'].includes(folderOf(name));
    });
    expect(crossing).toEqual([]);
  });
});

describe('the closed list of outcomes', () => {
  it('is the same in the code and in the table, each with its French label', () => {
    const table = parse(readFileSync(join(root, 'bot/outcomes.yaml'), 'utf8')) as Record<string, string>;
    expect(Object.keys(table)).toEqual([...OUTCOMES]);
    for (const label of Object.values(table)) expect(label).toMatch(/^[A-ZÉ].+\.$/);
  });
});
