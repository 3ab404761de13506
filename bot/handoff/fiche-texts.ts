/** What stands on the person's own copy of the fiche: `prompts/fiche.yaml`, checked when the bot starts. */
import { z } from 'zod';
import { readPrompts } from '../../prompts/read-prompts.ts';

const words = z.string().min(1);

export const FICHE_TEXTS = readPrompts(
  'fiche.yaml',
  z.strictObject({
    title: words, intro: words, drawn: words, reference: words,
    status: z.strictObject({ mine: words, offered: words, sending: words, shared: words, over: words, ended: words }),
    sections: z.strictObject({ request: words, situation: words, project: words, contact: words, needs: words, operator: words, questions: words }),
    keptBack: words, deduced: words, said: words, open: words, sources: words, contact: words,
    pdf: words, json: words, back: words, about: words,
  }),
);
