/** Conversations as a counsellor reads them: « personne : … », then what the bot must say, show and end with. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { OUTCOMES } from '../../bot/outcomes.ts';

/** Words, where a colleague may write a bare number. */
const wordsSchema = z.array(z.union([z.string(), z.number().transform(String)]));

const personSchema = z.strictObject({ personne: z.string() });
const botSchema = z.strictObject({
  /** Words that must be said, in any order; « a|b » is a or b. */
  bot: wordsSchema,
  /** Words that must not be said. */
  jamais: wordsSchema.default([]),
  /** Articles and sheets, one of which must be shown as a source. */
  source: z.array(z.string()).default([]),
  /** Labels that must stand among the buttons. */
  boutons: z.array(z.string()).default([]),
  /** The outcome of the turn (bot/outcomes.yaml). */
  fin: z.enum(OUTCOMES).optional(),
});
const conversationSchema = z.array(z.union([personSchema, botSchema])).min(2);

export type BotLine = z.output<typeof botSchema>;
export interface ConversationTurn {
  person: string;
  bot: BotLine;
}
export interface Conversation {
  /** « suites / et pour un interimaire ». */
  title: string;
  turns: ConversationTurn[];
}

function turnsOf(lines: z.output<typeof conversationSchema>, file: string): ConversationTurn[] {
  const turns: ConversationTurn[] = [];
  for (let index = 0; index < lines.length; index += 2) {
    const [person, bot] = [lines[index], lines[index + 1]];
    if (!person || !('personne' in person) || !bot || !('bot' in bot)) throw new Error(`${file}: each « personne » line is followed by one « bot » line.`);
    turns.push({ person: person.personne, bot });
  }
  return turns;
}

/** Every conversation of the folder, in the order of their names. */
export function readConversations(folder: string): Conversation[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml')).sort();
  return files.map((file) => {
    const result = conversationSchema.safeParse(parse(readFileSync(join(folder, file), 'utf8')));
    if (!result.success) throw new Error(`${file}: ${z.prettifyError(result.error)}`);
    return { title: file.replace('.yaml', '').replace('/', ' / ').replaceAll('-', ' '), turns: turnsOf(result.data, file) };
  });
}
