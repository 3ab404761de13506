import { isQuestion } from '../dialogues/commands.ts';
import { withoutMasks } from '../privacy/mask.ts';
import type { Ports } from '../ports.ts';
import { parisDay } from '../paris-day.ts';
import type { Slot } from '../situation/situation.ts';
import { publicOf } from './for-whom.ts';
import type { Turn } from '../turn.ts';

/** « Non mais je veux juste savoir si c'est gratuit » asks whether it is free. */
const LEAD_IN = /^(?:(?:non|oui|bon|ok|ah|euh|alors|bonjour|svp)[\s,!.]+)*(?:mais\s+)?(?:je (?:veux|veu|voudrais|voulais|voudrai|souhaite|aimerais)|j['’ ]?aimerais|dites[ -]moi|dis[ -]moi|pouvez[ -]vous me dire)\s+(?:juste\s+|simplement\s+|seulement\s+)?(?:savoir\s+)?(?:si\s+)?(?=\S+\s+\S)/i;
/** « Merde à la fin, le PTP ça marche comment ? » asks how the PTP works, and nothing about an end. */
const SWEARING = /^(?:(?:merde|putain|bordel|purée|punaise|zut|ras le bol|y en a marre)(?: (?:à|a) la fin| alors| enfin)?[\s,!.:]+)+(?=\S+\s+\S)/i;
/** What was copied with the tags of a page: they ask nothing. */
const TAGS = /<script\b[^>]*>[\s\S]*?<\/script>|<\/?[a-z][^>]{0,200}>/gi;
const withoutLeadIn = (written: string): string => {
  const text = written.replace(TAGS, ' ').replace(SWEARING, '').trim() || written;
  return /\b(?:savoir|dites|dis|dire)\b/i.test(text.slice(0, 60)) ? text.replace(LEAD_IN, '') : text;
};

/** What somebody tells of themselves beside their question; a project is the question's own subject. */
const OF_THE_PERSON: readonly Slot[] = ['statut', 'cadre', 'contrat', 'metier', 'metierVise', 'age', 'trancheAge', 'lieu'];
/** Fewer words ask nothing by themselves. */
const FEWEST_WORDS = 3;

/** Asks the knowledge base, for the day of the turn and with what the conversation was about. */
export async function answerQuestion(turn: Turn, { knowledge }: Ports): Promise<Turn> {
  const ask = (text: string, topic = turn.state.topic) => knowledge.answer({ text, date: parisDay(turn.now), topic, public: publicOf(turn.state.situation) });
  const text = withoutLeadIn(withoutMasks(turn.message.text));
  const answer = await ask(text);
  // « Coiffeuse à mon compte, je peux faire un bilan ? » : what only tells of the person may hide what is asked.
  const question = answer.kind === 'abstained' && isQuestion(text) ? withoutFacts(text, turn) : null;
  // What is left must be a question by itself: completed from the topic, half a sentence would ask the topic's own question again.
  const better = question === null ? null : await ask(question, null);
  return { ...turn, answer: better?.kind === 'answered' && better.card !== null ? better : answer };
}

/** The question without the words that tell of the person, or null when nothing was told or nothing is left. */
function withoutFacts(text: string, { reading, state }: Turn): string | null {
  const told = [...(reading?.added ?? []), ...(reading?.changed ?? [])].filter((slot) => OF_THE_PERSON.includes(slot));
  const left = told.reduce((rest, slot) => rest.replace(state.situation[slot]?.said ?? '', ' '), text).replace(/\s+/g, ' ').replace(/^[\s,;.:]+/, '').trim();
  return told.length === 0 || left === text || left.split(' ').length < FEWEST_WORDS ? null : left;
}
