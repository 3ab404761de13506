/** Runs once before the tests: builds the knowledge base where it is missing or stale, so that every test may open it. */
import { readConfig } from '../../adapters/config.ts';
import { prepareKnowledge } from '../../knowledge/index/build/prepare.ts';

/** Where the tests find the index. */
export const KNOWLEDGE_DIR = readConfig({ KNOWLEDGE_DIR: process.env['KNOWLEDGE_DIR'] }).KNOWLEDGE_DIR;

export default async function setup(): Promise<void> {
  await prepareKnowledge({ folder: KNOWLEDGE_DIR, onProgress: (line) => console.log(`connaissances : ${line}`) });
}
