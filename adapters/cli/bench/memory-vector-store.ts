/**
 * LangChain's MemoryVectorStore, to compare with. It lives in `@langchain/classic`, which brings 27 packages and 110 MB
 * that the product never needs: they are fetched into `var/` at the first measure, and no other command touches them.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const PACKAGES = ['@langchain/classic@1.0.50', '@langchain/core@1.4.0'];
const FOLDER = 'var/bench/langchain';

interface Store {
  addVectors(vectors: number[][], documents: { pageContent: string; metadata: object }[]): Promise<void>;
  similaritySearchVectorWithScore(vector: number[], count: number): Promise<unknown[]>;
}

/** Null without a network on the first run; the caller says so. */
export async function openMemoryVectorStore(onProgress: (line: string) => void): Promise<Store | null> {
  const folder = resolve(FOLDER);
  try {
    if (!existsSync(join(folder, 'node_modules'))) {
      onProgress(`fetching ${PACKAGES.join(' and ')} into ${FOLDER} (once, for this measure only)`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'package.json'), '{"private":true}');
      // Its peers are databases and scrapers that the store does not touch; nothing in it needs an install script.
      execFileSync('npm', ['install', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...PACKAGES], { cwd: folder, stdio: 'ignore' });
    }
    const load = async (name: string) => (await import(pathToFileURL(createRequire(join(folder, 'package.json')).resolve(name)).href)) as Record<string, unknown>;
    const { MemoryVectorStore } = (await load('@langchain/classic/vectorstores/memory')) as { MemoryVectorStore: new (embeddings: unknown) => Store };
    const { FakeEmbeddings } = (await load('@langchain/core/utils/testing')) as { FakeEmbeddings: new () => unknown };
    return new MemoryVectorStore(new FakeEmbeddings());
  } catch {
    return null;
  }
}
