/** The few sentences of the texts themselves that answer, quoted and attributed. Nothing is rephrased. */
import type { Statement } from '../knowledge-base.ts';
import type { OpenIndex } from '../index/open-index.ts';
import type { SearchResult } from '../index/search.ts';
import { stems } from '../index/stem.ts';
import type { Passage } from '../passage.ts';
import { cite } from './citations.ts';
import { sentencesOf, type Sentence } from './sentences.ts';

/** Passages looked into, best first. */
const PASSAGES = 4;
/** A passage much weaker than the best one is another subject. */
const WEAKEST = 0.72;
const STATEMENTS = 2;
const SENTENCES_OF_A_PASSAGE = 2;
/** Share of the question's weight that a sentence must cover, with the title of its document. */
const COVERED = 0.4;
/** Longer sentences are hard to read in a chat, in characters. */
const LONGEST = 480;

interface Candidate {
  passage: Passage;
  sentences: Sentence[];
  covered: number;
}

/** Statements cut from the best passages that hold on the day; none when no sentence covers the question. */
export function extract(result: SearchResult, index: OpenIndex): Statement[] {
  const weightOf = new Map(result.reading.terms.map(({ term, weight }) => [term, weight * (index.lexical.rarity[term] as number)]));
  const total = [...weightOf.values()].reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return [];
  const termsOf = (text: string) => new Set(stems(text).flatMap((stem) => index.dictionary.termOf.get(stem) ?? []));
  const covered = (terms: ReadonlySet<number>) => [...terms].reduce((sum, term) => sum + (weightOf.get(term) ?? 0), 0) / total;

  const candidates = result.passages
    // A historic text only serves to say what has changed: it never answers for today.
    .filter(({ passage, holds, score }) => holds && score >= WEAKEST && passage.authority !== 'historic')
    .slice(0, PASSAGES)
    .map(({ passage }): Candidate => {
      const context = termsOf(`${passage.title} ${passage.heading ?? ''}`);
      const scored = sentencesOf(passage.text)
        .filter((sentence) => sentence.text.length <= LONGEST && sentence.text.length > 25 && !sentence.text.endsWith(':'))
        .map((sentence) => ({ sentence, own: covered(termsOf(sentence.text)), all: covered(new Set([...context, ...termsOf(sentence.text)])) }))
        .filter(({ own, all }) => all >= COVERED && own > 0)
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

function attributed(passage: Passage, sentences: Sentence[]): Statement {
  const quotes = sentences.map(({ text }) => text.replace(/^- /, '').replace(/\s*[;:]$/, ''));
  const words = quotes.map((quote) => `« ${quote} »`).join(' ');
  return { text: `${introduction(passage)} ${words}`, citations: quotes.map((quote) => cite(passage, quote)) };
}

function introduction({ authority, article, title, publisher }: Passage): string {
  if (authority === 'law') return article ? `Le Code du travail (article ${article}) dit :` : `${title} dit :`;
  return `${publisher}, « ${title} » :`;
}
