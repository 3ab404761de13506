/** Brings the bot together without any channel: knowledge, store, conversations. The server and the command line share it. */
import type { ServiceMode } from '../bot/switch/service-mode.ts';
import type { AdmissionLimits, NotAdmitted } from '../bot/conversations/admission.ts';
import type { Conversations } from '../bot/conversations.ts';
import { createConversations } from '../bot/conversations.ts';
import type { Clock, FinishedTurn, Journal, Reception, Store, Trace } from '../bot/ports.ts';
import { createHandoffDesk } from '../bot/handoff/create-desk.ts';
import type { HandoffDesk } from '../bot/handoff/desk.ts';
import { WITHOUT_DESK } from '../bot/handoff/nobody.ts';
import { parisDay } from '../bot/paris-day.ts';
import { createRunTurn, type RunTurn } from '../bot/turn.ts';
import { openKnowledgeBase } from '../knowledge/open-knowledge-base.ts';
import { isUpToDate } from '../knowledge/index/build/prepare.ts';
import { IndexError, readMeta } from '../knowledge/index/open-index.ts';
import type { AskModel } from '../prompts/model/model-prompts.ts';
import { buildApart } from './build-apart.ts';
import type { Config } from './config.ts';
import { embedQuestionWith } from './model/embed-question.ts';
import { endpointEmbeddings } from './model/embeddings.ts';
import { openModel } from './model/open-model.ts';
import { createKnowledgeInUse, type KnowledgeInUse } from './swap-knowledge.ts';

/** The configured language model; null without one. */
export const modelOf = (config: Config, journal: Journal): AskModel | null => openModel(config, (error, task) => journal.error('model-failed', error, { task }));

export const systemClock: Clock = { now: () => new Date() };

export interface Assembly {
  knowledge: KnowledgeInUse;
  store: Store;
  conversations: Conversations;
  /** The door of the counsellors' desk. */
  desk: HandoffDesk;
}

/** Builds the knowledge base when it is missing, stale or damaged, and opens it. `onProgress` hears a French line for each step. */
export async function openKnowledge(config: Config, journal: Journal, onProgress: (line: string) => void, model: AskModel | null = modelOf(config, journal)): Promise<KnowledgeInUse> {
  const endpoint = endpointEmbeddings(config);
  const embed = endpoint ? embedQuestionWith(endpoint, (error) => journal.error('embedding-failed', error)) : null;
  const open = () => openKnowledgeBase({ folder: config.KNOWLEDGE_DIR, vectorSearch: config.VECTOR_SEARCH, embed, model });
  if (!isUpToDate({ folder: config.KNOWLEDGE_DIR, operatorDocuments: config.OPERATOR_DOCUMENTS_DIR, endpoint })) await buildApart(config, onProgress);
  const swap = { open, journal, builtAt: () => readMeta(config.KNOWLEDGE_DIR)?.builtAt ?? null, today: () => parisDay(systemClock.now()) };
  try {
    return createKnowledgeInUse(open(), swap);
  } catch (error) {
    if (!(error instanceof IndexError)) throw error;
    onProgress('l’index est abîmé : il est reconstruit');
    await buildApart(config, onProgress);
    return createKnowledgeInUse(open(), swap);
  }
}

export interface AssembleOptions {
  knowledge: KnowledgeInUse;
  model?: AskModel | null;
  store: Store;
  journal: Journal;
  clock?: Clock;
  onTurnFinished?: (turn: FinishedTurn, seconds: number) => void;
  onRefused?: (why: NotAdmitted['code']) => void;
  /** What the operator lets the bot do now. */
  mode?: () => ServiceMode;
  /** Where somebody wants to see where time goes. */
  trace?: Trace | undefined;
  /** How much is taken at once; without them, everything. */
  limits?: AdmissionLimits;
  /** Who receives people; without it nobody does, and the bot gives contacts only. */
  reception?: (store: Store) => Reception;
}

export function assemble({ knowledge, model = null, store, journal, clock = systemClock, onTurnFinished, onRefused, mode, limits, reception, trace }: AssembleOptions): Assembly {
  const ports = { model: model && trace ? tracedModel(model, trace) : model, clock, trace, ...(mode ? { mode } : {}), reception: reception?.(store) ?? WITHOUT_DESK.reception, history: (conversation: string) => store.transcript(conversation, 0) };
  // A turn ends with the knowledge with which it began, though another may be taken over meanwhile.
  const runTurn: RunTurn = (message, state) => createRunTurn({ ...ports, knowledge: knowledge.current() })(message, state);
  const conversations = createConversations({ store, runTurn, clock, journal, trace, ...(onTurnFinished ? { onTurnFinished } : {}), ...(onRefused ? { onRefused } : {}), ...(limits ? { limits } : {}) });
  return { knowledge, store, conversations, desk: createHandoffDesk(store, conversations) };
}

const tracedModel = (model: AskModel, trace: Trace): AskModel => (task, ...given) =>
  trace('model', (note) => {
    note({ task });
    return model(task, ...given);
  });
