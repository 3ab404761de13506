/** The few sentences of the texts themselves that answer, quoted and attributed. Nothing is rephrased. */
import type { Statement } from '../knowledge-base.ts';
import type { OpenIndex } from '../index/open-index.ts';
import type { SearchResult } from '../index/search.ts';
import { coverageOf } from '../index/question.ts';
import { stems } from '../index/stem.ts';
import type { Passage } from '../passage.ts';
import { cite } from './citations.ts';
import { sentencesOf, type Sentence } from './sentences.ts';

/** Passages looked into, best first. */
const PASSAGES = 4;
/** A passage much weaker than the best one is another subject. */
const WEAKEST = 0.72;
const STATEMENTS = 2;
/** Courts, elections of delegates, wages of strikers, rules for machines and building sites, inspections: true, and never what somebody asks a career adviser. */
export const FAR_FROM_CAREERS = /^[LRD]\*?(14|2[1-6]|4[2-5]|7|8)\d/;
const SENTENCES_OF_A_PASSAGE = 2;
/** Share of the question's weight that a sentence must cover, by itself and with the title of its document. */
const COVERED = { own: 0.3, withTitle: 0.5 };
/** A shorter piece is a heading or an item of a list, a longer one is hard to read in a chat; in characters. */
export const LENGTH = { shortest: 60, longest: 480 };

interface Candidate {
  passage: Passage;
  sentences: Sentence[];
  covered: number;
}

/** Statements cut from the best passages that hold on the day; none when no sentence covers the question. */
export function extract(result: SearchResult, index: OpenIndex): Statement[] {
  const { reading } = result;
  const shareOf = coverageOf(reading);
  const bitOf = new Map(reading.terms.map(({ term }, bit) => [term, 1 << bit]));
  const bitsOf = (terms: readonly number[]) => terms.reduce((bits, term) => bits | (bitOf.get(term) ?? 0), 0);

  const candidates = result.passages
    // A historic text only serves to say what has changed: it never answers for today.
    .filter(({ passage, holds, score }) => holds && score >= WEAKEST && passage.authority !== 'historic' && !FAR_FROM_CAREERS.test(passage.article ?? ''))
    .slice(0, PASSAGES)
    .map(({ passage }): Candidate => {
      const { context: contextTerms, sentences } = readPassage(passage, index);
      const context = bitsOf(contextTerms);
      const scored = sentences
        .map(({ sentence, terms }) => {
          const bits = bitsOf(terms);
          return { sentence, own: shareOf(bits), all: shareOf(bits | context) };
        })
        .filter(({ own, all }) => own >= COVERED.own && all >= COVERED.withTitle)
        .sort((one, other) => other.own - one.own)
        .slice(0, SENTENCES_OF_A_PASSAGE);
      return {
        passage,
        sentences: scored.map(({ sentence }) => sentence).sort((one, other) => one.start - other.start),
        covered: scored[0]?.all ?? 0,
      };
    })
    .filter(({ sentences }) => sentences.length > 0);
  return candidates.slice(0, STATEMENTS).map(({ passage, sentences }) => attributed(passage, sentences));
}

/** The first sentences of a passage, as long as they make a readable quote. */
export function quoteBeginning(passage: Passage): Statement {
  const sentences: Sentence[] = [];
  for (const sentence of sentencesOf(passage.text)) {
    if (sentences.length > 0 && sentence.end > LENGTH.longest) break;
    sentences.push(sentence);
  }
  return attributed(passage, sentences);
}

interface ReadPassage {
  /** Terms of its title and heading. */
  context: number[];
  /** Sentences that make a quote, with their terms. */
  sentences: { sentence: Sentence; terms: number[] }[];
}

const readPassages = new WeakMap<Passage, ReadPassage>();

/** A passage cut and read once: the same ones are found all the time. */
function readPassage(passage: Passage, { dictionary }: OpenIndex): ReadPassage {
  const known = readPassages.get(passage);
  if (known) return known;
  const termsOf = (text: string) => stems(text).flatMap((stem) => dictionary.termOf.get(stem) ?? []);
  const sentences = sentencesOf(passage.text)
    .filter(({ text }) => text.length >= LENGTH.shortest && text.length <= LENGTH.longest && !text.endsWith(':'))
    .map((sentence) => ({ sentence, terms: termsOf(sentence.text) }));
  const read = { context: termsOf(`${passage.title} ${passage.heading ?? ''}`), sentences };
  readPassages.set(passage, read);
  return read;
}

/** The sentences, word for word, and where they stand. */
export function attributed(passage: Passage, sentences: Sentence[]): Statement {
  const quotes = sentences.map(({ text }) => text.replace(/^- /, '').replace(/\s*[;:]$/, ''));
  const words = quotes.map((quote) => `« ${quote} »`).join(' ');
  return { text: `${introduction(passage)} ${words}`, citations: quotes.map((quote) => cite(passage, quote)) };
}

function introduction({ authority, article, title, publisher }: Passage): string {
  if (authority === 'law') return article ? `Le Code du travail (article ${article}) dit :` : `${title} dit :`;
  return `${publisher}, « ${title} » :`;
}
