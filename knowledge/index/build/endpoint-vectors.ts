/** Vectors from the configured embeddings endpoint, in batches, beside those computed here. */
import { writeArrays } from '../binary-file.ts';
import { fileIn, type IndexMeta } from '../files.ts';
import { normalise } from '../latent.ts';
import { writeGraph, type HnswLibrary } from '../vector-search.ts';

/** What the index needs of LangChain's `Embeddings`, and the name of the model, which is part of the index's key. */
export interface EndpointEmbeddings {
  model: string;
  embedDocuments(texts: string[]): Promise<number[][]>;
  embedQuery(text: string): Promise<number[]>;
}

const BATCH = 64;
/** Endpoints refuse texts beyond their window; the beginning of a passage says what it is about. */
const MOST_CHARACTERS = 2_000;

export async function embedUnits(
  endpoint: EndpointEmbeddings,
  texts: readonly string[],
  folder: string,
  library: HnswLibrary | null,
  onProgress: (line: string) => void,
): Promise<NonNullable<IndexMeta['endpoint']>> {
  let vectors = new Float32Array(0);
  let dimensions = 0;
  for (let start = 0; start < texts.length; start += BATCH) {
    const batch = await endpoint.embedDocuments(texts.slice(start, start + BATCH).map((text) => text.slice(0, MOST_CHARACTERS)));
    if (dimensions === 0) {
      dimensions = batch[0]?.length ?? 0;
      vectors = new Float32Array(texts.length * dimensions);
    }
    for (const [index, vector] of batch.entries()) {
      const row = Float32Array.from(vector);
      normalise(row);
      vectors.set(row, (start + index) * dimensions);
    }
    onProgress(`vecteurs du modèle ${endpoint.model} : ${Math.min(start + BATCH, texts.length)} sur ${texts.length}`);
  }
  writeArrays(fileIn(folder, 'endpointVectors'), { vectors });
  if (library !== null) writeGraph(library, vectors, dimensions, fileIn(folder, 'endpointGraph'));
  return { model: endpoint.model, dimensions, graph: library !== null };
}
