/** A reply as the bot means it, before any channel renders it. */
import type { Citation } from '../knowledge/knowledge-base.ts';
import type { About } from './feedback/about.ts';

/** Something a person can press. `url` opens a page; otherwise `say` is sent as if the person had typed it. */
export interface Choice {
  label: string;
  say: string;
  url?: string | undefined;
}

export interface Reply {
  /**
   * Plain French text. Paragraphs are parted by an empty line, list items begin with « - »,
   * and `[1]` refers to the first of the citations. No markup beyond that.
   */
  text: string;
  citations: Citation[];
  choices: Choice[];
  /** At most one card. A channel that shows cards writes `intro` and the card; the others write `text`, which says it all. */
  card?: ReplyCard | undefined;
  /** Set when a counsellor says it and not the bot: the name that the person reads. */
  counsellor?: string | undefined;
  /** Set when the text is not in French: so that it is read aloud as what it is, and written in its direction. */
  language?: { code: string; dir: 'ltr' | 'rtl' } | undefined;
  /** Everything before was erased: a page takes it away. */
  startsAnew?: boolean | undefined;
  /** Set on an answer from the texts: a page may ask under it whether it helps. Never shown. */
  about?: About | undefined;
}

export type ReplyCard = SituationCard | OperatorCard | FiguresCard | HandoffCard | StepsCard;

/** « Ce que j'ai compris » : every fact, each with what can be done about it. */
export interface SituationCard {
  kind: 'situation';
  intro: string;
  lines: {
    label: string;
    value: string;
    /** The person's own words. */
    said: string;
    deduced: boolean;
    /** What another value would change, in one sentence. */
    consequence: string | null;
    correct: Choice;
    forget: Choice;
  }[];
}

/** Whom to contact, and how. */
export interface OperatorCard {
  kind: 'operator';
  intro: string;
  name: string;
  /** How the operator is reached; null where we do not know. */
  phone: string | null;
  hours: string | null;
  url: string | null;
  /** Null when the contact is confirmed by an official page. */
  caution: string | null;
}

/** Figures to look at: a bar for each row, and the same as a table. */
export interface FiguresCard {
  kind: 'figures';
  intro: string;
  title: string;
  /** What a row is, as the head of its column: « Métier » where it is not said. */
  of?: 'Métier' | 'Territoire' | undefined;
  rows: { label: string; value: number; difficult: number; /** Part of the value is secret. */ atLeast?: boolean | undefined; /** Where the person is. */ isOwn?: boolean | undefined }[];
}

/** What to do in which order, where a wrong order costs a right. */
export interface StepsCard {
  kind: 'steps';
  intro: string;
  title: string;
  steps: {
    when: string;
    /** With the marks of its sources, as in `text`. */
    text: string;
    /** What cannot be taken back: said in words, so that nobody has to see a colour. */
    irreversible: string | null;
  }[];
}

/** The fiche de liaison before it leaves: every line can be struck or taken back. */
export interface HandoffCard {
  kind: 'handoff';
  intro: string;
  /** Asked under the lines. */
  ask: string;
  operator: string;
  lines: {
    label: string;
    value: string;
    /** The person's own words; null where the line does not come from them. */
    said: string | null;
    shared: boolean;
    /** Strikes the line, or takes it back. */
    toggle: Choice;
    /** Null where there is nothing to correct. */
    correct: Choice | null;
  }[];
}

/** A reply that only says something. */
export function say(text: string, choices: Choice[] = []): Reply {
  return { text, citations: [], choices };
}
