/** The configured language model, ready to be asked; null when none is configured: nothing then depends on one. */
import type { AskModel, ModelTask } from '../../prompts/model/model-prompts.ts';
import { parisDay } from '../../bot/paris-day.ts';
import { createAskModel } from './chat-ask.ts';
import { createBudget } from './chat-budget.ts';
import { OpenAiCompatibleChat } from './chat.ts';

export interface ModelSettings {
  MODEL_URL?: string | undefined;
  MODEL_KEY?: string | undefined;
  MODEL_NAME?: string | undefined;
  MODEL_TIMEOUT_SECONDS: number;
  MODEL_CONCURRENCY: number;
  MODEL_TOKENS_PER_DAY: number;
  /** The day's spending is kept beside it; in memory, it is kept in memory. */
  DATABASE_FILE: string;
}

export function openModel(settings: ModelSettings, onFailure: (error: unknown, task: ModelTask) => void): AskModel | null {
  const { MODEL_URL: url, MODEL_KEY: key, MODEL_NAME: model } = settings;
  if (url === undefined || model === undefined) return null;
  const file = settings.DATABASE_FILE === ':memory:' ? null : `${settings.DATABASE_FILE}.model-budget`;
  return createAskModel(new OpenAiCompatibleChat({ url, key, model }), {
    timeoutMs: settings.MODEL_TIMEOUT_SECONDS * 1_000,
    concurrency: settings.MODEL_CONCURRENCY,
    budget: createBudget({ tokensADay: settings.MODEL_TOKENS_PER_DAY, file, today: () => parisDay(new Date()) }),
    onFailure,
  });
}
