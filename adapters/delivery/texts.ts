/** What a counsellor reads in an e-mail: `prompts/delivery.yaml`, checked when the product starts. */
import { z } from 'zod';
import { readPrompts } from '../../prompts/read-prompts.ts';

const words = z.string().min(1);

export const EMAIL_TEXTS = readPrompts(
  'delivery.yaml',
  z.strictObject({
    subjects: z.strictObject({ file: words, withdrawal: words, message: words }),
    speakers: z.strictObject({ person: words, bot: words, counsellor: words }),
    urgent: words, fileIntro: words, withdrawal: words, message: words, footer: words,
    about: words, lines: words, questions: words, transcript: words,
    operator: words, askedAt: words, urgency: words, urgencyHigh: words, consent: words, textVersion: words,
    notShared: words, deduced: words, open: words,
  }),
);
