/**
 * What the rest of the product may ask of the knowledge base, and what it gets back.
 * Everything here is plain data: it can be stored, sent and printed.
 */
import type { AppliesTo } from './cards/applies-to.ts';
import type { CardSource } from './cards/card.ts';
import type { LabourTables } from './labour-market/tables.ts';
import type { Authority, IsoDate, Passage } from './passage.ts';
import type { ChangedCard, EndingCard } from './watch/changes.ts';

/** A source as shown to a person: where it is written, since when, and the words themselves. */
export interface Citation {
  /** Id of the passage. */
  id: string;
  title: string;
  publisher: string;
  url: string;
  article: string | null;
  inForceSince: IsoDate | null;
  publishedOn: IsoDate | null;
  /** First day on which the wording no longer holds, when one is known. */
  validUntil: IsoDate | null;
  authority: Authority;
  /** Cut word for word from the passage. */
  quote: string;
  /** What a figure speaks of, in words: « données 2025 ». A text has its dates instead. */
  period?: string;
}

/** One thing said, with what shows it to be true. */
export interface Statement {
  text: string;
  citations: Citation[];
  /** Says what was, and no longer is: only such a statement may rest on a historic text, and never alone. */
  past?: boolean;
}

/** What a person can do next; `say` is what is sent when the button is pressed. */
export interface NextStep {
  label: string;
  say: string;
}

/** What the conversation is about, kept from one turn to the next so that « et ça coûte combien ? » is understood. */
export interface Topic {
  /** Name of the theme as the tables write it: `vae`, `cpf`, `cep`… */
  theme: string;
  /** The card that answered last, if one did. */
  card: string | null;
  /** The last question that stood on its own. */
  question: string;
}

export interface Question {
  text: string;
  /** The day on which the answer must hold. */
  date: IsoDate;
  topic: Topic | null;
  /** The public that the person belongs to, as they told it: words that a card about it has (« agent public »), and their `statut`. */
  public?: { words: string[]; statut: string | null };
}

/** One step of an order that matters, with what shows it to be true. */
export interface Step extends Statement {
  when: string;
  /** What cannot be taken back; null for most steps. */
  irreversible: string | null;
}

export interface Answered {
  kind: 'answered';
  statements: Statement[];
  /** The same in plain words, when a card has them. */
  plain: string | null;
  /** The same as steps in their order, when the card has one; `statements` say it all without it. */
  timeline?: { title: string; lead: Statement; steps: Step[] } | undefined;
  /** Id of the card that answered, or null when the answer was cut from the texts. */
  card: string | null;
  /** The card of the same scheme that answers beside it. */
  beside?: string;
  /** For whom the card holds; empty for everybody, and for what was cut from the texts. */
  appliesTo?: AppliesTo;
  /**
   * `model`: a language model has worded it from the texts, sentence by sentence, and each was checked.
   * `under-review`: the official words stand in for a card that waits for its next review, and the first statement says so.
   */
  wording?: 'model' | 'under-review';
  topic: Topic;
  next: NextStep[];
}
/** Inside the field, but nothing in the index shows an answer. `nearest` are the closest texts, offered and not asserted. */
export interface Abstained {
  kind: 'abstained';
  nearest: Citation[];
  /** Questions that we can answer and that may be the one that was meant. */
  suggestions: NextStep[];
  topic: Topic | null;
}
export interface OutOfScope {
  kind: 'out-of-scope';
}
export type Answer = Answered | Abstained | OutOfScope;

export interface RetrievedPassage {
  passage: Passage;
  /** Greater is better; 1 is the best of the list. */
  score: number;
  /** False when the wording has ended, or not begun, on the day of the question: never quote it as current. */
  holds: boolean;
}

export interface KnowledgeBase {
  /** Passages that answer best, one per document, best first. */
  retrieve(question: string, options: { date: IsoDate; limit: number }): Promise<RetrievedPassage[]>;
  /** An answer with its citations. It is not proven yet: `prove` runs before anything is shown. */
  answer(question: Question): Promise<Answer>;
  /** What the card of that id answers, unproven too; null when there is none, or when one of its wordings has ended on that day. */
  answerOf(card: string, date: IsoDate, beside?: string | null): Answered | null;
  passage(id: string): Passage | undefined;
  /** The words of a source named by a table, or null when they are not there or no longer hold on that day. */
  cite(source: CardSource, date: IsoDate): Citation | null;
  /** The figures of the labour market as they stand now: an import or a refresh is seen without a restart. */
  labour(): LabourTables;
  /** One line about what is loaded, for the start of the server: counts, versions, kind of vector search. */
  description(): string;
  /** Versions of the packaged sources, for `/readyz`, the page's footer and the attribution. */
  sources(): SourceInUse[];
  /** What has changed in the texts since the cards were reviewed, and which wordings end soon. */
  watch(date: IsoDate): TextWatch;
  /** Why it must not be put into use, in French and with what to do; null when nothing stands against it. */
  trouble(date: IsoDate): Promise<string | null>;
}

export interface TextWatch {
  changed: ChangedCard[];
  ending: EndingCard[];
}

export interface SourceInUse {
  id: string;
  title: string;
  publisher: string;
  licence: string;
  packageVersion: string;
  passages: number;
}
