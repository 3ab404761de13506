/**
 * `npm run --silent retrieve`: the index alone. One JSON object a line on standard input, one on standard output.
 * in:  {"id":"q1","question":"..."}
 * out: {"id":"q1","passages":[{"article":"L6111-6","title":"...","url":"...","score":1.0}]}
 */
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { prepareKnowledge } from '../../knowledge/index/build/prepare.ts';
import { openIndex } from '../../knowledge/index/open-index.ts';
import { search } from '../../knowledge/index/search.ts';
import { readConfig } from '../config.ts';
import { makeFolder } from '../make-folder.ts';
import { embedQuestionWith } from '../model/embed-question.ts';
import { endpointEmbeddings } from '../model/embeddings.ts';

const PASSAGES = 20;

const lineSchema = z.object({ id: z.union([z.string(), z.number()]), question: z.string() });

async function main(): Promise<void> {
  const config = readConfig(process.env);
  makeFolder(config.KNOWLEDGE_DIR, 'KNOWLEDGE_DIR');
  const endpoint = endpointEmbeddings(config);
  await prepareKnowledge({
    folder: config.KNOWLEDGE_DIR,
    operatorDocuments: config.OPERATOR_DOCUMENTS_DIR,
    endpoint,
    onProgress: (line) => console.error(line),
  });
  const index = openIndex(config.KNOWLEDGE_DIR, config.VECTOR_SEARCH);
  const embed = endpoint === null ? null : embedQuestionWith(endpoint, (error) => console.error(error instanceof Error ? error.message : error));
  const date = new Date().toISOString().slice(0, 10);
  let number = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    number += 1;
    if (line.trim() === '') continue;
    const asked = readLine(line, number);
    if (asked === null) continue;
    const { passages } = await search(index, asked.question, { date, limit: PASSAGES }, embed);
    const found = passages.map(({ passage, score }) => ({ article: passage.article, title: passage.title, url: passage.url, score: Number(score.toFixed(4)) }));
    process.stdout.write(`${JSON.stringify({ id: asked.id, passages: found })}\n`);
  }
}

/** A line that cannot be read is told on standard error; the others are still answered. */
function readLine(line: string, number: number): z.infer<typeof lineSchema> | null {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    console.error(`Ligne ${number} illisible : il faut un objet JSON avec « id » et « question ».`);
    process.exitCode = 1;
    return null;
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
