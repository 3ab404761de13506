/** What a model may propose, and the sentence by which the person says it themselves. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ModelOutput } from '../../prompts/model/model-prompts.ts';
import { plain } from '../reading/phrases.ts';
import type { Situation, Slot } from './situation.ts';

const PROPOSABLE = ['statut', 'contrat', 'cadre', 'projet', 'rupture'] as const satisfies readonly Slot[];
export const PROPOSED = z
  .record(z.enum(PROPOSABLE), z.record(z.string(), z.string()))
  .parse(parse(readFileSync(new URL('proposed.yaml', import.meta.url), 'utf8')));

/** The closed lists, as they are given to the model. */
export const proposableValues = (): Record<string, string[]> => Object.fromEntries(Object.entries(PROPOSED).map(([slot, sentences]) => [slot, Object.keys(sentences)]));

/** Fewer letters are in any message. */
const SHORTEST_WORDS = 4;

export interface Proposal {
  /** The person's own words. */
  said: string;
  sentence: string;
}

/** The proposals that may be shown: a value of the lists, words that stand in the message, nothing that is known already. */
export function checkedProposals({ facts }: ModelOutput<'propose-situation'>, message: string, situation: Situation): Proposal[] {
  const proposals = facts.flatMap(({ slot, value, said }) => {
    const known = slot in PROPOSED ? (slot as keyof typeof PROPOSED) : null;
    const sentence = known === null || situation[known] !== undefined || !Object.hasOwn(PROPOSED[known], value) ? undefined : PROPOSED[known][value];
    const words = said.trim();
    return sentence === undefined || words.length < SHORTEST_WORDS || !message.includes(words) || plain(message) === plain(sentence) ? [] : [{ slot, said: words, sentence }];
  });
  return proposals.filter(({ slot }, at) => proposals.findIndex((other) => other.slot === slot) === at).map(({ said, sentence }) => ({ said, sentence }));
}
