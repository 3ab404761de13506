/** A new index is taken over without a stop; a bad one never is. */
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createKnowledgeInUse, type KnowledgeInUse } from '../../adapters/swap-knowledge.ts';
import { fileIn } from '../../knowledge/index/files.ts';
import { readMeta } from '../../knowledge/index/open-index.ts';
import { openKnowledgeBase } from '../../knowledge/open-knowledge-base.ts';
import { KNOWLEDGE_DIR } from '../support/built-knowledge.ts';

const TODAY = '2026-11-23';
let folder: string;
let inUse: KnowledgeInUse;
let told: string[];

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'accueil-cep-swap-')), 'knowledge');
  cpSync(KNOWLEDGE_DIR, folder, { recursive: true });
  told = [];
  const open = () => openKnowledgeBase({ folder, labour: 'built-in' });
  inUse = createKnowledgeInUse(open(), {
    open,
    builtAt: () => readMeta(folder)?.builtAt ?? null,
    today: () => TODAY,
    journal: { info: (event) => void told.push(event), error: (event, error) => void told.push(`${event}: ${(error as Error).message}`) },
  });
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

/** As a build leaves it, with something changed. */
function rebuilt(change: () => void = () => undefined): void {
  change();
  const file = fileIn(folder, 'meta');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/"builtAt": "[^"]+"/, '"builtAt": "2026-11-24T00:00:00.000Z"'));
}
const rewriteCards = (change: (cards: { citations: { quote: string }[] }[]) => unknown[]) => () => {
  const file = fileIn(folder, 'cards');
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')) as { citations: { quote: string }[] }[])));
};
const free = () => inUse.current().answer({ text: 'c’est payant le CEP ?', date: TODAY, topic: null });

it('nothing happens while nothing is built', async () => {
  const before = inUse.current();
  expect(await inUse.refresh()).toBe(false);
  expect(inUse.current()).toBe(before);
});

it('what a turn has begun with goes on answering while the next is taken over', async () => {
  const before = inUse.current();
  rebuilt();
  expect(await inUse.refresh()).toBe(true);
  expect(inUse.current()).not.toBe(before);
  expect(told).toEqual(['knowledge-swapped']);
  expect(await before.answer({ text: 'c’est payant le CEP ?', date: TODAY, topic: null })).toMatchObject({ kind: 'answered' });
  expect(await free()).toMatchObject({ kind: 'answered' });
});

it.each([
  ['cut short', () => truncateSync(fileIn(folder, 'arrays'), 1_000), /absent ou abîmé/],
  ['without a card', rewriteCards(() => []), /aucune carte/],
  ['whose cards quote what no text says', rewriteCards((cards) => cards.map((card) => ({ ...card, citations: card.citations.map((citation) => ({ ...citation, quote: 'Le conseil est payant.' })) }))), /ne prouve plus la carte/],
])('an index %s is refused, once, and the old one goes on', async (_what, change, says) => {
  const before = inUse.current();
  rebuilt(change);
  expect(await inUse.refresh()).toBe(false);
  expect(await inUse.refresh()).toBe(false);
  expect(told).toEqual([expect.stringMatching(says)]);
  expect(told[0]).toContain('npm run knowledge');
  expect(inUse.current()).toBe(before);
  expect(await free()).toMatchObject({ kind: 'answered' });
});
