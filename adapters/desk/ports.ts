/** What the desk needs from outside; the server gives it. */
import type { Counts } from '../limit-store.ts';
import type { HandoffDesk } from '../../bot/handoff/desk.ts';
import type { OperatorRef } from '../../bot/handoff/handoff.ts';
import type { ReviewStore } from '../../bot/feedback/review.ts';
import type { TextWatch } from '../../knowledge/knowledge-base.ts';
import type { Clock, Dispatch, Journal, ReceptionStatus } from '../../bot/ports.ts';
import type { Directory } from './access/directory.ts';
import type { OpenIdSettings } from './access/sign-in.ts';
import type { Presence } from './presence.ts';

export interface DeskPorts {
  desk: HandoffDesk;
  directory: Directory;
  presence: Presence;
  clock: Clock;
  journal: Journal;
  /** How a file would reach that operator now. */
  routeTo(operator: OperatorRef): Promise<ReceptionStatus['route']>;
  /** What could not be sent to operators outside, after all attempts. */
  deadDispatches(): Promise<Dispatch[]>;
  /** Puts one of them back to be sent now. */
  retryDispatch(dispatch: Dispatch): Promise<void>;
  /** What the robot could not answer, or answered badly in somebody's eyes. */
  /** What has changed in the texts since the cards were reviewed. */
  watchTexts(): TextWatch;
  reviews: Pick<ReviewStore, 'reviewLines' | 'reviewLine' | 'treatReview' | 'goodMarks'>;
}

export interface DeskSettings {
  /** Address of the site as browsers know it, asked for once the server listens: `https://accueil.operateur.fr`. */
  url(): string;
  /** Signs sessions and forms. */
  secret: string;
  openId: OpenIdSettings | null;
  /** Where several processes count tries together. */
  counts?: Counts | null;
}
