import { offerHandoff } from '../handoff/offer.ts';
import type { Ports } from '../ports.ts';
import { say, type Reply } from '../reply.ts';
import { NORMAL, type ServiceMode, SWITCH_TEXTS } from '../switch/service-mode.ts';
import type { Turn } from '../turn.ts';

/**
 * The operator has turned the bot down or off. It comes after what protects people, and after a fiche that somebody is agreeing to:
 * danger is answered, and counsellors go on, whatever stands here.
 */
export async function respectSwitch(turn: Turn, ports: Ports): Promise<Turn> {
  const mode = ports.mode?.() ?? NORMAL;
  if (mode.mode === 'normal' || mode.mode === 'information') return turn;
  const told = switchReply(mode, mode.mode);
  if (mode.mode === 'off') return { ...turn, replies: [...turn.replies, told], outcome: 'switched-off' };
  return offerHandoff(turn, ports, told, [told.text]);
}

/** Said when somebody arrives, and when they ask for what the bot does not do now: nobody waits for what will not come. */
export function announceSwitch(turn: Turn, mode: ServiceMode | undefined): Turn {
  if (mode === undefined || mode.mode === 'normal') return turn;
  const isAsked = turn.outcome === 'welcomed' || (mode.mode === 'information' && turn.outcome === 'handoff-offered');
  if (!isAsked) return turn;
  const told = switchReply(mode, mode.mode);
  return { ...turn, replies: mode.mode === 'information' ? [told, ...turn.replies] : [told] };
}

/** The operator's own words, then ours. */
export function switchReply({ message }: ServiceMode, mode: 'information' | 'human' | 'off'): Reply {
  return say([message.trim(), SWITCH_TEXTS[mode]].filter((part) => part !== '').join('\n\n'), SWITCH_TEXTS.choices);
}
