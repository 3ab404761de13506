/** Choices as numbered lines, where a channel has no buttons for them, and the number that comes back as the words of its choice. */
import type { TranscriptEntry } from '../../bot/ports.ts';
import type { Choice, Reply } from '../../bot/reply.ts';
import type { Channel } from './channels.ts';

/** How far the clock of a channel may be behind ours, in milliseconds: no number is read before its choices were. */
const CLOCKS_APART_MS = 10_000;

/** The choices that say something, as far as no button can show them; all of them or none, so that people need not look twice. */
export function numberedChoices({ choices }: Pick<Reply, 'choices'>, { buttons }: Pick<Channel, 'buttons'>): Choice[] {
  const spoken = choices.filter(({ url }) => url === undefined);
  if (buttons === null) return spoken;
  const isTooMuch = spoken.length > buttons.atMost || spoken.some(({ label }) => buttons.letters !== null && label.length > buttons.letters);
  return isTooMuch ? spoken : [];
}

/** « 2 », « 2. », « (2) », « le 2 », « n° 2 », « choix 2 », « 2️⃣ » : the number; null when it is anything else. */
export function numberIn(text: string): number | null {
  const found = /^[\s(«"]*(?:(?:le|la|num[ée]ro|num|n[°º]|choix|r[ée]ponse|option)\s*)?(\d{1,2})\uFE0F?\u20E3?[\s).!»"]*$/iu.exec(text);
  return found === null ? null : Number(found[1]);
}

/**
 * The words of the choice that a number means, among those of the last reply that the person had seen at `sentAt` (now, where the
 * channel does not say); any other text as it is. The transcript knows the choices: a restart changes nothing.
 */
export async function wordsFor(text: string, channel: Channel, transcript: () => Promise<TranscriptEntry[]>, sentAt: Date | null = null): Promise<string> {
  const number = numberIn(text);
  if (number === null) return text;
  const seenUntil = sentAt === null ? Infinity : sentAt.getTime() + CLOCKS_APART_MS;
  const last = lastReply((await transcript()).filter(({ at }) => Date.parse(at) <= seenUntil));
  return (last === null ? undefined : numberedChoices(last, channel)[number - 1]?.say) ?? text;
}

/** What was said last; of several replies to one message, the one that lets people choose. */
function lastReply(transcript: TranscriptEntry[]): Reply | null {
  const last = transcript.findLast(({ reply }) => reply !== null);
  if (last === undefined) return null;
  const together = transcript.filter(({ reply, inReplyTo }) => reply !== null && inReplyTo !== null && inReplyTo === last.inReplyTo);
  return last.reply!.choices.length > 0 ? last.reply : (together.findLast(({ reply }) => reply!.choices.length > 0)?.reply ?? last.reply);
}
