/** From a message to what it says of the person's situation. No model is needed, and nothing is guessed. */
import type { PlaceReader } from '../../../knowledge/territories/places.ts';
import type { Slot } from '../situation.ts';
import { NAMES } from './occupation-names.ts';
import { PRESENT, readOccupations, WISHED } from './read-occupation.ts';
import { NUMBER_WORDS } from './numbers.ts';
import { OLDEST, readAge, YOUNGEST } from './read-age.ts';
import { ANSWERS, answerKind, readAnswer, type AnswerKind } from './read-answer.ts';
import { type PlaceQuestion, readPlace } from './read-place.ts';
import { readWords, WORDS } from './read-words.ts';
import { reconcile } from './reconcile.ts';
import type { Reading } from './reading.ts';
import { isRevision, revisions } from './read-revision.ts';
import { voicesFor } from './relatives.ts';
import { createSpelling } from './spelling.ts';
import { readTable } from './tables.ts';
import { isStop, tokensOf } from './tokens.ts';
import { PEOPLE } from './voices.ts';

const MATCHERS = [WORDS, NAMES, WISHED, PRESENT, PEOPLE, ANSWERS];
const voiceWords = Object.values(readTable('voices')).flatMap((phrases) => phrases.flatMap((phrase) => phrase.split(/[ |]/)));
export const spell = createSpelling({
  known: new Set([...MATCHERS.flatMap((matcher) => [...matcher.words()]), ...[...NAMES.prefixes()].filter((prefix) => prefix.length >= 6)]),
  prefixes: new Set(MATCHERS.flatMap((matcher) => [...matcher.prefixes()])),
  neverCorrected: new Set([...readTable('spellings').neverCorrected, ...readTable('spellings').ordinary, ...readTable('occupations').fields, ...voiceWords, ...NUMBER_WORDS]),
});

export interface MessageReading {
  readings: Reading[];
  /** What the message is as an answer to the question just asked, or null. */
  answer: AnswerKind | null;
  /** A place with namesakes: the person is asked which. */
  placeQuestion: PlaceQuestion | null;
  /** An age that nobody has, to be asked back. */
  strangeAge: number | null;
  /** It speaks of somebody close, and nothing says yet that it is for them: read again once something does. */
  mentionsRelative: boolean;
}

export interface ReadOptions {
  /** The slot that the bot has just asked about. */
  asked: Slot | null;
  places: PlaceReader;
  /** The person writes for somebody close, as they said before: « il a 20 ans » is the situation. */
  forRelative?: boolean;
  /** Today's year, for « né en 1990 ». */
  year: number;
}

export function readMessage(text: string, { asked, places, year, forRelative = false }: ReadOptions): MessageReading {
  const voices = voicesFor(spell(tokensOf(text)), asked === 'pourUnProche', forRelative);
  const { tokens } = voices;
  const answer = answerKind(tokens);
  const ages = readAge(text, tokens, voices.list, year);
  // « ma mère est à la maison, Bergerac. »: a place in a clause of its own is the person's.
  const isOwn = (start: number) => {
    const at = tokens.findIndex((token) => token.start >= start);
    return asked === 'lieu' || voices.list[at]?.about !== 'relative' || isStop(tokens[at - 1]?.word ?? '');
  };
  // « Si j'habitais Paris » lives elsewhere.
  const place = /\bsi j['’ ]?(habitais|vivais|etais|étais) /i.test(text) ? { readings: [], question: null, said: [] } : readPlace(text, asked === 'lieu', places, isOwn);
  const unasked = [
    ...readWords(text, tokens, voices.list),
    ...ages.filter(({ slot, value }) => slot !== 'age' || isAge(value)),
    ...readOccupations(text, tokens, voices.list, asked === 'metier').filter(({ slot, said }) => slot !== OTHER_TRADE[asked ?? ''] && !place.said.some((name) => name.includes(said))),
    ...place.readings,
    ...voices.readings,
  ];
  const answered = asked === null ? [] : readAnswer(text, tokens, asked, answer, unasked);
  // The answer to a question on trades is read whole: « électricien ou plombier ».
  const mended = revisions(text, tokens);
  const isMended = ({ slot, first }: Reading) => slot === 'age' && mended.some((reading) => reading.slot === 'age' && !reading.revises && reading.first > first);
  const readings = [...unasked.filter((reading) => !isMended(reading)).filter(({ slot }) => !answered.some((reading) => reading.slot === slot && OTHER_TRADE[slot])), ...answered, ...mended];
  // « Non, c'est une clinique privée en fait »: what mends a status is said on purpose, however it is put.
  const mends = isRevision(tokens);
  const weighed = reconcile(readings).map((reading) => (mends && reading.slot === 'statut' ? { ...reading, deduced: false } : reading));
  return { readings: weighed, answer, placeQuestion: place.question, strangeAge: strangeAge(ages), mentionsRelative: voices.readings.length === 0 && voices.list.some(({ about }) => about === 'relative') };
}

/** « prof de danse » to « quel métier visez-vous ? » is not the trade of today. */
const OTHER_TRADE: Record<string, Slot> = { metierVise: 'metier', metier: 'metierVise' };

const isAge = (value: unknown) => Number(value) >= YOUNGEST && Number(value) <= OLDEST;
const strangeAge = (ages: Reading[]): number | null => (ages.find(({ slot, value }) => slot === 'age' && !isAge(value))?.value as number | undefined) ?? null;
