import { formerNameIn } from '../../knowledge/answers/former-names.ts';
import { isQuestion, isStory } from '../dialogues/commands.ts';
import { advance } from '../dialogues/advance.ts';
import { questionFor } from '../dialogues/questions.ts';
import { fill, TEXTS } from '../dialogues/texts.ts';
import { withoutMasks } from '../privacy/mask.ts';
import type { Ports } from '../ports.ts';
import { offerHandoff } from '../handoff/offer.ts';
import { say } from '../reply.ts';
import { lieuText } from '../situation/labels.ts';
import type { Slot } from '../situation/situation.ts';
import type { Turn } from '../turn.ts';

/** What makes a message a story to be answered with an operator, rather than a detail told in passing. */
const TELLING: ReadonlySet<Slot> = new Set<Slot>(['statut', 'projet', 'rupture', 'cadre', 'contrat', 'metier', 'metierVise', 'handicap', 'sante', 'age', 'trancheAge', 'lieu', 'rsa', 'cas', 'frontalier']);
/** What starts a story by itself; an age or a town alone does not. */
const STARTING: ReadonlySet<Slot> = new Set<Slot>(['statut', 'projet', 'rupture', 'cadre', 'contrat', 'metierVise', 'metier', 'rsa', 'cas', 'frontalier', 'handicap', 'sante']);
/** What keeps a message in the field when no word of the texts is in it: « serveuse à Brest ». */
const TELLING_OF_WORK: ReadonlySet<Slot> = new Set<Slot>(['statut', 'cadre', 'contrat', 'metier', 'rupture', 'rsa']);

/** Takes the answer to the question just asked, or begins to look for the operator when the person asks for it or tells their story. */
export async function runDialogue(turn: Turn, ports: Ports): Promise<Turn> {
  const { dialogue } = turn.state;
  if (turn.message.kind === 'arrival' || turn.reading === null) return turn;
  if (refusesUnasked(turn)) return { ...turn, replies: [...turn.replies, say(TEXTS.refused.trim(), [])], outcome: 'guided' };
  return offerIfWanted(dialogue.pending ? takeAnswer(turn, dialogue.pending, ports) : begin(turn, ports), ports);
}

/** The person asked for a human before anybody knew which: now it is known, or nobody will know it better. */
async function offerIfWanted(turn: Turn, ports: Ports): Promise<Turn> {
  const { wantsHuman } = turn.state.dialogue;
  if (!wantsHuman || (turn.outcome !== 'routed' && turn.outcome !== 'handoff-offered')) return turn;
  const without = turn.replies.at(-1);
  return without ? offerHandoff({ ...turn, replies: turn.replies.slice(0, -1), outcome: null }, ports, { ...without, card: undefined }) : turn;
}

/** The texts had no answer, or no card for a story: the dialogue begins after all. */
export function beginUnanswered(turn: Turn, ports: Ports): Turn {
  const { answer, mayBegin } = turn;
  if (!mayBegin) return turn;
  const text = withoutMasks(turn.message.text);
  if (answer?.kind === 'out-of-scope' && !isStory(text) && !turn.reading?.added.some((slot) => TELLING_OF_WORK.has(slot))) return turn;
  if (answer?.kind === 'answered' && (answer.card !== null || isQuestion(text) || !isStory(text))) return turn;
  // Whoever was just shown the order of the steps has had an answer.
  const isUnanswered = isQuestion(text) && !turn.warning?.order;
  return advance({ ...turn, answer: null, isUnanswered }, ports, isUnanswered ? TEXTS.noSureAnswer : undefined);
}

/** « Je préfère ne pas donner mon âge », though nobody asked for it. */
function refusesUnasked({ message, reading }: Turn): boolean {
  const text = withoutMasks(message.text);
  return reading?.answer !== 'refused' && reading?.added.length === 0 && reading.changed.length === 0 && REFUSES.test(text) && !isQuestion(text);
}
const REFUSES = /^\W*je (?:pr[eé]f[eè]re(?:rais)? (?:ne )?pas|(?:ne )?(?:veux|souhaite|vais) pas) (?:le |vous |te )?(?:dire|donner|r[eé]pondre)/i;
/** A message of so few words says one thing. */
const FEW_WORDS = 6;

function takeAnswer(turn: Turn, pending: Slot, ports: Ports): Turn {
  const { situation, dialogue } = turn.state;
  const { answer, placeQuestion, strangeAge, added = [], changed = [] } = turn.reading ?? {};
  const text = withoutMasks(turn.message.text);
  if (placeQuestion) return askWhichPlace(turn, placeQuestion);
  if (strangeAge != null && (pending === 'age' || pending === 'trancheAge')) return asked(turn, fill(TEXTS.strangeAge, { age: String(strangeAge) }));
  const isFilled = situation[pending] !== undefined || (pending === 'trancheAge' && situation.age !== undefined) || (pending === 'age' && situation.trancheAge !== undefined);
  if (isFilled) return advance(turn, ports);
  if (pending === 'statut' && /^autre( situation)?$/i.test(text.trim())) return asked(turn, TEXTS.otherStatus.trim(), TEXTS.otherStatusChoices);
  if (answer === 'unknown' || answer === 'refused' || (answer === 'no' && !isQuestion(text))) return advance(turn, ports, questionFor(pending)?.ifUnknown);
  if (isQuestion(text) || turn.command?.kind === 'who') return turn.command?.kind === 'who' ? advance(turn, ports) : { ...turn, detour: true };
  // Other facts came instead: they are noted, and the dialogue goes on with what is still worth knowing.
  if (added.length + changed.length > 0) return advance(turn, ports);
  if (pending === 'lieu' && !dialogue.recalled && text.trim().split(/\s+/).length <= 4) {
    return asked({ ...turn, state: { ...turn.state, dialogue: { ...dialogue, recalled: true } } }, TEXTS.unknownPlace, questionFor('lieu')?.choices);
  }
  if (answer === 'yes') return dialogue.recalled ? advance(turn, ports, questionFor(pending)?.ifUnknown) : askAgain(turn, pending);
  return { ...turn, detour: true };
}

