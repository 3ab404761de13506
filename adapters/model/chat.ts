/**
 * A chat model at an endpoint that speaks OpenAI's protocol (`POST …/chat/completions`, streamed): Mistral, Albert, Azure, vLLM, Ollama…
 * A LangChain model of our own: `@langchain/openai` is well kept, and brings an SDK and a tokenizer for what is one request here.
 */
import { BaseChatModel, type BaseChatModelCallOptions } from '@langchain/core/language_models/chat_models';
import { AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import { convertEventStreamToIterableReadableDataStream } from '@langchain/core/utils/event_source_parse';
import { z } from 'zod';

/** The endpoint refused, failed or was cut. The message names the endpoint and what to check; never the key, nor what was sent. */
export class ChatModelError extends Error {
  constructor(url: string, reason: string) {
    super(`Le modèle de langage ${url} ne répond pas comme prévu : ${reason}. Vérifiez MODEL_URL, MODEL_KEY et MODEL_NAME.`);
    this.name = 'ChatModelError';
  }
}

const chunkSchema = z.object({
  choices: z.array(z.object({ delta: z.object({ content: z.string().nullish() }).nullish(), finish_reason: z.string().nullish() })).default([]),
  usage: z.object({ prompt_tokens: z.number().nonnegative(), completion_tokens: z.number().nonnegative() }).nullish(),
});

/** More than any answer that we ask for, in tokens. */
const LONGEST_ANSWER = 900;
/** A runaway answer is cut here, in characters. */
const LONGEST_TEXT = 20_000;

export interface ChatSettings {
  /** Base address (`https://host/v1`); `/chat/completions` is added. */
  url: string;
  key?: string | undefined;
  model: string;
}

export class OpenAiCompatibleChat extends BaseChatModel<BaseChatModelCallOptions, AIMessageChunk> {
  readonly model: string;
  readonly #url: string;
  readonly #key: string | undefined;

  constructor({ url, key, model }: ChatSettings) {
    // Somebody waits: there is no second try.
    super({ maxRetries: 0 });
    this.model = model;
    this.#url = `${url.replace(/\/+$/, '').replace(/\/chat\/completions$/, '')}/chat/completions`;
    this.#key = key;
  }

  override _llmType(): string {
    return 'openai-compatible';
  }

  /** The whole answer. Throws {@link ChatModelError}. */
  override async _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    let whole: ChatGenerationChunk | null = null;
    for await (const chunk of this._streamResponseChunks(messages, options)) whole = whole === null ? chunk : whole.concat(chunk);
    if (whole === null) throw new ChatModelError(this.#url, 'réponse vide');
    return { generations: [whole] };
  }

  override async *_streamResponseChunks(messages: BaseMessage[], options: this['ParsedCallOptions']): AsyncGenerator<ChatGenerationChunk> {
    const body = await this.#open(messages, options.signal);
    let isFinished = false;
    let length = 0;
    try {
      for await (const data of convertEventStreamToIterableReadableDataStream(body)) {
        if (data === '[DONE]') {
          isFinished = true;
          break;
        }
        const { choices, usage } = chunkSchema.parse(JSON.parse(String(data)));
        const text = choices[0]?.delta?.content ?? '';
        isFinished ||= choices[0]?.finish_reason === 'stop';
        length += text.length;
        if (length > LONGEST_TEXT) throw new ChatModelError(this.#url, 'réponse sans fin');
        yield chunkOf(text, usage ?? null);
      }
    } catch (error) {
      if (error instanceof ChatModelError || options.signal?.aborted) throw error;
      // What a parser says may repeat what was read: only its kind is told.
      throw new ChatModelError(this.#url, error instanceof SyntaxError || error instanceof z.ZodError ? 'réponse illisible' : 'connexion coupée');
    }
    // Half a sentence may say the contrary of the whole.
    if (!isFinished) throw new ChatModelError(this.#url, 'réponse inachevée');
  }

  async #open(messages: BaseMessage[], signal: AbortSignal | undefined): Promise<ReadableStream> {
    let response: Response;
    try {
      response = await fetch(this.#url, {
        method: 'POST',
        // Azure reads `api-key`, the others `authorization`.
        headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...(this.#key === undefined ? {} : { authorization: `Bearer ${this.#key}`, 'api-key': this.#key }) },
        body: JSON.stringify({ model: this.model, messages: messages.map(asSent), temperature: 0, max_tokens: LONGEST_ANSWER, response_format: { type: 'json_object' }, stream: true }),
        signal: signal ?? null,
        // A redirection would take the key, and what people write, somewhere else.
        redirect: 'error',
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new ChatModelError(this.#url, 'injoignable');
    }
    if (response.ok && response.body !== null) return response.body;
    await response.body?.cancel();
    throw new ChatModelError(this.#url, `HTTP ${response.status}`);
  }
}

const asSent = (message: BaseMessage) => ({ role: message.getType() === 'system' ? 'system' : 'user', content: message.text });

/** What the endpoint counted goes with the chunk as `tokens`. */
function chunkOf(text: string, usage: z.infer<typeof chunkSchema>['usage']): ChatGenerationChunk {
  const counted = usage ? { generationInfo: { tokens: usage.prompt_tokens + usage.completion_tokens } } : {};
  return new ChatGenerationChunk({ text, message: new AIMessageChunk(text), ...counted });
}
