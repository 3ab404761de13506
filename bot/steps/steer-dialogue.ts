import { asksWhy } from '../dialogues/commands.ts';
import { questionFor } from '../dialogues/questions.ts';
import { situationReply } from '../dialogues/situation-reply.ts';
import { fill, TEXTS } from '../dialogues/texts.ts';
import type { Outcome } from '../outcomes.ts';
import { parisDay } from '../paris-day.ts';
import { withoutMasks } from '../privacy/mask.ts';
import { say, type Reply } from '../reply.ts';
import { labelOf } from '../situation/labels.ts';
import { isSensitive, type Slot } from '../situation/situation.ts';
import type { Turn } from '../turn.ts';

const ONWARD = [{ label: TEXTS.notedChoice, say: TEXTS.notedChoice }, { label: 'Savoir qui contacter', say: 'Qui contacter pour le CEP ?' }];

/** Seeing, correcting and withdrawing what was understood; asking why; agreeing or not to what health data are kept. */
export function steerDialogue(turn: Turn): Turn {
  const { command } = turn;
  if (command?.kind === 'show') return done(turn, situationReply(turn.state.situation, parisDay(turn.now)), 'reviewed');
  if (command?.kind === 'forget') return forget(turn, command.slot);
  if (command?.kind === 'correct') return correct(turn, command.slot);
  if (turn.state.dialogue.pending && asksWhy(withoutMasks(turn.message.text))) return explain(turn, turn.state.dialogue.pending);
  if (turn.state.dialogue.consent) return settleConsent(turn, turn.state.dialogue.consent);
  return turn;
}

function done(turn: Turn, reply: Reply, outcome: Outcome): Turn {
  return { ...turn, replies: [...turn.replies, reply], outcome };
}

function forget(turn: Turn, slot: Slot): Turn {
  const { [slot]: _gone, ...situation } = turn.state.situation;
  const forgotten = { ...turn, state: { ...turn.state, situation } };
  const card = situationReply(situation, parisDay(turn.now));
  return done(forgotten, { ...card, text: `${fill(TEXTS.forgotten, { label: labelOf(slot) })}\n\n${card.text}`, ...withNews(card, fill(TEXTS.forgotten, { label: labelOf(slot) })) }, 'reviewed');
}

const withNews = ({ card }: Reply, news: string) => (card ? { card: { ...card, intro: `${news}\n\n${card.intro}` } } : {});

/** The person says the right value in their own words; the question of the table helps where there is one. */
function correct(turn: Turn, slot: Slot): Turn {
  const question = questionFor(slot === 'age' ? 'trancheAge' : slot);
  const text = question && slot !== 'age' ? question.ask : fill(TEXTS.correctAsk, { label: labelOf(slot) });
  const dialogue = { ...turn.state.dialogue, pending: slot, recalled: false };
  const { [slot]: _wrong, ...situation } = turn.state.situation;
  // What is wrong is not used while the right value is awaited.
  return done({ ...turn, state: { ...turn.state, situation, dialogue } }, say(text, slot === 'age' ? [] : (question?.choices ?? [])), 'reviewed');
}

function explain(turn: Turn, pending: Slot): Turn {
  const question = questionFor(pending);
  return question ? done(turn, say(question.why, question.choices), 'asked') : turn;
}

function settleConsent(turn: Turn, slot: Slot): Turn {
  const dialogue = { ...turn.state.dialogue, consent: null };
  const state = { ...turn.state, dialogue };
  const fact = turn.state.situation[slot];
  const answer = turn.reading?.answer;
  if (answer === 'yes' && fact) {
    return done({ ...turn, state: { ...state, situation: { ...state.situation, [slot]: { ...fact, confirmed: true } } } }, say(TEXTS.consentYes, ONWARD), 'reviewed');
  }
  if (answer === 'no' || answer === 'refused') {
    const kept = Object.entries(state.situation).filter(([name]) => !isSensitive(name as Slot));
    return done({ ...turn, state: { ...state, situation: Object.fromEntries(kept) } }, say(TEXTS.consentNo, ONWARD), 'reviewed');
  }
  return { ...turn, state };
}
