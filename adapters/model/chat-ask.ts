/**
 * Asks the model politely: personal data stay here, few calls at a time, none longer than a person would wait,
 * none at all for a while after several failures, and no more in a day than was decided. What fails gives null.
 */
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { BrokenCircuitError, bulkhead, BulkheadRejectedError, circuitBreaker, ConsecutiveBreaker, handleAll, timeout, TimeoutStrategy, wrap } from 'cockatiel';
import { createPseudonyms, type Pseudonyms } from '../../bot/privacy/pseudonyms.ts';
import { type AskModel, MODEL_OUTPUTS, modelPrompt, type ModelTask } from '../../prompts/model/model-prompts.ts';
import type { Budget } from './chat-budget.ts';

export interface AskOptions {
  /** How long one call may take, in milliseconds. */
  timeoutMs: number;
  /** Calls at a time; whoever comes beyond goes on without the model rather than wait in a line. */
  concurrency: number;
  budget: Budget;
  /** Told once for each call that failed; never of what was skipped. Holds nothing of what people wrote. */
  onFailure(error: unknown, task: ModelTask): void;
  /** After so many failures in a row the model is left alone for `pauseMs`. */
  failuresInARow?: number;
  pauseMs?: number;
}

const FAILURES_IN_A_ROW = 3;
const PAUSE_MS = 30_000;
/** What a token is on average in French, where the endpoint does not count, in characters. */
const CHARACTERS_OF_A_TOKEN = 3;

/** The model answered, and not in the shape that was asked for. The answer itself is not repeated: it may hold anything. */
class ShapeError extends Error {
  constructor(reason: string) {
    super(`Réponse du modèle écartée : ${reason}.`);
    this.name = 'ShapeError';
  }
}

export function createAskModel(chat: BaseChatModel, { timeoutMs, concurrency, budget, onFailure, failuresInARow = FAILURES_IN_A_ROW, pauseMs = PAUSE_MS }: AskOptions): AskModel {
  const policy = wrap(
    bulkhead(concurrency),
    circuitBreaker(handleAll, { halfOpenAfter: pauseMs, breaker: new ConsecutiveBreaker(failuresInARow) }),
    timeout(timeoutMs, TimeoutStrategy.Aggressive),
  );

  async function ask(system: string, user: string, signal: AbortSignal): Promise<string> {
    let text = '';
    let counted = 0;
    try {
      // Not `stream()`: its tracing, switched on by a variable of the environment, would send what people write to a third party.
      for await (const chunk of chat._streamResponseChunks([new SystemMessage(system), new HumanMessage(user)], { signal })) {
        text += chunk.text;
        counted = Number(chunk.generationInfo?.tokens ?? counted);
      }
      return text;
    } finally {
      // What failed or was cut has been paid for all the same.
      budget.spend(counted || Math.ceil((system.length + user.length + text.length) / CHARACTERS_OF_A_TOKEN));
    }
  }

  return async (task, inputs) => {
    if (!budget.isLeft()) return null;
    const pseudonyms = createPseudonyms();
    const prompt = modelPrompt(task);
    const user = JSON.stringify(inEveryText(inputs, pseudonyms.hide));
    try {
      return await policy.execute(async ({ signal }) => shaped(task, await ask(prompt.text, user, signal), pseudonyms));
    } catch (error) {
      if (!(error instanceof BrokenCircuitError || error instanceof BulkheadRejectedError)) onFailure(error, task);
      return null;
    }
  };
}

/** Models that think aloud or mark their JSON as code: what stands around the object is left out. */
function shaped<Task extends ModelTask>(task: Task, text: string, { restore }: Pseudonyms) {
  const found = /\{[\s\S]*\}/.exec(text.replace(/<think>[\s\S]*?<\/think>/g, ''));
  let content: unknown;
  try {
    content = JSON.parse(found?.[0] ?? '');
  } catch {
    throw new ShapeError('ce n’est pas du JSON');
  }
  const checked = MODEL_OUTPUTS[task].safeParse(inEveryText(content, restore));
  if (!checked.success) throw new ShapeError('elle n’a pas la forme demandée');
  return checked.data as never;
}

function inEveryText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => inEveryText(item, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inEveryText(item, change)]));
}
