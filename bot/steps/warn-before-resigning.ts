import type { Answered } from '../../knowledge/knowledge-base.ts';
import { fill, TEXTS } from '../dialogues/texts.ts';
import { provenAnswerOf } from '../answered-reply.ts';
import { plain } from '../reading/phrases.ts';
import { parisDay } from '../paris-day.ts';
import type { Ports } from '../ports.ts';
import type { Reply } from '../reply.ts';
import { derive } from '../routing/derive.ts';
import { valuesOf } from '../situation/situation.ts';
import { timelineReminder, timelineReply } from '../timeline-reply.ts';
import type { Turn } from '../turn.ts';

/** L5422-1-1: the CEP is asked for before resigning. R5422-2-1: a request after it is not receivable. */
const SOURCES = [
  { article: 'L5422-1-1', locate: 'préalablement à sa démission' },
  { article: 'R5422-2-1', locate: "n'a pas démissionné de son emploi préalablement" },
];
/** Cards whose steps are shown: before a resignation with a project, and once it is given. */
export const ORDER_CARDS = { before: 'demission-etapes', after: 'demission-deja-parti' } as const;

/**
 * Whoever speaks of resigning hears first that the CEP comes before: said too late, it costs the right to an allowance.
 * With a project, or once the resignation is given, it is the whole order of steps; each is said once in a conversation.
 */
export function warnBeforeResigning(turn: Turn, ports: Ports): Turn {
  const { dialogue, situation } = turn.state;
  const values = valuesOf(situation);
  if (values.statut === 'agent-public' || derive(values).effectif === 'agent-public') return turn;
  const isGiven = values.rupture === 'demission-donnee';
  if (!isGiven && values.rupture !== 'demission-envisagee') return DOES_THE_SAME.test(plain(turn.message.text)) && !dialogue.warned ? warned(turn, shortWarning(turn, ports), null) : turn;
  const card = isGiven ? ORDER_CARDS.after : values.projet === 'demission-reconversion' ? ORDER_CARDS.before : null;
  if (card === null) return dialogue.warned ? turn : warned(turn, shortWarning(turn, ports), null);
  const order = provenAnswerOf(card, turn.now, ports);
  if (!order?.timeline) return turn;
  if (!dialogue.ordersShown.includes(card)) return warned(turn, timelineReply(order.timeline, [], forWhom(turn)), order);
  return SPEAKS_OF_RESIGNING.test(plain(turn.message.text)) ? { ...turn, orderReminder: timelineReminder(order.timeline) } : turn;
}

/** « Un pote a démissionné puis fait son CEP, je fais pareil » tells of somebody else's resignation, and means one's own. */
const DOES_THE_SAME = /\bdemission.*\b(?:je|j|moi|moi aussi)\b.{0,20}\b(?:pareil|la meme chose|comme (?:lui|elle|eux|ca))\b/;
const SPEAKS_OF_RESIGNING = /\b(?:demission|poser ma dem|quitter mon)/;

const forWhom = ({ state }: Turn): string[] => (state.situation.pourUnProche?.value === true ? [TEXTS.orderForSomebody] : []);

function shortWarning({ now }: Turn, { knowledge }: Ports): Reply | null {
  const date = parisDay(now);
  const citations = SOURCES.flatMap((source) => knowledge.cite(source, date) ?? []);
  return citations.length < SOURCES.length ? null : { text: fill(TEXTS.warning, {}), citations, choices: [] };
}

/** What no source holds any more is not said. */
function warned(turn: Turn, reply: Reply | null, order: Answered | null): Turn {
  if (reply === null) return turn;
  const { dialogue } = turn.state;
  const ordersShown = order?.card ? [...dialogue.ordersShown, order.card] : dialogue.ordersShown;
  return { ...turn, warning: { reply, order }, replies: [...turn.replies, reply], state: { ...turn.state, dialogue: { ...dialogue, ordersShown, warned: true } } };
}
