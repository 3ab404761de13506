/** What the operator's pages need to know of this installation; the server gives it. */
import type { RetentionRow } from '../../../bot/privacy/retention.ts';
import type { OperatorTable } from '../operator/operator-table.ts';

/** How an operator receives the files of people who have agreed. */
export type ReceiverWay = 'desk' | 'email' | 'webhook' | 'bot-framework';

export interface AboutSettings {
  table: OperatorTable;
  retention: RetentionRow[];
  /** By name: « Apec », « Avenir Actifs (Bretagne) ». */
  receivers: { name: string; way: ReceiverWay }[];
  /** Null without a language model. */
  model: { name: string; host: string } | null;
  /** Null when vectors are computed here. */
  embeddingsHost: string | null;
  /** The bot answers in Teams or another channel of Azure. */
  isTeamsOpen: boolean;
  /** Where this server is reached from outside; null when nobody said it. */
  publicUrl: string | null;
}
