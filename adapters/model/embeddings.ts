/** Embeddings from an endpoint that speaks OpenAI's protocol (`POST …/embeddings`), where one is configured. */
import { Embeddings } from '@langchain/core/embeddings';
import { z } from 'zod';

export interface EndpointSettings {
  EMBEDDINGS_URL?: string | undefined;
  EMBEDDINGS_KEY?: string | undefined;
  EMBEDDINGS_MODEL?: string | undefined;
}

/** The endpoint refused, failed or was too slow. The message names the endpoint and what to check, never the key. */
export class EmbeddingsError extends Error {
  constructor(url: string, reason: string, options?: ErrorOptions) {
    super(`Le service d'embeddings ${url} ne répond pas comme prévu : ${reason}. Vérifiez EMBEDDINGS_URL, EMBEDDINGS_KEY et EMBEDDINGS_MODEL.`, options);
    this.name = 'EmbeddingsError';
  }
}

const answerSchema = z.object({
  data: z.array(z.object({ index: z.number().int().optional(), embedding: z.array(z.number()).min(1) })),
});

/** A person waits for a question; nobody waits for a batch of passages. */
const QUESTION_TIMEOUT_MS = 1_500;
const BATCH_TIMEOUT_MS = 60_000;
const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 500;

/** Too many requests and failures of the server pass; any other refusal will be repeated. */
const mayPass = (status: number) => status === 429 || status >= 500;

export class OpenAiCompatibleEmbeddings extends Embeddings<number[]> {
  readonly model: string;
  readonly #url: string;
  readonly #key: string | undefined;
  readonly #firstPause: number;

  /** `url` is the base (`https://host/v1`); `/embeddings` is added. */
  constructor(settings: { url: string; key?: string | undefined; model: string; firstPause?: number }) {
    super({});
    this.model = settings.model;
    this.#url = `${settings.url.replace(/\/+$/, '').replace(/\/embeddings$/, '')}/embeddings`;
    this.#key = settings.key;
    this.#firstPause = settings.firstPause ?? FIRST_PAUSE_MS;
  }

  /** Tries a batch four times, waiting longer each time. Throws {@link EmbeddingsError}. */
  override async embedDocuments(texts: string[]): Promise<number[][]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#ask(texts, BATCH_TIMEOUT_MS);
      } catch (error) {
        if (attempt === ATTEMPTS || (error instanceof RefusedError && !mayPass(error.status))) throw this.#explain(error);
        await new Promise((resolve) => setTimeout(resolve, this.#firstPause * 2 ** (attempt - 1)));
      }
    }
  }

  /** One try, and short. Throws {@link EmbeddingsError}. */
  override async embedQuery(text: string): Promise<number[]> {
    try {
      return (await this.#ask([text], QUESTION_TIMEOUT_MS))[0] as number[];
    } catch (error) {
      throw this.#explain(error);
    }
  }

  async #ask(input: string[], timeout: number): Promise<number[][]> {
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(this.#key === undefined ? {} : { authorization: `Bearer ${this.#key}` }) },
      body: JSON.stringify({ model: this.model, input }),
      signal: AbortSignal.timeout(timeout),
    });
    if (!response.ok) throw new RefusedError(response.status);
    const { data } = answerSchema.parse(await response.json());
    if (data.length !== input.length) throw new Error(`${data.length} vecteurs pour ${input.length} textes`);
    // The protocol allows any order.
    return data
      .map((item, position) => ({ position: item.index ?? position, embedding: item.embedding }))
      .sort((one, other) => one.position - other.position)
      .map((item) => item.embedding);
  }

  #explain(error: unknown): EmbeddingsError {
    return new EmbeddingsError(this.#url, error instanceof z.ZodError ? 'réponse illisible' : error instanceof Error ? error.message : String(error), { cause: error });
  }
}

class RefusedError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

/** The configured endpoint, or null when none is: the index then uses its own vectors. */
export function endpointEmbeddings(settings: EndpointSettings): OpenAiCompatibleEmbeddings | null {
  const { EMBEDDINGS_URL: url, EMBEDDINGS_KEY: key, EMBEDDINGS_MODEL: model } = settings;
  return url === undefined || model === undefined ? null : new OpenAiCompatibleEmbeddings({ url, key, model });
}
