/** From a question to an answer, in a few steps: complete it, search, decide whether it is ours, take a card or cut the texts. */
import { SPECIAL_STEPS } from '../cards/card.ts';
import { articlesNamedIn } from '../corpus/article-numbers.ts';
import { conflictAskedIn } from '../conflicts/conflicts.ts';
import { showConflict } from '../conflicts/show-conflict.ts';
import type { OpenIndex } from '../index/open-index.ts';
import type { Signs } from '../index/scope.ts';
import type { EmbedQuestion, SearchResult } from '../index/search.ts';
import type { Abstained, Answer, Citation, Question } from '../knowledge-base.ts';
import type { Passage } from '../passage.ts';
import { cite } from './citations.ts';
import { extract, quoteBeginning } from './extract.ts';
import { formerNameIn } from './former-names.ts';
import { closeQuestions, questionsAfter, topicOf } from './from-card.ts';
import { answerOf } from './from-texts.ts';
import { readContext, searchInContext } from './in-context.ts';
import { sentencesOf } from './sentences.ts';
import { spellOut } from './spell-out.ts';
import { holdsFieldWord, themeNamedIn } from './themes.ts';
import { isName, isNameOfNoText, saysNothing } from './too-short.ts';
import { THRESHOLDS } from './thresholds.ts';
import { withSecondCard } from './two-cards.ts';

const NEAREST = 2;
/** Words that carry meaning, in a question long enough to hold one of ours. */
const WHOLE_SENTENCE = 3;
/** From this share of a question on, it speaks of another field. */
const MOSTLY_FOREIGN = 0.5;

/** An answer that is not yet proven: `prove` looks at it before anything is shown. */
export async function compose(index: OpenIndex, asked: Question, embed: EmbedQuestion | null): Promise<Answer> {
  const question = { ...asked, text: spellOut(asked.text) };
  const conflict = conflictAskedIn(question.text);
  const disagreement = conflict && showConflict(index, conflict, question.text, question.date);
  if (disagreement) return disagreement;
  const { context, card } = readContext(index, question);
  const atOnce = card && answerOf(card, question.text, index, question);
  if (atOnce) return atOnce;
  if (saysNothing(question.text)) return { kind: 'abstained', nearest: [], suggestions: questionsAfter(question.topic, index), topic: question.topic };

  const { text, result, cards, leans } = await searchInContext(index, question, context, embed);
  const best = cards[0];
  const formerName = formerNameIn(text);
  const former = formerName === null ? undefined : index.cards.find(({ id }) => id === formerName);
  const ofFormerName = former && (best?.score ?? 0) < THRESHOLDS.surelyCard ? answerOf(former, text, index, question) : null;
  if (ofFormerName) return ofFormerName;
  const areOurs = (signs: Signs) => (leans ? isFollowUpOurs(signs) : isOurs(text, signs, best?.score ?? 0));
  // The texts can only add to what the cards show: where the cards suffice, they are not even looked for.
  if (!areOurs(result.signsOfCards) && !areOurs(result.signs) && !isInOwnDocument(result)) {
    if (isOfAnotherField(result)) return { kind: 'out-of-scope' };
    return { kind: 'abstained', nearest: [], suggestions: closeQuestions(cards), topic: question.topic };
  }

  // « Aide soignante » stands in many wordings, and is none of them.
  const enough = isName(text) ? (holdsFieldWord(text) ? THRESHOLDS.ownCard : THRESHOLDS.toTheLetter) : THRESHOLDS.card;
  const ofCard = best && best.score >= enough ? answerOf(best.card, text, index, question) : null;
  if (ofCard) return withSecondCard(ofCard, cards, question.date);

  const near = best && best.score >= THRESHOLDS.neighbour ? best.card : null;
  // What is found beside a follow-up is not what the conversation is about.
  const topic = leans ? question.topic : near && topicOf(near, text);
  // A card that is only near is a guess: it does not change what was spoken of.
  const kept = question.topic ?? topic;
  const suggestions = closeQuestions(cards);
  const article = namedArticle(text, result);
  if (article?.holds === false) return { kind: 'abstained', nearest: beginnings([article.passage]), topic: kept, suggestions: [] };
  // The name of a town or of a trade asks nothing: the buttons are all there is to offer.
  if (!article && isNameOfNoText(text, result)) return { kind: 'abstained', nearest: [], topic: kept, suggestions };
  const statements = article ? [quoteBeginning(article.passage)] : result.signs.covered >= THRESHOLDS.covered ? extract(result, index) : [];
  if (statements.length === 0) return { ...abstain(result, question), topic: kept, suggestions };
  return {
    kind: 'answered',
    statements,
    plain: null,
    card: null,
    topic: topic ?? { theme: 'cep', card: null, question: text },
    next: [...suggestions, SPECIAL_STEPS['parler-a-quelqu-un']],
  };
}

