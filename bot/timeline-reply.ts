/** Steps in their order as a reply: a card for the channels that show one, numbered lines for the others. */
import type { Answered } from '../knowledge/knowledge-base.ts';
import { fill, TEXTS } from './dialogues/texts.ts';
import { createMarks } from './marks.ts';
import type { Choice, Reply } from './reply.ts';

type Timeline = NonNullable<Answered['timeline']>;

/** The whole order. `before` is said first: for whom it is, what the clock says. */
export function timelineReply({ title, lead, steps }: Timeline, choices: Choice[] = [], before: string[] = []): Reply {
  const marks = createMarks();
  const shown = steps.map(({ when, text, irreversible, citations }) => ({ when, text: `${text} ${marks.of(citations)}`, irreversible }));
  const intro = [...before, lead.text].join('\n\n');
  const lines = shown.map(({ when, text, irreversible }, index) => `${index + 1}. ${when} : ${text}${irreversible === null ? '' : `\n${fill(TEXTS.irreversible, { what: irreversible })}`}`);
  return { text: [intro, lines.join('\n')].join('\n\n'), citations: marks.citations, choices, card: { kind: 'steps', intro, title, steps: shown } };
}

/** Said once in full, an order is recalled by its first step, with a button that shows it again. */
export function timelineReminder({ title, steps }: Timeline): Reply {
  const marks = createMarks();
  const first = steps.slice(0, 1).map(({ text, citations }) => `${fill(TEXTS.orderReminder, { step: text })} ${marks.of(citations)}`);
  return { text: first.join(''), citations: marks.citations, choices: [{ label: TEXTS.orderAgain, say: title }] };
}
