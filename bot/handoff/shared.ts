/** What others may see of a hand-off: the agreed lines, and the conversation without what the person struck out. */
import type { TranscriptEntry } from '../ports.ts';
import { plain } from '../reading/phrases.ts';
import type { Consent, Handoff, SummaryLine } from './handoff.ts';
import { HANDOFF_TEXTS } from './texts.ts';

/** Facts that the choice of the operator may rest on: when one is struck, the reason would give it away. */
const DECISIVE = new Set(['statut', 'activite', 'contrat', 'cadre', 'versant', 'agentContrat', 'inscrit', 'age', 'trancheAge', 'projet', 'rupture', 'rsa', 'frontalier', 'cas', 'handicap', 'sante']);
const SHORTEST_WORD = 2;

/** The summary as it may leave, from this instant on: struck lines are emptied, and their words remembered to be withheld. */
export function agreedTo(handoff: Handoff, consent: Consent, lastPosition: number): Handoff {
  const struck = handoff.summary.lines.filter(({ shared }) => !shared);
  const isStruck = (id: string) => struck.some((line) => line.id === id);
  const lines = shownLines(handoff).map((line) => (line.shared ? line : { ...line, value: null, said: null }));
  return {
    ...handoff,
    summary: { lines, questions: isStruck('questions') ? [] : handoff.summary.questions.map((asked) => ({ ...asked, question: withhold(asked.question, wordsOf(struck)) })) },
    consents: [...handoff.consents, consent],
    withheld: [...new Set([...handoff.withheld, ...wordsOf(struck)])],
    sharedFrom: isStruck('conversation') ? lastPosition + 1 : handoff.sharedFrom,
  };
}

/** The lines as they would leave: neither the request, nor the reason for the operator, nor the words behind another line tell what a line keeps back. */
export function shownLines({ summary: { lines }, operatorName }: Pick<Handoff, 'summary' | 'operatorName'>): SummaryLine[] {
  const struck = lines.filter(({ shared }) => !shared);
  const words = wordsOf(struck);
  const hidesReason = struck.some(({ id }) => DECISIVE.has(id));
  return lines.map((line) => {
    if (!line.shared) return line;
    if (line.id === 'operateur' && hidesReason) return { ...line, value: operatorName };
    const said = line.said === null ? null : withhold(line.said, words);
    return { ...line, said, value: line.id === 'demande' && line.value !== null ? withhold(line.value, words) : line.value };
  });
}

/** The words that would give a line away. */
export const hiddenWords = (line: SummaryLine): string[] => wordsOf([line]);

function wordsOf(struck: SummaryLine[]): string[] {
  const facts = struck.filter(({ section }) => section !== 'questions' && section !== 'conversation' && section !== 'operator');
  return facts.flatMap(({ said, value, label }) => [said, value === 'Oui' || value === 'Non' ? label : value]).filter((word): word is string => word !== null && word.length >= SHORTEST_WORD);
}

/** « J'ai 34 ans » with « 34 ans » withheld gives « J'ai [non partagé] », whatever the accents and capitals. */
export function withhold(text: string, words: string[]): string {
  return words
    .toSorted((one, other) => other.length - one.length)
    .reduce((rest, word) => rest.replace(loosely(word), `[${HANDOFF_TEXTS.notShared}]`), text);
}

const LETTERS: Record<string, string> = { a: 'aàâä', c: 'cç', e: 'eéèêë', i: 'iîï', o: 'oôö', u: 'uùûü', y: 'yÿ' };

/** Finds the words however they are written; « Rennes (35) » is found as « Rennes » too. */
function loosely(word: string): RegExp {
  const bare = plain(word.replace(/\(.*\)/, ''));
  const letters = [...bare].map((letter) => (letter === ' ' ? '[^\\p{L}\\p{N}]{1,3}' : LETTERS[letter] ? `[${LETTERS[letter]}]` : letter));
  return new RegExp(`(?<![\\p{L}\\p{N}])${letters.join('')}s?(?![\\p{L}\\p{N}])`, 'giu');
}

/** The lines of the conversation that a counsellor may read, without cards, which tell the facts again. */
export function sharedTranscript(handoff: Handoff, entries: TranscriptEntry[]): TranscriptEntry[] {
  return entries.filter(({ position }) => position >= handoff.sharedFrom).map((entry) => sharedEntry(handoff, entry));
}

export function sharedEntry({ withheld }: Handoff, entry: TranscriptEntry): TranscriptEntry {
  const text = withhold(entry.text, withheld);
  const reply = entry.reply && { text, citations: entry.reply.citations, choices: [], ...(entry.reply.counsellor === undefined ? {} : { counsellor: entry.reply.counsellor }) };
  return { ...entry, text, reply, clientData: null };
}

/** The file as it leaves for another system: see docs/delivery for its schema. */
export function outgoingFile(handoff: Handoff, entries: TranscriptEntry[]) {
  const { id, operator, operatorName, urgency, summary, consents, queuedAt } = handoff;
  const consent = consents.at(-1);
  return {
    version: 1,
    id,
    operator: { ...operator, name: operatorName },
    urgency,
    askedAt: queuedAt,
    consent: consent ? { at: consent.at, textVersion: consent.textVersion, lines: consent.lines } : null,
    lines: summary.lines.map(({ id: line, section, label, value, said, origin, shared }) => ({ id: line, section, label, value: shared ? value : null, said: shared ? said : null, origin, shared })),
    questions: summary.questions,
    transcript: sharedTranscript(handoff, entries).map(({ at, from, text, reply }) => ({ at, from, text, sources: (reply?.citations ?? []).map(({ title, url }) => ({ title, url })) })),
  };
}
export type OutgoingFile = ReturnType<typeof outgoingFile>;

/** A file is read while somebody may come or is there, and after a counsellor has ended it; what the person took back, or never agreed to, by nobody. */
export function isShownToDesk({ state, closed }: Pick<Handoff, 'state' | 'closed'>): boolean {
  if (state === 'offered') return false;
  return state !== 'closed' || closed?.reason === 'done' || closed?.reason === 'given-back';
}

/** What a person tells the bot after the counsellor has left is between them: the file ends where the hand-off did. */
export function untilClosed({ closed }: Handoff, entries: TranscriptEntry[]): TranscriptEntry[] {
  if (closed === null) return entries;
  const after = entries.findIndex(({ from, at }) => from === 'person' && at > closed.at);
  return after < 0 ? entries : entries.slice(0, after);
}
