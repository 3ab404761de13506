/** A card: a short answer that the team wrote, with the words of the law or of the ministry that show it to be true. */
import { z } from 'zod';
import type { Citation } from '../knowledge-base.ts';
import { appliesToSchema } from './applies-to.ts';

export const THEMES = [
  'cep', 'operateurs', 'fonction-publique', 'handicap', 'entretien-parcours', 'jeunes', 'independants', 'emploi',
  'csp', 'cpf', 'vae', 'bilan', 'ptp', 'demission', 'reconversion', 'creation', 'formation',
] as const;

/** Next steps that are not cards: what they show, and what pressing them says. */
export const SPECIAL_STEPS = {
  'quel-operateur': { label: 'Savoir qui contacter', say: 'Qui contacter pour le CEP ?' },
  'parler-a-quelqu-un': { label: 'Parler à une personne', say: 'Parler à une personne' },
  'emploi-pres-de-moi': { label: 'Voir les emplois près de moi', say: 'Voir les emplois près de moi' },
} as const;
export type SpecialStep = keyof typeof SPECIAL_STEPS;

const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'en minuscules et traits d’union');

export const cardSourceSchema = z.union([
  z.strictObject({ article: z.string().regex(/^[LRD]\d{4}(-\d+)*$/), locate: z.string().min(5) }),
  z.strictObject({ sheet: kebab, heading: z.string().optional(), locate: z.string().min(5) }),
]);

/** One step of an order that matters. `sources` are the card's own, by number from 1. */
export const stepSchema = z.strictObject({
  /** When it is done: « Encore en poste ». */
  when: z.string().min(3),
  do: z.string().min(10),
  /** What cannot be taken back once this is done, or missed. */
  irreversible: z.string().min(10).optional(),
  sources: z.array(z.number().int().positive()).min(1),
});

export const timelineSchema = z.strictObject({ lead: z.string().min(10), steps: z.array(stepSchema).min(2) });

export const cardSchema = z.strictObject({
  id: kebab,
  theme: z.enum(THEMES),
  title: z.string().min(5),
  /** The question as people type it, mistakes included. */
  questions: z.array(z.string().min(2)).min(3),
  answer: z.string().min(20),
  /** The same for a reader of twelve. */
  plain: z.string().min(10),
  /** The answer as steps, where a wrong order costs a right. */
  timeline: timelineSchema.optional(),
  /** For whom it holds, when it does not hold for everybody. */
  appliesTo: appliesToSchema.default({}),
  sources: z.array(cardSourceSchema).min(1),
  next: z.array(kebab).max(3),
  reviewed: z.iso.date(),
});

export type Timeline = z.infer<typeof timelineSchema>;
export type CardSource = z.infer<typeof cardSourceSchema>;
export type WrittenCard = z.infer<typeof cardSchema>;

/** A card whose sources have been found in the packages. */
export interface Card extends Omit<WrittenCard, 'sources'> {
  citations: Citation[];
  /** More ways in which people ask it, from `wordings/`. */
  wordings: string[];
  /** A text that it rests on has changed since its last review: until the next one, the texts themselves answer. */
  underReview?: boolean;
}

/** Every way in which the card is asked: its title, its own questions, and what else people type. */
export const waysToAsk = ({ title, questions, wordings }: Pick<Card, 'title' | 'questions' | 'wordings'>): string[] => [title, ...questions, ...wordings];
