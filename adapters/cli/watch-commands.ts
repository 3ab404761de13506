/** `npm run knowledge -- changes` and `npm run knowledge -- review`: the texts have changed, and somebody has read the cards again. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parisDay } from '../../bot/paris-day.ts';
import { CARDS_DIRECTORY, CardsError, ownCards, readCards } from '../../knowledge/cards/read-cards.ts';
import { readCorpus } from '../../knowledge/corpus/read-corpus.ts';
import { packagesIn } from '../../knowledge/corpus/sources.ts';
import { endingCards } from '../../knowledge/watch/changes.ts';
import { keptWordings, readKeptWordings, withWordingsBefore } from '../../knowledge/watch/kept-wordings.ts';
import { changesMarkdown } from '../../knowledge/watch/report.ts';
import { readReviewed, writeReviewed } from '../../knowledge/watch/reviewed.ts';
import { dateOfReview } from '../../knowledge/watch/review-date.ts';
import { loadEnvironmentFile, readConfig } from '../config.ts';

/** Prints the report. `--against DIR` reads the wordings of the review from an older package. */
export function printChanges(options: string[]): void {
  const { against } = parseArgs({ args: options, options: { against: { type: 'string' } } }).values;
  if (against !== undefined && !existsSync(against)) throw new Error(`Le dossier « ${against} » n’existe pas. Donnez celui où « npm install --prefix DOSSIER @socialgouv/legi-data@VERSION » a mis l’ancien paquet.`);
  loadEnvironmentFile();
  const { passages } = readCorpus();
  const { reviewed } = ownCards();
  const { cards, changes } = readCards(passages);
  const kept = readKeptWordings(readConfig(process.env).KNOWLEDGE_DIR);
  const known = against === undefined ? kept : keptWordings(reviewed, readCorpus(packagesIn(against)).passages, kept);
  console.log(changesMarkdown(withWordingsBefore(changes, reviewed, known), endingCards(cards, parisDay(new Date()))));
}

/** Writes down the texts of today as those that the cards were read against, and today as the day of their review. */
export function reviewCards(options: string[]): void {
  const { values, positionals } = parseArgs({ args: options, options: { all: { type: 'boolean', default: false } }, allowPositionals: true });
  const reviewed = readReviewed();
  // Without what was reviewed before, a card that does not fit its texts is a mistake again, and says what to mend.
  const { cards, problems, wordings } = readCards(readCorpus().passages, { ...ownCards(), reviewed: {} });
  const wanted = values.all ? cards.map(({ id }) => id) : positionals;
  if (wanted.length === 0) throw new Error('Nommez les cartes relues : « npm run knowledge -- review cep-cout », ou « --all » pour toutes.');
  const unfit = problems.filter(({ card }) => values.all || wanted.includes(card));
  if (unfit.length > 0) throw new CardsError(unfit);
  const known = new Set(cards.map(({ id }) => id));
  const unknown = wanted.filter((id) => !known.has(id));
  if (unknown.length > 0) throw new Error(`Aucune carte ne s’appelle ${unknown.map((id) => `« ${id} »`).join(', ')}. Les noms sont les « id » de knowledge/cards/content/.`);
  const today = parisDay(new Date());
  const changed = wanted.filter((id) => JSON.stringify(reviewed[id]) !== JSON.stringify(wordings[id]));
  for (const id of changed) if (reviewed[id] !== undefined) writeReviewDay(id, today);
  const gone = Object.keys(reviewed).filter((id) => values.all && !known.has(id));
  writeReviewed({ ...Object.fromEntries(Object.entries(reviewed).filter(([id]) => !gone.includes(id))), ...Object.fromEntries(wanted.map((id) => [id, wordings[id] ?? {}])) });
  console.log(`${wanted.length} carte(s) notées comme relues. « npm run knowledge » reconstruit la base.`);
}

function writeReviewDay(card: string, day: string): void {
  const found = dateOfReview(card, CARDS_DIRECTORY);
  if (found === null) return;
  const file = join(CARDS_DIRECTORY, found.file);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.slice(0, found.start) + day + text.slice(found.end));
}
