/** Whether an index may be put into use: its cards stand on its own texts, and its own questions are answered. */
import { answerOf } from './answers/from-texts.ts';
import { prove } from './answers/prove.ts';
import { composeInTime } from './answers/time.ts';
import type { OpenIndex } from './index/open-index.ts';
import type { Answer } from './knowledge-base.ts';
import type { IsoDate } from './passage.ts';

/** Of so many cards, one is asked by its title, through the whole search. */
const ASKED_OF_CARDS = 10;

/** Why the index must not be used, in French and with what to do; null when nothing stands against it. About 0.1 s. */
export async function troubleWith(index: OpenIndex, date: IsoDate): Promise<string | null> {
  if (index.cards.length === 0) return refusal('ne contient aucune carte');
  const isProven = (answer: Answer) => prove(answer, (id) => index.passageById(id), date).kind === 'answered';
  for (const [place, card] of index.cards.entries()) {
    const answer = answerOf(card, card.title, index, { date });
    // A card of which every wording has ended says nothing, and that is right.
    if (answer === null) continue;
    if (!isProven(answer)) return refusal(`ne prouve plus la carte « ${card.id} »`);
    if (place % ASKED_OF_CARDS === 0 && !isProven(await composeInTime(index, { text: card.title, date, topic: null }, null))) return refusal(`ne répond pas à « ${card.title} »`);
  }
  return null;
}

const refusal = (what: string): string => `Le nouvel index ${what} : il n’est pas mis en service. Lancez « npm run knowledge -- --force ».`;
