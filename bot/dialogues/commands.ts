/** Recognises what steers the dialogue rather than feeding it: « ce que j'ai compris », « pourquoi cette question ? », « oublier mon âge ». */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { compilePhrases, plain } from '../reading/phrases.ts';
import { mineOf } from '../situation/labels.ts';
import { SLOTS, type Situation, type Slot } from '../situation/situation.ts';

const phrases = z.array(z.string()).min(1);
const TABLE = z
  .strictObject({ show: phrases, why: phrases, who: phrases, contact: phrases, correct: phrases, forget: phrases, questions: phrases, matters: phrases, self: phrases })
  .parse(parse(readFileSync(new URL('./commands.yaml', import.meta.url), 'utf8')));

const SHOW = compilePhrases(TABLE.show);
const WHY = compilePhrases(TABLE.why);
const WHO = compilePhrases(TABLE.who);
const CONTACT = compilePhrases(TABLE.contact);
const QUESTION = compilePhrases(TABLE.questions);
const MATTER = compilePhrases(TABLE.matters);
const SELF = compilePhrases(TABLE.self);
const STEERS = new RegExp(`^(${[...TABLE.correct, ...TABLE.forget].join('|')}) (.+)$`);
const FORGETS = new Set(TABLE.forget);

/** « mon age » and « age », with the slots that they name. */
const NAMED_BY = new Map<string, Slot[]>();
for (const slot of SLOTS) {
  const mine = plain(mineOf(slot));
  for (const name of [mine, mine.split(' ').slice(1).join(' ')]) NAMED_BY.set(name, [...(NAMED_BY.get(name) ?? []), slot]);
}

export type Command = { kind: 'show' } | { kind: 'correct' | 'forget'; slot: Slot } | { kind: 'who' } | null;

/** A short message that is a command and nothing else; « qui contacter » may stand in a longer one. `operatorShown`: an operator has been named. */
export function commandIn(text: string, situation: Situation, operatorShown = false): Command {
  const words = plain(text);
  if (words.split(' ').length <= 10 && SHOW.isIn(words)) return { kind: 'show' };
  const [, verb = '', rest = ''] = STEERS.exec(words) ?? [];
  const slot = rest === '' ? null : slotNamed(rest, situation);
  if (slot) return { kind: FORGETS.has(verb) ? 'forget' : 'correct', slot };
  // « C'est où ? » right after the operator was named asks for its address.
  if (operatorShown && words.split(' ').length <= 8 && CONTACT.isIn(words)) return { kind: 'who' };
  return WHO.isIn(words) ? { kind: 'who' } : null;
}

/** « mon âge », « âge », or « 3 » for the third line of the card. */
function slotNamed(rest: string, situation: Situation): Slot | null {
  if (/^\d{1,2}$/.test(rest)) return (Object.keys(situation)[Number(rest) - 1] as Slot | undefined) ?? null;
  const named = NAMED_BY.get(rest) ?? [];
  return named.find((slot) => situation[slot]) ?? named[0] ?? null;
}

export const asksWhy = (text: string): boolean => WHY.makesUp(plain(text));

/** The message asks something, so that it is answered before the dialogue goes on. */
export function isQuestion(text: string): boolean {
  return /\?/.test(text) || QUESTION.isIn(plain(text));
}

/** Somebody tells their story, rather than asking about a precise matter: « je suis cadre au chômage à Lyon ». */
export function isStory(text: string): boolean {
  const words = plain(text);
  return SELF.isIn(words) && !MATTER.isIn(words);
}
