/** The index as a LangChain retriever, for whoever composes chains with it. */
import type { CallbackManagerForRetrieverRun } from '@langchain/core/callbacks/manager';
import { Document } from '@langchain/core/documents';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import type { Passage } from '../passage.ts';
import type { OpenIndex } from './open-index.ts';
import { search, type EmbedQuestion } from './search.ts';

/** The papers of the passage, beside its words. */
export interface PassageMetadata extends Omit<Passage, 'text'> {
  /** 1 is the best of the list. */
  score: number;
  /** False when the wording has ended, or not begun, on the day: never quote it as current. */
  holds: boolean;
}

export interface PassageRetrieverInput extends BaseRetrieverInput {
  index: OpenIndex;
  /** Documents returned, one passage of each; 8 unless told. */
  limit?: number;
  /** Today in Paris unless told. */
  today?: () => string;
  embed?: EmbedQuestion | null;
}

const parisDay = () => new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' }).format(new Date());

/** Example: `await new PassageRetriever({ index: openIndex('var/knowledge') }).invoke('faire une VAE')`. */
export class PassageRetriever extends BaseRetriever<PassageMetadata> {
  static override lc_name(): string {
    return 'PassageRetriever';
  }

  override lc_namespace = ['accueil-cep', 'retrievers'];
  readonly #input: PassageRetrieverInput;

  constructor(input: PassageRetrieverInput) {
    super(input);
    this.#input = input;
  }

  override async _getRelevantDocuments(question: string, _callbacks?: CallbackManagerForRetrieverRun): Promise<Document<PassageMetadata>[]> {
    const { index, limit = 8, today = parisDay, embed = null } = this.#input;
    const { passages } = await search(index, question, { date: today(), limit }, embed);
    return passages.map(({ passage: { text, ...papers }, score, holds }) => new Document({ id: papers.id, pageContent: text, metadata: { ...papers, score, holds } }));
  }
}
