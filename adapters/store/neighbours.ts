/** The other processes that work on the same store: one turn at a time over all of them, and news of what each wrote. */
import type { ConversationKey, StoreNews } from '../../bot/ports.ts';
import type { Work } from './sql.ts';

export interface Neighbours {
  readonly isShared: boolean;
  exclusively<Result>(conversation: ConversationKey, work: () => Promise<Result>): Promise<Result>;
  onNews(listener: (news: StoreNews) => void): () => void;
  tell(news: StoreNews): Promise<void>;
  /** Tells the same when the transaction is durable, and never when it is not. */
  announce(news: StoreNews): Work<void>;
  close(): Promise<void>;
}

/** One process with a store of its own: whoever asks holds everything. */
export const ALONE: Neighbours = {
  isShared: false,
  exclusively: (_conversation, work) => work(),
  onNews: () => () => undefined,
  tell: async () => undefined,
  *announce() {},
  close: async () => undefined,
};
