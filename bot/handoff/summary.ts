/** The fiche de liaison: what the counsellor will read, line by line, drawn from what was said and nothing else. */
import { isQuestion } from '../dialogues/commands.ts';
import type { TranscriptEntry } from '../ports.ts';
import { smallTalkIn } from '../reading/small-talk.ts';
import { labelOf, valueText } from '../situation/labels.ts';
import { type Fact, isSensitive, type Situation, type Slot } from '../situation/situation.ts';
import type { AskedQuestion, Summary, SummaryLine } from './handoff.ts';
import { HANDOFF_LABELS } from './texts.ts';

/** Where each fact stands; the others describe the situation. */
const SECTION: Partial<Record<Slot, SummaryLine['section']>> = {
  projet: 'project', metierVise: 'project', contact: 'contact', disponibilite: 'contact', contrainte: 'needs', handicap: 'needs', sante: 'needs',
};
const QUESTIONS_AT_MOST = 20;
/** A request of fewer words is a greeting or a button. */
const REQUEST_WORDS = 4;
const REQUEST_LENGTH = 600;

export interface SummaryInput {
  situation: Situation;
  entries: TranscriptEntry[];
  /** « Apec. Les cadres sont reçus par l’Apec. » */
  operator: string;
  /** What the person has changed on an earlier version: kept. */
  previous: Summary | null;
}

/** Health facts are struck from the start, unless the person has agreed to keep them: sharing them is one press away. */
export function summarize({ situation, entries, operator, previous }: SummaryInput): Summary {
  const questions = questionsIn(entries);
  const kept = (id: string) => previous?.lines.find((line) => line.id === id);
  const isShared = (id: string, unlessChanged = true) => kept(id)?.shared ?? unlessChanged;
  const own = (id: keyof typeof HANDOFF_LABELS, section: SummaryLine['section'], value: string, origin: SummaryLine['origin']): SummaryLine => ({
    id, section, label: HANDOFF_LABELS[id], value, said: null, origin, shared: isShared(id),
  });
  const request = kept('demande')?.value ?? requestIn(entries);
  const coordinates = kept('coordonnees')?.value ?? null;
  const facts = (Object.entries(situation) as [Slot, Fact][]).map(([slot, fact]) => factLine(slot, fact, isShared(slot, !isSensitive(slot) || fact.confirmed)));
  return {
    lines: [
      ...(request === null ? [] : [own('demande', 'request', request, 'stated')]),
      ...facts,
      ...(coordinates === null ? [] : [own('coordonnees', 'contact', coordinates, 'stated')]),
      own('operateur', 'operator', operator, 'written-by-the-bot'),
      ...(questions.length === 0 ? [] : [own('questions', 'questions', questionCount(questions), 'written-by-the-bot')]),
      own('conversation', 'conversation', 'ce que nous nous sommes écrit', 'written-by-the-bot'),
    ],
    questions,
  };
}

/** A fact of the situation as a line of the fiche. */
export const factLine = (slot: Slot, { value, said, origin }: Fact, shared: boolean): SummaryLine => ({
  id: slot, section: SECTION[slot] ?? 'situation', label: labelOf(slot), value: valueText(slot, value), said, origin, shared,
});

/** The line of the person's own making, set or replaced. */
export function withLine(summary: Summary, id: 'demande' | 'coordonnees', value: string): Summary {
  const line: SummaryLine = { id, section: id === 'demande' ? 'request' : 'contact', label: HANDOFF_LABELS[id], value, said: null, origin: 'stated', shared: true };
  const others = summary.lines.filter((other) => other.id !== id);
  return { ...summary, lines: id === 'demande' ? [line, ...others] : [...others, line] };
}

/** The first message that tells or asks something, in the person's own words. */
function requestIn(entries: TranscriptEntry[]): string | null {
  const said = entries.filter(({ from, text }) => from === 'person' && text.trim().split(/\s+/).length >= REQUEST_WORDS && !ANSWERS.test(text.trim()) && !smallTalkIn(text) && !isButton(text, entries));
  // What is wished or asked says more than an age or a town told first.
  const wished = said.find(({ text }) => WISHES.test(text)) ?? said[0];
  return wished?.text.trim().slice(0, REQUEST_LENGTH) ?? null;
}

const WISHES = /\b(veux|veu|voudrais|voudrai|aimerais|souhaite|cherche|besoin|envie|aider|jveux|jveu|jvoudrais|projet|marre|en peux plus|reconver|changer)\b|\?/i;

/** The answer to a question of ours is no request. */
const ANSWERS = /^(oui|non|nan|ouais|ok)\b/i;

const isButton = (text: string, entries: TranscriptEntry[]) => entries.some(({ reply }) => reply?.choices.some((choice) => choice.say === text));

/** What was asked, with the sources that were shown for it; a question without any is still open. */
function questionsIn(entries: TranscriptEntry[]): AskedQuestion[] {
  return entries
    .filter(({ from }) => from === 'person')
    .flatMap((asked) => {
      const replies = entries.filter(({ inReplyTo }) => inReplyTo === asked.id).flatMap(({ reply }) => reply ?? []);
      const citations = replies.filter(({ card }) => card === undefined || card.kind === 'figures').flatMap((reply) => reply.citations);
      if (citations.length === 0 && !isQuestion(asked.text)) return [];
      const sources = citations.map(({ title, url, inForceSince, publishedOn }) => ({ title, url, date: inForceSince ?? publishedOn ?? null }));
      return [{ question: asked.text.slice(0, REQUEST_LENGTH), sources, answered: sources.length > 0 }];
    })
    .slice(-QUESTIONS_AT_MOST);
}

function questionCount(questions: AskedQuestion[]): string {
  const open = questions.filter(({ answered }) => !answered).length;
  const asked = questions.length === 1 ? 'une question' : `${questions.length} questions`;
  return open === 0 ? `${asked}, avec les sources montrées` : `${asked}, dont ${open} sans réponse`;
}
