/**
 * More ways in which people ask what a card answers, beside the few that the card itself holds.
 * They only help to find the card: nothing of them is shown, so that they need no source and no review.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { plain } from '../index/french.ts';
import type { WrittenCard } from './card.ts';
import type { CardProblem } from './read-cards.ts';

export const WORDINGS_DIRECTORY = new URL('wordings/', import.meta.url).pathname;

const wordingsSchema = z.record(z.string(), z.array(z.string().min(3)).min(1));

const comparable = (text: string): string => plain(text).replace(/[^a-z0-9]+/g, ' ').trim();

/** Card -> wordings. A wording of two cards would choose between them by chance: it is a problem, and so is an unknown card. */
export function readWordings(cards: readonly WrittenCard[], directory: string | null = WORDINGS_DIRECTORY): { wordings: Map<string, string[]>; problems: CardProblem[] } {
  const owner = new Map(cards.flatMap((card) => [card.title, ...card.questions].map((wording) => [comparable(wording), card.id] as const)));
  const ids = new Set(cards.map(({ id }) => id));
  const wordings = new Map<string, string[]>();
  const problems: CardProblem[] = [];
  for (const file of directory === null ? [] : globSync('**/*.yaml', { cwd: directory }).sort()) {
    const checked = wordingsSchema.safeParse(parse(readFileSync(join(directory as string, file), 'utf8')));
    if (!checked.success) {
      problems.push({ file, card: '?', problem: z.prettifyError(checked.error).replace(/\s*\n\s*/g, ' ') });
      continue;
    }
    for (const [card, own] of Object.entries(checked.data)) {
      if (!ids.has(card)) problems.push({ file, card, problem: "cette carte n'existe pas : corrigez son nom, ou retirez la ligne" });
      for (const wording of own) {
        const other = owner.get(comparable(wording));
        // The same words twice weigh no more than once.
        if (other === undefined) wordings.set(card, [...(wordings.get(card) ?? []), wording]);
        else if (other !== card) problems.push({ file, card, problem: `« ${wording} » est déjà une façon de demander la carte « ${other} » : laissez-la à une seule` });
        owner.set(comparable(wording), card);
      }
    }
  }
  return { wordings, problems };
}
