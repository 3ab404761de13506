/** The fiche as the person reads it before it leaves, with what can be done about each line. */
import { fill } from '../dialogues/texts.ts';
import type { Choice, HandoffCard, Reply } from '../reply.ts';
import { mineOf } from '../situation/labels.ts';
import { SLOTS, type Slot } from '../situation/situation.ts';
import { operatorWords } from './contact.ts';
import type { Handoff, SummaryLine } from './handoff.ts';
import { shownLines } from './shared.ts';
import { HANDOFF_CHOICES, HANDOFF_TEXTS } from './texts.ts';

export function offerReply({ summary, operatorName, operator }: Handoff, opening: string[]): Reply {
  const has = (id: string) => summary.lines.some((line) => line.id === id);
  const lines = shownLines({ summary, operatorName }).map(cardLine);
  const intro = [...opening, fill(HANDOFF_TEXTS.offer, operatorWords(operator)), ...(has('demande') ? [] : [HANDOFF_TEXTS.emptyRequest])].join('\n\n');
  const ask = fill(HANDOFF_TEXTS.consentAsk, operatorWords(operator));
  const written = lines.map(({ label, value, said, shared }, index) => `${index + 1}. ${label} : ${shared ? value : `(${HANDOFF_TEXTS.notShared})`}${said !== null && shared ? ` (« ${said} »)` : ''}`);
  return {
    text: [intro, written.join('\n'), HANDOFF_TEXTS.numbers, ask].join('\n\n'),
    citations: [],
    choices: [HANDOFF_CHOICES.agree, HANDOFF_CHOICES.decline, ...(has('coordonnees') ? [] : [HANDOFF_CHOICES.coordinates]), ...(has('demande') ? [] : [HANDOFF_CHOICES.request])] as Choice[],
    card: { kind: 'handoff', intro, ask, operator: operatorName, lines },
  };
}

function cardLine({ id, label, value, said, shared }: SummaryLine, index: number): HandoffCard['lines'][number] {
  const toggle = shared ? { label: 'Retirer', say: `Retirer la ligne ${index + 1}` } : { label: 'Remettre', say: `Remettre la ligne ${index + 1}` };
  return { label, value: value ?? '', said, shared, toggle, correct: correction(id) };
}

function correction(id: string): Choice | null {
  if (id === 'demande') return { label: 'Corriger', say: 'Modifier ma demande' };
  if (id === 'coordonnees') return { label: 'Corriger', say: HANDOFF_CHOICES.coordinates.say };
  return SLOTS.includes(id as Slot) ? { label: 'Corriger', say: `Corriger ${mineOf(id as Slot)}` } : null;
}
