import type { EmbedQuestion } from '../../knowledge/index/search.ts';
import type { OpenAiCompatibleEmbeddings } from './embeddings.ts';

/** Places a question with the configured model. When it fails or is slow, null: the local vectors answer instead, and the person does not wait. */
export function embedQuestionWith(endpoint: OpenAiCompatibleEmbeddings, onFailure: (error: unknown) => void): EmbedQuestion {
  return async (question) => {
    try {
      const vector = Float32Array.from(await endpoint.embedQuery(question));
      const length = Math.hypot(...vector);
      return length === 0 ? null : vector.map((value) => value / length);
    } catch (error) {
      onFailure(error);
      return null;
    }
  };
}
