/**
 * `npm run knowledge`: builds the knowledge base where it is missing or stale; `--force` builds it in any case.
 * `npm run knowledge -- --check-cards`: reads every card against the packaged texts and says what to mend.
 * `npm run knowledge -- changes [--against DIR]`: what has changed in the texts since the cards were reviewed, as Markdown;
 *   DIR holds an older package, for the wordings of the review where this machine has not kept them.
 * `npm run knowledge -- review CARD [CARD …]` or `--all`: says that the cards were read again against the texts of today.
 * `npm run knowledge -- labour --from DIR`: imports the complete tables of the labour market.
 */
import { readCards, CardsError } from '../../knowledge/cards/read-cards.ts';
import { readCorpus } from '../../knowledge/corpus/read-corpus.ts';
import { prepareKnowledge } from '../../knowledge/index/build/prepare.ts';
import { loadEnvironmentFile, readConfig } from '../config.ts';
import { makeFolder } from '../make-folder.ts';
import { endpointEmbeddings } from '../model/embeddings.ts';
import { runLabour } from './labour/labour-command.ts';
import { printChanges, reviewCards } from './watch-commands.ts';

function checkCards(): void {
  const { cards, problems } = readCards(readCorpus().passages);
  if (problems.length > 0) throw new CardsError(problems);
  console.log(`${cards.length} cartes lues, chacune avec ses sources.`);
}

async function labour(options: string[]): Promise<void> {
  loadEnvironmentFile();
  await runLabour(options, readConfig(process.env), (line) => console.log(line));
}

async function build(): Promise<void> {
  loadEnvironmentFile();
  const config = readConfig(process.env);
  makeFolder(config.KNOWLEDGE_DIR, 'KNOWLEDGE_DIR');
  const start = performance.now();
  const seconds = () => ((performance.now() - start) / 1000).toFixed(1).padStart(5);
  const result = await prepareKnowledge({
    folder: config.KNOWLEDGE_DIR,
    operatorDocuments: config.OPERATOR_DOCUMENTS_DIR,
    endpoint: endpointEmbeddings(config),
    force: process.argv.includes('--force'),
    onProgress: (line) => console.log(`${seconds()} s  ${line}`),
  });
  console.log(
    result === 'built'
      ? `${seconds()} s  Base de connaissances construite dans ${config.KNOWLEDGE_DIR}.`
      : `Base de connaissances à jour dans ${config.KNOWLEDGE_DIR} (« npm run knowledge -- --force » la reconstruit).`,
  );
}

try {
  const [command, ...options] = process.argv.slice(2);
  if (command === 'labour') await labour(options);
  else if (command === 'changes') printChanges(options);
  else if (command === 'review') reviewCards(options);
  else if (process.argv.includes('--check-cards')) checkCards();
  else await build();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
