/** From a question to an answer, in a few steps: complete it, search, decide whether it is ours, take a card or cut the texts. */
import { SPECIAL_STEPS, type Card } from '../cards/card.ts';
import { articlesNamedIn } from '../corpus/article-numbers.ts';
import type { OpenIndex } from '../index/open-index.ts';
import { search, type EmbedQuestion, type SearchResult } from '../index/search.ts';
import type { Abstained, Answer, Answered, NextStep, Question, Topic } from '../knowledge-base.ts';
import type { IsoDate } from '../passage.ts';
import { cite } from './citations.ts';
import { extract, quoteBeginning } from './extract.ts';
import { cardWorded, chooseCard } from './choose-card.ts';
import { completeFrom, type StandAlone } from './follow-up.ts';
import { sentencesOf } from './sentences.ts';
import { holdsFieldWord, themeNamedIn } from './themes.ts';
import { THRESHOLDS } from './thresholds.ts';

const NEXT_STEPS = 3;
const NEAREST = 2;

/** An answer that is not yet proven: `prove` looks at it before anything is shown. */
export async function compose(index: OpenIndex, question: Question, embed: EmbedQuestion | null): Promise<Answer> {
  const { context, card } = readContext(index, question);
  if (card && stillHolds(card, question.date)) return fromCard(card, question.text, index);

  const { text, result, cards, leans } = await searchInContext(index, question, context, embed);
  const best = cards[0];
  const ours = leans ? isFollowUpOurs(result) : isOurs(text, result, best?.score ?? 0);
  if (!ours) return { kind: 'out-of-scope' };

  if (best && best.score >= THRESHOLDS.card && stillHolds(best.card, question.date)) return fromCard(best.card, text, index);

  const near = best && best.score >= THRESHOLDS.neighbour ? best.card : null;
  // What is found beside a follow-up is not what the conversation is about.
  const topic = leans ? question.topic : near && topicOf(near, text);
  const suggestions = closeQuestions(cards);
  const article = namedArticle(text, result);
  if (article?.holds === false) return { ...abstain(result, question), topic, suggestions: [] };
  const statements = article ? [quoteBeginning(article.passage)] : result.signs.covered >= THRESHOLDS.covered ? extract(result, index) : [];
  if (statements.length === 0) return { ...abstain(result, question), topic, suggestions };
  return {
    kind: 'answered',
    statements,
    plain: null,
    card: null,
    topic: topic ?? { theme: 'cep', card: null, question: text },
    next: [...suggestions, SPECIAL_STEPS['parler-a-quelqu-un']],
  };
}

const topicOf = (card: Card, question: string): Topic => ({ theme: card.theme, card: card.id, question });

function fromCard(card: Card, question: string, index: OpenIndex): Answered {
  return {
    kind: 'answered',
    statements: [{ text: worded(card), citations: card.citations }],
    plain: card.plain,
    card: card.id,
    topic: topicOf(card, question),
    next: stepsAfter(card, index),
  };
}

/** Whether the question belongs to our field: by all its signs, by a card typed nearly to the letter, or by naming a scheme. */
function isOurs(text: string, { signs }: SearchResult, bestCard: number): boolean {
  const bar = themeNamedIn(text) === null && !holdsFieldWord(text) ? THRESHOLDS.inField : THRESHOLDS.inFieldByName;
  return signs.inField >= bar || bestCard >= THRESHOLDS.surelyCard;
}

/** A follow-up leans on a question that was ours: only what it adds could be foreign. */
const isFollowUpOurs = ({ signs }: SearchResult): boolean => signs.otherThemes === 0 || signs.inField >= THRESHOLDS.inField;

/** What the question leans on, and the card of which it is a wording to the letter, unless it surely leans on something else. */
function readContext(index: OpenIndex, { text, topic }: Question) {
  const title = index.cards.find((known) => known.id === topic?.card)?.title ?? null;
  const context = completeFrom(topic, text, title);
  return { context, card: context.surely ? undefined : cardWorded(text, index) };
}

/** Searches the question as it stands, or completed from the topic when it leans on it. When it may do both, the better card decides. */
async function searchInContext(index: OpenIndex, { text, topic, date }: Question, { completed, surely, pointsBack }: StandAlone, embed: EmbedQuestion | null) {
  const find = async (question: string) => {
    const result = await search(index, question, { date, limit: 8, perDocument: 2 }, embed);
    return { text: question, result, cards: chooseCard(question, result.cards, index) };
  };
  if (completed === null) return { ...(await find(text)), leans: false };
  const inContext = { ...(await find(completed)), leans: true };
  if (surely) return inContext;
  const alone = { ...(await find(text)), leans: false };
  const scoreOf = ({ cards }: typeof alone) => cards[0]?.score ?? 0;
  if (scoreOf(alone) >= (pointsBack ? THRESHOLDS.ownCard : THRESHOLDS.card)) return alone;
  const staysOnTopic = inContext.cards[0]?.card.theme === topic?.theme;
  return staysOnTopic && scoreOf(inContext) > scoreOf(alone) ? inContext : alone;
}

/** « Oui » and « non » answer the card's own question, which the person may have put the other way round: so it is said first. */
const worded = ({ title, answer }: Card): string => (/^(?:Oui|Non)\b/.test(answer) ? `${title} ${answer}` : answer);

/** A card rests on wordings; when one of them has ended, the texts themselves answer until the card is reviewed. */
const stillHolds = (card: Card, date: IsoDate) => card.citations.every(({ validUntil }) => validUntil === null || date < validUntil);

function stepsAfter(card: Card, index: OpenIndex): NextStep[] {
  return card.next.flatMap((id) => {
    if (id in SPECIAL_STEPS) return [SPECIAL_STEPS[id as keyof typeof SPECIAL_STEPS]];
    const next = index.cards.find((other) => other.id === id);
    return next ? [{ label: next.title, say: next.title }] : [];
  });
}

/** What we could answer that is close to the question. */
function closeQuestions(cards: { card: Card; score: number }[]): NextStep[] {
  return cards
    .filter(({ score }) => score >= THRESHOLDS.neighbour)
    .slice(0, NEXT_STEPS - 1)
    .map(({ card }) => ({ label: card.title, say: card.title }));
}

/** « Que dit l'article L6111-6 ? » asks for that one: when the wording that we have has ended, nothing else is an answer. */
function namedArticle(text: string, { passages }: SearchResult) {
  const named = articlesNamedIn(text.toUpperCase());
  return passages.find(({ passage }) => passage.article !== null && named.includes(passage.article));
}

/** The closest texts are offered to be read, and assert nothing. */
function abstain(result: SearchResult, { date }: Question): Pick<Abstained, 'kind' | 'nearest'> {
  const seen = new Set<string>();
  if (result.signs.covered < THRESHOLDS.covered) return { kind: 'abstained', nearest: [] };
  const nearest = result.passages
    .filter(({ passage, score }) => score >= THRESHOLDS.nearest && !seen.has(passage.document) && seen.add(passage.document))
    .filter(({ passage }) => passage.inForceSince === null || passage.inForceSince <= date)
    .slice(0, NEAREST)
    .flatMap(({ passage }) => {
      const first = sentencesOf(passage.text)[0];
      return first ? [cite(passage, first.text)] : [];
    });
  return { kind: 'abstained', nearest };
}
