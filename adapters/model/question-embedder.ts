/** The vector of a question from the configured endpoint, or null when it fails or is slow: the local vectors then serve. */
import { normalise } from '../../knowledge/index/latent.ts';
import type { EmbedQuestion } from '../../knowledge/index/search.ts';

/** `onFailure` hears why, once for each failure; the question itself is not told. */
export function questionEmbedder(endpoint: { embedQuery(text: string): Promise<number[]> }, onFailure: (error: unknown) => void = () => {}): EmbedQuestion {
  return async (question) => {
    try {
      const vector = Float32Array.from(await endpoint.embedQuery(question));
      return normalise(vector) ? vector : null;
    } catch (error) {
      onFailure(error);
      return null;
    }
  };
}
