/** A reply as words alone: links written out, sources with their dates, choices as numbered lines. */
import { z } from 'zod';
import type { TranscriptEntry } from '../../bot/ports.ts';
import type { Choice, Reply } from '../../bot/reply.ts';
import type { Citation } from '../../knowledge/knowledge-base.ts';
import type { IsoDate } from '../../knowledge/passage.ts';
import { readPrompts } from '../../prompts/read-prompts.ts';
import type { Channel } from './channels.ts';
import { dated } from './dated.ts';
import { numberedChoices } from './numbered.ts';

const TEXTS = readPrompts('channels.yaml', z.strictObject({ numbers: z.string(), oneNumber: z.string(), sources: z.string(), machine: z.string() }));

/** What a channel without formatting shows of the reply on that day; the words of a card are in the text already. */
export function plainReply(reply: Reply, channel: Channel, today: IsoDate): string {
  const { text, citations, choices, counsellor } = reply;
  const said = counsellor === undefined ? text : `${counsellor} : ${text}`;
  return [said, choices.flatMap(writtenLink).join('\n'), writtenSources(citations, today), numberedLines(numberedChoices(reply, channel))].filter((part) => part !== '').join('\n\n');
}

/** The same of a line of the transcript. Where nobody was welcomed, the first reply says that a machine is speaking. */
export function plainEntry({ position, inReplyTo, reply, text }: TranscriptEntry, channel: Channel, today: IsoDate): string {
  if (reply === null) return text;
  const isFirst = position === 2 && inReplyTo !== null && reply.counsellor === undefined;
  return `${isFirst ? `${TEXTS.machine}\n\n` : ''}${plainReply(reply, channel, today)}`;
}

function writtenLink({ label, url }: Choice): string[] {
  if (url === undefined) return [];
  // « Appeler le 3114 » says its number already.
  if (url.startsWith('tel:')) return [label.replace(/\D/g, '').includes(url.replace(/\D/g, '')) ? label : `${label} : ${url.slice('tel:'.length)}`];
  return [`${label} : ${url}`];
}

const writtenSources = (citations: Citation[], today: IsoDate): string =>
  citations.length === 0 ? '' : [TEXTS.sources, ...citations.map((citation, index) => `[${index + 1}] ${citation.title}, ${dated(citation, today)} : ${citation.url}`)].join('\n');

export function numberedLines(choices: Choice[]): string {
  if (choices.length === 0) return '';
  const lead = choices.length === 1 ? TEXTS.oneNumber.replace('{number}', '1') : TEXTS.numbers;
  return [lead, ...choices.map(({ label }, index) => `${index + 1}. ${label}`)].join('\n');
}