/** « Oui » to « Quelle est votre situation ? »: the question was not understood, and is put once more with its choices. */
function askAgain(turn: Turn, pending: Slot): Turn {
  const dialogue = { ...turn.state.dialogue, recalled: true };
  return asked({ ...turn, state: { ...turn.state, dialogue } }, fill(TEXTS.notYesNo, { missing: questionFor(pending)?.recall ?? '' }));
}

function begin(turn: Turn, ports: Ports): Turn {
  const { added = [], changed = [], placeQuestion, strangeAge } = turn.reading ?? {};
  const text = withoutMasks(turn.message.text);
  const news = [...added, ...changed];
  // « J'habite à Saint-Denis » says a place, and not yet which.
  if (placeQuestion && news.length === 0 && !isQuestion(text) && text.trim().split(/\s+/).length <= FEW_WORDS) return askWhichPlace(turn, placeQuestion);
  if (turn.command?.kind === 'who') return placeQuestion ? askWhichPlace(turn, placeQuestion) : advance(turn, ports);
  // A question is answered; only where nothing answers it does what it tells of the person lead on.
  // Whoever plans with a name of before hears first what it has become.
  if (isQuestion(text) || formerNameIn(text) !== null) return { ...turn, mayBegin: news.some((slot) => TELLING_OF_WORK.has(slot)) };
  if (strangeAge != null) return asked({ ...turn, state: { ...turn.state, dialogue: { ...turn.state.dialogue, pending: 'age' } } }, fill(TEXTS.strangeAge, { age: String(strangeAge) }));
  if (news.includes('pourUnProche') && turn.state.situation.pourUnProche?.value === true && !news.some((slot) => TELLING.has(slot))) return asked(active(turn), TEXTS.forSomebody, []);
  // « Mon fils est vendeur à Brest » tells of somebody: whether it is asked for them is not said.
  if (news.length === 0 && turn.state.mentioned === text && TELLS_OF_WORK.test(text)) return asked(active(turn), TEXTS.forWhom, TEXTS.forWhomChoices);
  if (!news.some((slot) => TELLING.has(slot))) return turn;
  const tells = turn.state.dialogue.active || (isStory(text) && news.some((slot) => STARTING.has(slot)) && (news.filter((slot) => TELLING.has(slot)).length > 1 || isMostlyFacts(turn, news)));
  // A single detail, or a precise matter: the texts may answer better than a question would.
  if (!tells) return { ...turn, mayBegin: true };
  return placeQuestion ? askWhichPlace(turn, placeQuestion) : advance(turn, ports);
}

const active = (turn: Turn): Turn => ({ ...turn, state: { ...turn.state, dialogue: { ...turn.state.dialogue, active: true } } });
const TELLS_OF_WORK = /\b(est|a|travaille|bosse|cherche|fait|veut|voudrait)\b.*\b(ans|cdi|cdd|ch[oô]mage|travail|emploi|boulot|dipl[oô]me|salari|vend|m[ée]tier|formation|[ée]cole|int[ée]rim|licenci|d[ée]mission)/i;

/** « Je ne suis pas cadre » tells and asks nothing: the facts make up much of what is written. */
function isMostlyFacts({ state, message }: Turn, news: Slot[]): boolean {
  const said = new Set(news.map((slot) => state.situation[slot]?.said ?? ''));
  return [...said].join('').length * 5 >= message.text.length * 2;
}

function asked(turn: Turn, text: string, choices = questionFor(turn.state.dialogue.pending ?? 'statut')?.choices ?? []): Turn {
  return { ...turn, replies: [...turn.replies, say(text, turn.state.dialogue.pending === 'age' ? [] : choices)], outcome: 'asked' };
}

/** « Saint-Denis » : the person says which, by a button or by the département. */
function askWhichPlace(turn: Turn, { said, candidates }: NonNullable<NonNullable<Turn['reading']>['placeQuestion']>): Turn {
  const dialogue = { ...turn.state.dialogue, active: true, pending: 'lieu' as const, places: candidates, asked: [...new Set<Slot>([...turn.state.dialogue.asked, 'lieu'])] };
  const choices = candidates.map((place) => ({ label: lieuText(place), say: lieuText(place) }));
  return { ...turn, state: { ...turn.state, dialogue }, replies: [...turn.replies, say(fill(TEXTS.whichPlace, { name: said }), choices)], outcome: 'asked' };
}
