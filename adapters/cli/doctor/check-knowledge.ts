/** The knowledge base is there, whole and of today's texts. */
import { parisDay } from '../../../bot/paris-day.ts';
import { isUpToDate } from '../../../knowledge/index/build/prepare.ts';
import { IndexError, readMeta } from '../../../knowledge/index/open-index.ts';
import { openKnowledgeBase } from '../../../knowledge/open-knowledge-base.ts';
import { countDue } from '../../../knowledge/watch/report.ts';
import { endpointEmbeddings } from '../../model/embeddings.ts';
import type { Deployment } from './deployment.ts';
import { failure, type Finding, good, warning } from './finding.ts';

const BUILD = 'Lancez « npm run knowledge » (une demi-minute) ; sinon le prochain démarrage le fera, et répondra d’autant plus tard.';

export function checkKnowledge({ config, now }: Deployment): Finding[] {
  const { KNOWLEDGE_DIR: folder, OPERATOR_DOCUMENTS_DIR: operatorDocuments } = config;
  if (readMeta(folder) === null) return [warning(`Aucune base de connaissances dans ${folder}.`, BUILD)];
  if (!isUpToDate({ folder, operatorDocuments, endpoint: endpointEmbeddings(config) })) return [warning('La base de connaissances n’est plus celle des textes installés.', BUILD)];
  try {
    const knowledge = openKnowledgeBase({ folder, vectorSearch: config.VECTOR_SEARCH });
    const due = countDue(knowledge.watch(parisDay(now)));
    const found = good(`${knowledge.description()}.`);
    return due === 0 ? [found] : [found, warning(`${due} carte(s) reposent sur un texte qui a changé ou va changer.`, 'Lisez « npm run knowledge -- changes », ou installez une version plus récente (docs/upgrade.md).')];
  } catch (error) {
    if (!(error instanceof IndexError)) throw error;
    return [failure(`La base de connaissances dans ${folder} est abîmée.`, 'Lancez « npm run knowledge -- --force ».')];
  }
}
