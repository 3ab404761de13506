/** Opens the built index as the knowledge base that the bot asks. */
import type { AskModel } from '../prompts/model/model-prompts.ts';
import { answerWithModel } from './answers/generate/answer-with-model.ts';
import { cite } from './answers/citations.ts';
import { fromCard, stillHolds } from './answers/from-card.ts';
import { answerBeside } from './answers/two-cards.ts';
import { composeInTime } from './answers/time.ts';
import { documentOf, locateIn } from './cards/read-cards.ts';
import { openIndex, type VectorSearchChoice } from './index/open-index.ts';
import { search, type EmbedQuestion } from './index/search.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import { openLabour } from './labour-market/open-labour.ts';
import { holdsOn } from './passage.ts';
import { troubleWith } from './self-check.ts';
import { endingCards } from './watch/changes.ts';

export interface OpenOptions {
  /** Folder of the index, `var/knowledge` as a rule. */
  folder: string;
  vectorSearch?: VectorSearchChoice;
  /** Places a question among the vectors of the configured model; null without one. */
  embed?: EmbedQuestion | null;
  /** The configured language model; null without one, and answers are then the cards' and the texts' own words. */
  model?: AskModel | null;
  /** `built-in` leaves aside what was imported or fetched into the folder: for tests, whose figures must not depend on it. */
  labour?: 'in-use' | 'built-in';
}

/** Throws `IndexError` when the index is missing or damaged. About 0.3 s. */
export function openKnowledgeBase({ folder, vectorSearch = 'auto', embed = null, model = null, labour: figures = 'in-use' }: OpenOptions): KnowledgeBase {
  const index = openIndex(folder, vectorSearch);
  const { sources, passages } = index.meta;
  const labour = openLabour(figures === 'in-use' ? folder : null);
  const vectors =
    index.local.search.kind === 'graph'
      ? 'recherche de vecteurs par hnswlib-node'
      : 'recherche exacte de vecteurs (hnswlib-node absent ou écarté : mêmes premières réponses, un peu plus lent)';
  /** The tables name a few dozen sources: each is looked for once. */
  const located = new Map<string, ReturnType<typeof locateIn>>();
  return {
    retrieve: async (question, options) => (await search(index, question, options, embed)).passages,
    answer: (question) => (model === null ? composeInTime(index, question, embed) : answerWithModel(index, question, embed, model)),
    answerOf(id, date, beside = null) {
      const card = index.cards.find((known) => known.id === id);
      if (!card || !stillHolds(card, date)) return null;
      const other = index.cards.find((known) => known.id === beside);
      const answer = fromCard(card, card.title, index);
      return other && stillHolds(other, date) ? answerBeside(answer, other) : answer;
    },
    passage: (id) => index.passageById(id),
    cite(source, date) {
      const key = JSON.stringify(source);
      let found = located.get(key);
      if (found === undefined) located.set(key, (found = locateIn(index.passagesOf(documentOf(source)), source)));
      return found && holdsOn(found.passage, date) ? cite(found.passage, found.quote) : null;
    },
    labour: labour.tables,
    description: () => `${passages} passages et ${index.cards.length} cartes (${sources.map((source) => source.packageVersion).join(', ')}), ${vectors} ; ${labour.description()}`,
    sources: () => sources,
    trouble: (date) => troubleWith(index, date),
    watch: (date) => ({ changed: index.changes, ending: endingCards(index.cards, date) }),
  };
}
