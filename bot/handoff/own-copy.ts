/** The person's own copy of the fiche: the one that they agreed to or are reading, or one drawn up for them alone. */
import { fill } from '../dialogues/texts.ts';
import { parisDay } from '../paris-day.ts';
import type { TranscriptEntry } from '../ports.ts';
import { chooseOperator } from '../routing/choose-operator.ts';
import { valuesOf } from '../situation/situation.ts';
import type { ConversationState } from '../state.ts';
import { CONTACT_KINDS, type ContactKind } from '../../knowledge/operators/directory.ts';
import { contactSentence, inSentence, nameOf } from './contact.ts';
import { type Handoff, isUnderWay, type OperatorRef, type Summary, SUMMARY_SECTIONS } from './handoff.ts';
import { FICHE_TEXTS } from './fiche-texts.ts';
import { summarize } from './summary.ts';
import { momentFor, referenceOf } from './times.ts';

export interface OwnCopy extends Summary {
  /** Null where nothing was agreed to. */
  reference: string | null;
  /** ISO instant. */
  drawnAt: string;
  /** What has become of it, in one sentence. */
  status: string;
  operator: { name: string; contact: string } | null;
}

/** Null while the person has told and asked nothing. */
export function ownCopy(state: ConversationState, entries: TranscriptEntry[], now: Date): OwnCopy | null {
  const { handoff } = state;
  // One that was taken back or never sent is emptied: the person then gets a new one, for themselves.
  if (handoff !== null && handoff.summary.lines.length > 0 && handoff.closed?.reason !== 'declined') return copyOf(handoff, now);
  return drawnFor(state, entries, now);
}

function copyOf(handoff: Handoff, now: Date): OwnCopy {
  const { id, operator, operatorName, consents, summary } = handoff;
  const consent = consents.at(-1);
  const when = consent ? momentFor(operator, new Date(consent.at)) : {};
  const status = !consent ? 'offered' : handoff.state === 'sending' ? 'sending' : isUnderWay(handoff) ? 'shared' : 'over';
  return {
    lines: withoutConversation(summary.lines),
    questions: summary.questions,
    reference: consent ? referenceOf(id) : null,
    drawnAt: consent?.at ?? now.toISOString(),
    status: fill(FICHE_TEXTS.status[status], { ...when, operator: inSentence(operator) }),
    operator: { name: operatorName, contact: contactSentence(operator) },
  };
}

function drawnFor(state: ConversationState, entries: TranscriptEntry[], now: Date): OwnCopy | null {
  const values = valuesOf(state.situation);
  const choice = chooseOperator(values, parisDay(now));
  const operator: OperatorRef | null = isContact(choice.kind) ? { kind: choice.kind, region: values.lieu?.region ?? null, departement: values.lieu?.departement ?? null } : null;
  const name = operator && nameOf(operator);
  const { lines, questions } = summarize({ situation: state.situation, entries, operator: name === null ? '' : `${name}. ${choice.because}`.trim(), previous: null });
  // For the person alone nothing is kept back.
  const shown = withoutConversation(lines).filter(({ id }) => id !== 'operateur' || operator !== null).map((line) => ({ ...line, shared: true }));
  if (shown.every(({ id }) => id === 'operateur') && questions.length === 0) return null;
  return {
    lines: shown,
    questions,
    reference: null,
    drawnAt: now.toISOString(),
    status: state.handoff === null ? FICHE_TEXTS.status.mine : state.handoff.consents.length > 0 ? FICHE_TEXTS.status.ended : FICHE_TEXTS.status.mine,
    operator: operator && name !== null ? { name, contact: contactSentence(operator) } : null,
  };
}

/** The conversation itself is on the page of the conversation; the questions stand below with their sources. */
const withoutConversation = (lines: Summary['lines']): Summary['lines'] => lines.filter(({ id }) => id !== 'conversation' && id !== 'questions');

const isContact = (kind: string | null): kind is ContactKind => (CONTACT_KINDS as readonly string[]).includes(kind ?? '');

export interface OwnSection {
  title: string;
  rows: { label: string; value: string; note: string }[];
}

/** The lines as they are read, section by section: page and PDF show the same. */
export function ownSections({ lines }: OwnCopy): OwnSection[] {
  return SUMMARY_SECTIONS.flatMap((section) => {
    const rows = lines.filter((line) => line.section === section).map(({ label, value, said, origin, shared }) => ({ label, value: value ?? FICHE_TEXTS.keptBack, note: noteOf(value, said, origin, shared) }));
    return section === 'conversation' || section === 'questions' || rows.length === 0 ? [] : [{ title: FICHE_TEXTS.sections[section], rows }];
  });
}

function noteOf(value: string | null, said: string | null, origin: string, shared: boolean): string {
  if (value === null) return '';
  const words = said === null || said === value ? '' : fill(FICHE_TEXTS.said, { said });
  return [words, origin === 'deduced' ? FICHE_TEXTS.deduced : '', shared ? '' : FICHE_TEXTS.keptBack].filter(Boolean).join(', ');
}
