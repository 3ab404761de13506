/** `npm run knowledge -- --check-cards`: reads every card against the packaged texts and says what to mend. */
import { readCards, CardsError } from '../../knowledge/cards/read-cards.ts';
import { readCorpus } from '../../knowledge/corpus/read-corpus.ts';

if (process.argv.includes('--check-cards')) {
  const { cards, problems } = readCards(readCorpus().passages);
  if (problems.length > 0) {
    console.error(new CardsError(problems).message);
    process.exitCode = 1;
  } else console.log(`${cards.length} cartes lues, chacune avec ses sources.`);
}
