/**
 * The wordings of the last review, kept beside the index so that the report can show old and new side by side.
 * They stay on this machine: the repository holds their hashes only.
 */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { fileIn } from '../index/files.ts';
import type { Passage } from '../passage.ts';
import type { ChangedCard } from './changes.ts';
import { type Reviewed, wordingHash } from './reviewed.ts';

/** Hash of a wording -> the wording. */
export type KeptWordings = Record<string, string>;

/** What the folder of an index has kept; nothing when there is none, or when it cannot be read: it only makes the report poorer. */
export function readKeptWordings(folder: string): KeptWordings {
  const file = fileIn(folder, 'wordings');
  if (!existsSync(file)) return {};
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

/** Every reviewed wording that is known: from these passages, else from what was kept before. */
export function keptWordings(reviewed: Reviewed, passages: readonly Passage[], before: KeptWordings): KeptWordings {
  const wanted = new Set(Object.values(reviewed).flatMap((wordings) => Object.values(wordings)));
  const ids = new Set(Object.values(reviewed).flatMap((wordings) => Object.keys(wordings)));
  const current = passages.filter(({ id }) => ids.has(id)).map((passage) => [wordingHash(passage), passage.text] as const);
  return Object.fromEntries([...Object.entries(before), ...current].filter(([hash]) => wanted.has(hash)));
}

/** The changes, each with the wording of its review where it is known. */
export const withWordingsBefore = (changes: readonly ChangedCard[], reviewed: Reviewed, kept: KeptWordings): ChangedCard[] =>
  changes.map((change) => ({ ...change, texts: change.texts.map((text) => ({ ...text, before: kept[reviewed[change.card]?.[text.passage] ?? ''] ?? null })) }));
