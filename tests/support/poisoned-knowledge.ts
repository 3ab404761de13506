/** A small knowledge base of the poisoned documents of the red team and nothing else, built in a moment. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { POISONED_DOCUMENTS } from '../../adapters/cli/evaluate/red-team-cases.ts';
import { readOperatorDocuments } from '../../knowledge/corpus/operator-documents.ts';
import { signsOf } from '../../knowledge/answers/signs.ts';
import { buildIndex } from '../../knowledge/index/build/build-index.ts';
import { readOtherThemes } from '../../knowledge/index/other-themes.ts';
import { readVocabulary } from '../../knowledge/index/vocabulary.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { openKnowledgeBase } from '../../knowledge/open-knowledge-base.ts';

export async function openPoisonedKnowledge(): Promise<KnowledgeBase> {
  const folder = join(mkdtempSync(join(tmpdir(), 'accueil-cep-poisoned-')), 'knowledge');
  const { passages, sources } = await readOperatorDocuments(POISONED_DOCUMENTS);
  const texts = { passages, sources, sheetTitlesByArticle: new Map<string, string[]>(), cards: [], signsOf };
  await buildIndex({ key: 'poisoned', ...texts, vocabulary: readVocabulary(), otherThemes: readOtherThemes(), endpoint: null }, folder, () => {});
  return openKnowledgeBase({ folder, labour: 'built-in' });
}
