import { GLOSSARY, type GlossaryWord } from '../../knowledge/glossary.ts';
import type { Topic } from '../../knowledge/knowledge-base.ts';
import { provenAnswerOf } from '../answered-reply.ts';
import { parisDay } from '../paris-day.ts';
import type { Ports } from '../ports.ts';
import { withoutMasks } from '../privacy/mask.ts';
import { compilePhrases, plain } from '../reading/phrases.ts';
import { REPLIES } from '../replies.ts';
import type { Choice, Reply } from '../reply.ts';
import type { Turn } from '../turn.ts';

const ASKS = compilePhrases(GLOSSARY.asks);
const FILLERS = compilePhrases(GLOSSARY.fillers);
const WORDS = new Map(GLOSSARY.words.flatMap((entry) => [entry.word, ...entry.also].map((form) => [FILLERS.removeFrom(plain(form)), entry] as const)));

/** The word that the message asks about, and nothing else: « c'est quoi un OPCO ? », « opco ? ». Null otherwise. */
export function wordAskedIn(message: string): GlossaryWord | null {
  const text = plain(message);
  const asked = ASKS.removeFrom(text);
  const entry = WORDS.get(FILLERS.removeFrom(asked)) ?? null;
  // « Opco ? » can only ask what it is; « et le préavis ? » goes on with what was spoken of.
  const isBareAcronym = entry !== null && /^\p{Lu}{2,}/u.test(entry.word) && /\?\s*$/.test(message) && !text.startsWith('et ');
  return asked !== text || isBareAcronym ? entry : null;
}

/** A word of the trade is explained beside what was said last: the topic stays, and « plus simple » still means that. */
export function explainWord(turn: Turn, ports: Ports): Turn {
  if (turn.message.kind === 'arrival') return turn;
  const entry = wordAskedIn(withoutMasks(turn.message.text));
  // A card answers by itself, and becomes what is spoken of.
  if (entry === null || 'card' in entry) return turn;
  const more = entry.more === undefined ? null : provenAnswerOf(entry.more, turn.now, ports);
  const reply = meaningOf(entry, more?.topic ?? null, turn.now, ports);
  if (reply === null) return turn;
  // Where nothing was spoken of yet, « et ça coûte combien ? » is about this.
  const topic = turn.state.topic ?? more?.topic ?? null;
  return { ...turn, isAside: true, detour: turn.state.dialogue.pending !== null, state: { ...turn.state, topic }, replies: [...turn.replies, reply], outcome: 'answered' };
}

/** Null when the source no longer holds on that day. */
function meaningOf(entry: Exclude<GlossaryWord, { card: string }>, more: Topic | null, now: Date, ports: Ports): Reply | null {
  const choices: Choice[] = more === null ? [] : [{ label: more.question, say: more.question }];
  if (!('source' in entry)) return { text: `${entry.meaning}\n\n${REPLIES.plainMeaning.text.trim()}`, citations: [], choices };
  const citation = ports.knowledge.cite(entry.source, parisDay(now));
  return citation && { text: `${entry.meaning} [1]`, citations: [citation], choices };
}
