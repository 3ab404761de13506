/**
 * The review list: what the bot could not answer, did not understand, or answered badly in somebody's eyes, for whoever maintains
 * the content. A line has no conversation in it. The same from several people is one line with a count.
 */
import { createHash } from 'node:crypto';
import type { IsoDate } from '../../knowledge/passage.ts';
import type { Outcome } from '../outcomes.ts';
import type { ConversationKey } from '../ports.ts';
import { plain } from '../reading/phrases.ts';

export const REVIEW_KINDS = ['refusal', 'misunderstanding', 'bad-mark', 'good-mark'] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];
export const TREATMENTS = ['test', 'card', 'nothing'] as const;
/** What became of a line: a test or a card was made of it, or there is nothing to do. */
export type Treatment = (typeof TREATMENTS)[number];

/** What is noted of one turn. */
export interface NewReviewLine {
  kind: ReviewKind;
  /** How the turn ended. */
  outcome: Outcome;
  /** What the person wrote, masked; empty for a good mark, where nothing has to be mended. */
  text: string;
  /** The question that it followed, masked, where it leans on one. */
  before: string | null;
  theme: string | null;
  /** Id of the card that answered; null when none did. */
  card: string | null;
  /** Id of a row of `prompts/feedback.yaml`. */
  reason: string | null;
}

export interface ReviewLine extends NewReviewLine {
  number: number;
  /** How many conversations it came from. */
  count: number;
  firstDay: IsoDate;
  lastDay: IsoDate;
  treated: { as: Treatment; on: IsoDate } | null;
}

/** A line as one conversation adds to it. */
export interface ReviewNote {
  /** Once for each conversation, question and kind: see {@link voiceOf}. */
  voice: string;
  line: NewReviewLine;
  day: IsoDate;
}

export interface ReviewStore {
  /** Adds the voice to its line, opened where there is none; a voice that was elsewhere moves, and a line without voices goes. */
  noteReview(note: ReviewNote): Promise<void>;
  /** The lines that these voices are in, by voice. */
  reviewsOf(voices: string[]): Promise<Map<string, NewReviewLine>>;
  /** Most voices first, then the newest; `treated` lines only, or those that wait. Good marks are not work: see `goodMarks`. */
  reviewLines(which: 'waiting' | 'treated'): Promise<ReviewLine[]>;
  reviewLine(number: number): Promise<ReviewLine | null>;
  /** Null takes it back. False when the line is gone. */
  treatReview(number: number, treated: ReviewLine['treated']): Promise<boolean>;
  /** Answers that people said helped them, by card and theme. */
  goodMarks(): Promise<Pick<ReviewLine, 'theme' | 'card' | 'count'>[]>;
  /** Removes lines last seen before `waiting`, or treated before `treated`; gives how many. */
  forgetReviews(before: { waiting: IsoDate; treated: IsoDate }, isDryRun?: boolean): Promise<number>;
}

/** What makes two lines the same, whatever the accents, capitals and punctuation. */
export const groupOf = ({ kind, outcome, text, before, card, theme, reason }: NewReviewLine): string =>
  JSON.stringify([kind, outcome, plain(text), before === null ? null : plain(before), card, theme, reason]);

/**
 * Tells one conversation's word on one question from another's, and leads back to neither: the conversation can find what it said,
 * to change it or to take it away with « Quitter et effacer », while nobody finds the conversation from the line.
 */
export const voiceOf = (conversation: ConversationKey, { kind, about }: { kind: 'turn' | 'mark'; about: string }): string =>
  createHash('sha256').update(`${conversation}\n${kind}\n${about}`).digest('base64url');
