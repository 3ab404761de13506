/** A language model on this machine that behaves in a named way, so that every suite can be run against it. */
import { MISBEHAVIOURS, startLanguageModel } from '../../../tests/support/language-model.ts';

export interface BehavingModel {
  /** What names the model in the configuration. */
  environment: Record<string, string>;
  /** Requests that it received so far. */
  asked(): number;
  close(): Promise<void>;
}

/** Listens on a random port. Throws when there is no behaviour of that name, with those that there are. */
export async function startBehavingModel(name: string): Promise<BehavingModel> {
  const behaviour = MISBEHAVIOURS.find((known) => known === name);
  if (behaviour === undefined) throw new Error(`« --model ${name} » : il n’y a pas de conduite de ce nom. Les conduites sont : ${MISBEHAVIOURS.join(', ')}.`);
  const server = await startLanguageModel(behaviour);
  return {
    environment: { MODEL_URL: server.url, MODEL_NAME: behaviour, MODEL_KEY: '', MODEL_TIMEOUT_SECONDS: '1', MODEL_TOKENS_PER_DAY: '1000000000', DATABASE_FILE: ':memory:' },
    asked: () => server.asked.length,
    close: () => server.close(),
  };
}
