/** `npm start`: reads the configuration, prepares the knowledge base, serves. What goes wrong is told in one line. */
import { dirname } from 'node:path';
import type { Journal } from '../bot/ports.ts';
import { modelOf, openKnowledge } from './assemble.ts';
import { loadEnvironmentFile, readConfig } from './config.ts';
import { gapsInFrench, operatorGaps } from './web/operator/gaps.ts';
import { OPERATOR } from './web/operator/operator-table.ts';
import { createJournal } from './journal.ts';
import { makeFolder } from './make-folder.ts';
import { type RunningServer, startServer } from './server.ts';
import type { KnowledgeInUse } from './swap-knowledge.ts';
import { textsDue } from '../knowledge/watch/report.ts';
import { parisDay } from '../bot/paris-day.ts';

async function start(): Promise<{ server: RunningServer; journal: Journal; knowledge: KnowledgeInUse }> {
  loadEnvironmentFile();
  const config = readConfig(process.env);
  makeFolder(dirname(config.DATABASE_FILE), 'DATABASE_FILE');
  makeFolder(config.KNOWLEDGE_DIR, 'KNOWLEDGE_DIR');
  const journal = createJournal(config.LOG_LEVEL);
  // One model for all who ask it: one budget, one limit.
  const model = modelOf(config, journal);
  const knowledge = await openKnowledge(config, journal, (line) => console.log(`connaissances : ${line}`), model);
  const server = await startServer(config, knowledge, journal, model);
  console.log(`Base de connaissances : ${knowledge.current().description()}.`);
  const due = textsDue(knowledge.current().watch(parisDay(new Date())));
  if (due !== null) console.log(due);
  tellGaps(journal);
  console.log(`Accueil CEP répond sur ${server.url} (page de discussion : ${server.url}/chat).`);
  return { server, journal, knowledge };
}

/** What the operator's pages still lack: a line for who starts the server, names for the log. */
function tellGaps(journal: Journal): void {
  const gaps = operatorGaps(OPERATOR, parisDay(new Date()));
  if (gaps.length === 0) return;
  console.log(gapsInFrench(gaps));
  journal.info('operator-pages-incomplete', { missing: gaps.map(({ place }) => place) });
}

/** One line that says what to do, whatever went wrong. */
function explain(error: unknown): string {
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Le port ${port} est déjà pris : arrêtez l'autre programme, ou choisissez un port libre (PORT=3979 npm start).`;
  if (code === 'EACCES' && port !== undefined) return `Le port ${port} est réservé au système : choisissez-en un au-dessus de 1024 (PORT=3978).`;
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(code ?? '')) return 'HOST n’est pas une adresse de cette machine : mettez 127.0.0.1 pour elle seule, ou 0.0.0.0 pour le réseau.';
  if (code === 'ENOSPC') return 'Le disque est plein : libérez de la place, puis relancez. Rien de ce qui était gardé n’est perdu.';
  return message;
}

try {
  // Listened for before anything is announced: who is told that the server answers may stop it at once.
  const started = start();
  // The technician need not wait until the next look at the folder.
  process.on('SIGHUP', () => void started.then(({ knowledge }) => knowledge.refresh()));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void started.then(async ({ server, journal }) => {
        journal.info('server-stopping', { signal });
        await server.close();
        journal.info('server-stopped', { signal });
        process.exit(0);
      });
    });
  }
  await started;
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
