/** The words of the operator's pages: `prompts/about.yaml`, checked when the product starts. */
import { z } from 'zod';
import { readPrompts } from '../../../prompts/read-prompts.ts';

/** The pages, by their address. */
export const ABOUT_PAGES = ['comment-ca-marche', 'confidentialite', 'accessibilite', 'mentions-legales'] as const;
export type AboutPageName = (typeof ABOUT_PAGES)[number];

/** What a section may depend on. */
export const CONDITIONS = ['model', 'no-model', 'embeddings', 'teams', 'audit', 'no-audit'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** What code can write under a section; each has its function in `draw.ts`. */
export const DRAWN = [
  'human', 'officer', 'receivers', 'processors', 'retention', 'staffRetention', 'plans', 'tested', 'untested',
  'notAccessible', 'disproportionate', 'accessibilityContact', 'publisher', 'host', 'securityContacts',
] as const;
export type Drawn = (typeof DRAWN)[number];

const text = z.string().trim().min(1);
const texts = <const Names extends readonly string[]>(...names: Names) => z.strictObject(Object.fromEntries(names.map((name) => [name, text])) as Record<Names[number], typeof text>);
const link = z.strictObject({ label: text, to: z.string().startsWith('/') });
const section = z
  .strictObject({ title: text, text: text.optional(), when: z.enum(CONDITIONS).optional(), draw: z.enum(DRAWN).optional(), links: z.array(link).optional(), under: z.literal(true).optional() })
  .refine(({ text, draw, links }) => text !== undefined || draw !== undefined || links !== undefined, 'une section a un texte, un dessin ou des liens');
export type AboutSection = z.infer<typeof section>;

export const ABOUT = readPrompts(
  'about.yaml',
  z.strictObject({
    missing: text,
    nav: texts('label', ...ABOUT_PAGES, 'mentions'),
    pages: z.record(z.enum(ABOUT_PAGES), z.strictObject({ title: text, intro: text, sections: z.array(section).min(1) })),
    labels: texts('legalName', 'legalForm', 'registration', 'address', 'phone', 'email', 'site', 'publicationDirector', 'hostName', 'country', 'officer', 'task'),
    human: texts('label', 'say'),
    ways: texts('desk', 'email', 'webhook', 'bot-framework'),
    noReceiver: text, hostTask: text, modelTask: text, embeddingsTask: text, contractCountry: text, teamsProcessor: texts('name', 'task'),
    staff: z.array(text),
    kept: z.record(z.string(), z.strictObject({ what: text.optional(), end: text })),
    keptFor: text,
    tested: z.array(texts('what', 'test')).min(1), untested: z.array(text).min(1),
    noneKnown: text, noneClaimed: text, plans: texts('multiYear', 'year', 'none'),
  }),
);