/** Whether the question belongs to our field: by all its signs, by a card typed nearly to the letter, or by naming a scheme. */
function isOurs(text: string, signs: Signs, bestCard: number): boolean {
  const bar = themeNamedIn(text) === null && !holdsFieldWord(text) ? THRESHOLDS.inField : THRESHOLDS.inFieldByName;
  // « Combien je vais toucher à la retraite » is worded as a card on the CSP, and is mostly about pensions.
  return signs.inField >= bar || (bestCard >= THRESHOLDS.surelyCard && signs.otherThemes < MOSTLY_FOREIGN);
}

/** « Où est le parking de la permanence ? » is ours where the operator's own document says it. */
const isInOwnDocument = ({ passages, signs }: SearchResult): boolean => passages[0]?.passage.authority === 'operator' && signs.covered >= THRESHOLDS.covered;

/**
 * « Je ne suis pas la bonne porte » is said on evidence only: words of another field, or a whole sentence with nothing of ours.
 * Anything else was perhaps badly understood, and sending the person away would be worse than saying so.
 */
function isOfAnotherField({ signs, reading }: SearchResult): boolean {
  if (signs.otherThemes > 0) return true;
  return reading.places.length >= WHOLE_SENTENCE && signs.explained === 0 && signs.inField < THRESHOLDS.surelyForeign;
}

/** A follow-up leans on a question that was ours: only what it adds could be foreign. */
const isFollowUpOurs = (signs: Signs): boolean => signs.otherThemes === 0 || signs.inField >= THRESHOLDS.inField;

/** « Que dit l'article L6111-6 ? » asks for that one: when the wording that we have has ended, nothing else is an answer. */
function namedArticle(text: string, result: SearchResult) {
  const named = articlesNamedIn(text.toUpperCase());
  // The passages are only put together when somebody looks at them.
  return named.length === 0 ? undefined : result.passages.find(({ passage }) => passage.article !== null && named.includes(passage.article));
}

/** The closest texts are offered to be read, and assert nothing. */
function abstain(result: SearchResult, { date }: Question): Pick<Abstained, 'kind' | 'nearest'> {
  const seen = new Set<string>();
  if (result.signs.covered < THRESHOLDS.covered) return { kind: 'abstained', nearest: [] };
  const nearest = result.passages
    .filter(({ passage, score }) => score >= THRESHOLDS.nearest && passage.authority !== 'historic' && !seen.has(passage.document) && seen.add(passage.document))
    .filter(({ passage }) => passage.inForceSince === null || passage.inForceSince <= date)
    .slice(0, NEAREST);
  return { kind: 'abstained', nearest: beginnings(nearest.map(({ passage }) => passage)) };
}

/** Each passage by its first sentence. */
function beginnings(passages: Passage[]): Citation[] {
  return passages.flatMap((passage) => {
    const first = sentencesOf(passage.text)[0];
    return first ? [cite(passage, first.text)] : [];
  });
}
