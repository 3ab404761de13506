/**
 * A follow-up stays on the scheme that is spoken of: « combien je vais toucher ? » after the CSP is about the CSP,
 * and where no card of the CSP says it, its own texts answer, or nothing does. The card of another scheme would be a wrong answer.
 */
import type { Card } from '../cards/card.ts';
import type { OpenIndex } from '../index/open-index.ts';
import type { SearchResult } from '../index/search.ts';
import { stems } from '../index/stem.ts';
import type { Topic } from '../knowledge-base.ts';
import { concerns } from './choose-card.ts';
import { intentsOf } from './intents.ts';
import { THEME_WORDS, themeNamedIn, type Theme, withoutThemeNames } from './themes.ts';
import { THRESHOLDS } from './thresholds.ts';

/** With this share of the completed question covered, more than the name of the scheme is. */
const WELL_COVERED = 0.8;

interface Found {
  text: string;
  result: SearchResult;
  cards: { card: Card; score: number }[];
}

/** Fields of many schemes, or publics: a question about them is about nothing in particular. */
const BROAD: ReadonlySet<Theme> = new Set<Theme>(['operateurs', 'fonction-publique', 'handicap', 'jeunes', 'independants', 'emploi', 'formation']);
/** Whose cards also answer what anybody may ask at any moment: whom to see, how to try a trade. */
const OPEN: ReadonlySet<Theme> = new Set<Theme>(['cep', 'reconversion']);
const isScheme = (theme: string): theme is Theme => theme in THEME_WORDS && !BROAD.has(theme as Theme);

/** The one scheme that the question, or else the topic, is about; null where the theme is a field of many schemes. */
export function schemeOf(text: string, topic: Topic | null): Theme | null {
  const theme = themeNamedIn(text) ?? topic?.theme ?? '';
  return isScheme(theme) ? theme : null;
}

/** What was found, without the cards and the texts of other schemes. */
export function onScheme<F extends Found>(found: F, scheme: Theme | null, index: OpenIndex): F {
  if (scheme === null) return found;
  const { result } = found;
  const documents = documentsOf(scheme, index);
  return {
    ...found,
    cards: found.cards.filter(({ card }) => concerns(card, scheme) && saysWhatIsAdded(card, found.text, coveredBy(card, result))),
    result: {
      cards: result.cards,
      reading: result.reading,
      signsOfCards: result.signsOfCards,
      get passages() {
        return result.passages.filter(({ passage }) => documents.has(passage.document));
      },
      get signs() {
        return result.signs;
      },
    },
  };
}

/**
 * A few words that name no scheme found a card that is not about the one spoken of. The card of another scheme is wrong for sure;
 * one that anybody may need, or of a field, must be about these very words.
 */
export function leavesScheme({ cards }: Found, scheme: Theme | null): boolean {
  const best = cards[0];
  if (scheme === null || best === undefined || concerns(best.card, scheme)) return false;
  return best.score < THRESHOLDS.surelyCard || (!OPEN.has(best.card.theme) && isScheme(best.card.theme));
}

/**
 * Whether the card says something of what the follow-up adds. « Et le préavis ? » after a scheme finds its definition,
 * by the name of the scheme alone: that is no answer. `question` is the follow-up completed, `covered` how much of it the card covers.
 */
export function saysWhatIsAdded(card: Card, question: string, covered: number): boolean {
  if (covered >= WELL_COVERED) return true;
  const added = withoutThemeNames(question);
  const said = saidBy(card);
  return [...intentsOf(added)].some((intent) => said.intents.has(intent)) || stems(added).some((stem) => said.stems.has(stem));
}

const saidByCards = new WeakMap<Card, { intents: ReadonlySet<string>; stems: ReadonlySet<string> }>();

/** What a card speaks of: read once, since the same few are found all the time. */
function saidBy(card: Card) {
  const known = saidByCards.get(card);
  if (known) return known;
  const text = [card.title, ...card.questions, card.answer].join(' . ');
  const said = { intents: intentsOf(text), stems: new Set(stems(text)) };
  saidByCards.set(card, said);
  return said;
}

const coveredBy = (card: Card, { cards }: SearchResult): number => cards.find((found) => found.card === card)?.covered ?? 0;

const documents = new WeakMap<OpenIndex, Map<Theme, Set<string>>>();

/** The documents that the cards of the scheme cite. */
function documentsOf(scheme: Theme, index: OpenIndex): Set<string> {
  const known = documents.get(index) ?? new Map<Theme, Set<string>>();
  documents.set(index, known);
  let found = known.get(scheme);
  if (found === undefined) {
    const cited = index.cards.filter((card) => card.theme === scheme).flatMap((card) => card.citations.map(({ id }) => id.replace(/#.*$/, '')));
    known.set(scheme, (found = new Set(cited)));
  }
  return found;
}
