/**
 * An operator's own documents: Markdown, HTML, PDF or DOCX, each with its papers.
 * Markdown and HTML begin with them between two lines `---`; for PDF and DOCX they lie beside, in `name.pdf.yaml`.
 * A document that cannot be read, or has no papers, is left out with one line that says why; the others are read.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { SourceInUse } from '../knowledge-base.ts';
import type { Passage } from '../passage.ts';
import { articlesNamedIn } from './article-numbers.ts';
import { visibleHtml, withoutOrders } from './for-people.ts';
import { splitText } from './split-text.ts';
import { type HtmlSection, markdownToHtml, sectionsOfHtml } from './sections-of-html.ts';

const day = z.union([z.iso.date(), z.date().transform((date) => date.toISOString().slice(0, 10))]);

export const papersSchema = z.strictObject({
  title: z.string().min(3),
  publisher: z.string().min(2),
  /** Day on which the publisher dated it. */
  date: day,
  validFrom: day.optional(),
  /** First day on which it no longer holds. */
  validUntil: day.optional(),
  /** `historic` may only say what has changed. Without it, the day of the document decides. */
  authority: z.enum(['operator', 'historic']).optional(),
  url: z.url().default('https://mon-cep.org'),
  licence: z.string().default('Document de l’opérateur'),
});
type Papers = z.infer<typeof papersSchema>;

/** The rules of this field change every year or two: what is older says what was, unless the operator writes that it still holds. */
const CURRENT_YEARS = 3;

const authorityOf = ({ authority, date }: Papers, today: Date): 'operator' | 'historic' =>
  authority ?? (new Date(date).setUTCFullYear(Number(date.slice(0, 4)) + CURRENT_YEARS) < today.getTime() ? 'historic' : 'operator');

export interface OperatorDocuments {
  passages: Passage[];
  sources: SourceInUse[];
  /** One French line for each document left out, with how to repair it. */
  problems: string[];
}

const READERS: Record<string, (file: string) => Promise<{ papers: unknown; html: string }>> = {
  '.md': async (file) => withFrontMatter(readFileSync(file, 'utf8'), markdownToHtml),
  '.html': async (file) => withFrontMatter(readFileSync(file, 'utf8'), (html) => html),
  '.pdf': async (file) => ({ papers: papersBeside(file), html: await htmlOfPdf(file) }),
  '.docx': async (file) => ({ papers: papersBeside(file), html: await htmlOfDocx(file) }),
};

/** Reads every document of the folder, sub-folders included. `today` tells which are too old to be current. */
export async function readOperatorDocuments(folder: string, today = new Date()): Promise<OperatorDocuments> {
  const found: OperatorDocuments = { passages: [], sources: [], problems: [] };
  if (!existsSync(folder)) {
    found.problems.push(`Le dossier ${folder} n'existe pas : créez-le, ou videz OPERATOR_DOCUMENTS_DIR.`);
    return found;
  }
  for (const name of globSync('**/*', { cwd: folder }).sort()) {
    const read = READERS[extname(name).toLowerCase()];
    if (!read) continue;
    try {
      const { papers, html } = await read(join(folder, name));
      const checked = papersSchema.safeParse(papers);
      if (!checked.success) {
        const reasons = checked.error.issues.map((issue) => `${issue.path.join('.') || 'en-tête'} : ${issue.message}`).join(' ; ');
        found.problems.push(`${name} est laissé de côté : ses renseignements sont incomplets (${reasons}). Donnez title, publisher et date (voir CONTRIBUTING.md).`);
        continue;
      }
      const { sections, orders } = sectionsForPeople(html);
      for (const order of orders) found.problems.push(`${name} : « ${shortened(order)} » s'adresse à un robot et non aux personnes ; la phrase et la suite de son paragraphe sont laissées de côté. Vérifiez qui a écrit dans ce document, puis retirez-la.`);
      const authority = authorityOf(checked.data, today);
      if (authority === 'historic' && checked.data.authority === undefined) {
        found.problems.push(`${name} est daté du ${checked.data.date} : il ne dira que ce qui a changé. S'il vaut encore, ajoutez « authority: operator » à ses renseignements.`);
      }
      const passages = toPassages(name, { ...checked.data, authority }, sections);
      if (passages.length === 0) found.problems.push(`${name} est laissé de côté : aucun texte n'y a été trouvé. S'il est scanné, donnez une version avec du texte.`);
      found.passages.push(...passages);
      if (passages.length > 0) found.sources.push(toSource(name, checked.data, passages.length));
    } catch (error) {
      const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      found.problems.push(`${name} ne peut pas être lu (${reason}). Ouvrez-le pour vérifier qu'il n'est pas abîmé, ou retirez-le du dossier.`);
    }
  }
  return found;
}

function withFrontMatter(text: string, toHtml: (body: string) => string): { papers: unknown; html: string } {
  const match = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---\r?\n?/.exec(text);
  if (!match) return { papers: {}, html: '' };
  return { papers: parse(match[1] ?? ''), html: toHtml(text.slice(match[0].length)) };
}

function papersBeside(file: string): unknown {
  const beside = `${file}.yaml`;
  if (!existsSync(beside)) throw new Error(`il manque ${basename(beside)} avec title, publisher et date`);
  return parse(readFileSync(beside, 'utf8'));
}

async function htmlOfPdf(file: string): Promise<string> {
  // Loaded when a PDF is there: it weighs more than all the rest of the reading.
  const { extractText, getDocumentProxy } = await import('unpdf');
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(readFileSync(file)), { verbosity: 0 }), { mergePages: false });
  return text.map((page) => `<p>${escaped(page).replace(/\n+/g, '<br>')}</p>`).join('');
}

async function htmlOfDocx(file: string): Promise<string> {
  const { default: mammoth } = await import('mammoth');
  return (await mammoth.convertToHtml({ path: file })).value;
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** The sections that readers see, without what speaks to machines. */
function sectionsForPeople(html: string): { sections: HtmlSection[]; orders: string[] } {
  const read = sectionsOfHtml(visibleHtml(html)).map(({ heading, text }) => ({ heading, ...withoutOrders(text) }));
  return { sections: read.filter(({ text }) => text !== ''), orders: read.flatMap(({ orders }) => orders) };
}

const shortened = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

function toPassages(name: string, papers: Papers & { authority: 'operator' | 'historic' }, sections: readonly HtmlSection[]): Passage[] {
  const document = `operateur:${name}`;
  return sections
    .flatMap(({ heading, text }) => splitText(text).map((piece) => ({ heading, piece })))
    .map(({ heading, piece }, index) => ({
      id: `${document}#${index + 1}`,
      document,
      source: document,
      authority: papers.authority,
      title: papers.title,
      heading,
      path: [papers.publisher, papers.title],
      text: piece,
      article: null,
      publisher: papers.publisher,
      url: papers.url,
      inForceSince: papers.validFrom ?? null,
      validUntil: papers.validUntil ?? null,
      publishedOn: papers.date,
      packageVersion: name,
      note: null,
      citesArticles: articlesNamedIn(piece),
    }));
}

const toSource = (name: string, { title, publisher, licence }: Papers, passages: number): SourceInUse => ({
  id: `operateur:${name}`,
  title,
  publisher,
  licence,
  packageVersion: name,
  passages,
});
