/**
 * The person's own copy as a PDF that a screen reader can read: tagged, titled, in French, with letters of its own.
 * pdfkit is loaded with the first PDF and not at the start: few conversations end in one.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fill } from '../../../bot/dialogues/texts.ts';
import { FICHE_TEXTS as TEXTS } from '../../../bot/handoff/fiche-texts.ts';
import { type OwnCopy, ownSections } from '../../../bot/handoff/own-copy.ts';
import { safeUrl } from '../../page/links.ts';
import { ficheHead, sourceLabel } from '../pages/fiche-page.ts';
import { writable } from './writable.ts';

const MARGIN = 56;
const SIZES = { h1: 22, h2: 15, text: 11.5, note: 10 } as const;
const INK = '#1b2a2d';
const SOFT = '#4c5d60';
const LINK = '#0e5257';

let letters: { regular: Buffer; bold: Buffer } | undefined;

function readLetters() {
  const { resolve } = createRequire(import.meta.url);
  const read = (weight: number) => readFileSync(resolve(`@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-${weight}-normal.woff`));
  return (letters ??= { regular: read(400), bold: read(700) });
}

type Kit = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

/** The whole file. What the letters cannot draw is shown as « ? »; page and JSON have it as it was written. */
export async function fichePdf(copy: OwnCopy): Promise<Buffer> {
  const { default: PdfDocument } = await import('pdfkit');
  const { regular, bold } = readLetters();
  const kit = new PdfDocument({
    size: 'A4', margin: MARGIN, pdfVersion: '1.7', tagged: true, lang: 'fr-FR', displayTitle: true, subset: 'PDF/UA', font: '',
    info: { Title: TEXTS.title, Author: 'Accueil CEP', Subject: TEXTS.intro, CreationDate: new Date(copy.drawnAt) },
      // @types/pdfkit does not know this subset yet.
  } as unknown as PDFKit.PDFDocumentOptions);
  kit.registerFont('regular', regular).registerFont('bold', bold).font('regular').fontSize(SIZES.text);
  const whole = collected(kit);
  const root = kit.struct('Document');
  kit.addStructure(root);
  writeFiche(kit, root, copy);
  root.end();
  kit.end();
  return whole;
}

function collected(kit: Kit): Promise<Buffer> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    kit.on('data', (part: Buffer) => parts.push(part));
    kit.on('end', () => resolve(Buffer.concat(parts)));
    kit.on('error', reject);
  });
}

function writeFiche(kit: Kit, root: Element, copy: OwnCopy): void {
  heading(kit, root, 'H1', TEXTS.title);
  for (const line of [TEXTS.intro, ...ficheHead(copy)]) paragraph(kit, root, line);
  for (const { title, rows } of ownSections(copy)) {
    heading(kit, root, 'H2', title);
    const list = kit.struct('L');
    root.add(list);
    for (const { label, value, note } of rows) item(kit, list, () => labelled(kit, label, value, note));
    list.end();
  }
  const contact = copy.operator?.contact ?? '';
  if (contact !== '') paragraph(kit, root, fill(TEXTS.contact, { contact }));
  if (copy.questions.length > 0) heading(kit, root, 'H2', TEXTS.sections.questions);
  for (const { question, sources, answered } of copy.questions) {
    paragraph(kit, root, question, 'bold');
    if (!answered) paragraph(kit, root, TEXTS.open);
    for (const source of sources) link(kit, root, sourceLabel(source), safeUrl(source.url));
  }
  kit.moveDown();
  paragraph(kit, root, TEXTS.about, 'regular', SIZES.note, SOFT);
}

function heading(kit: Kit, parent: Element, type: 'H1' | 'H2', text: string): void {
  kit.moveDown(type === 'H1' ? 0 : 0.8);
  parent.add(kit.struct(type, {}, () => void kit.font('bold').fontSize(type === 'H1' ? SIZES.h1 : SIZES.h2).fillColor(INK).text(writable(text))));
  kit.moveDown(0.3);
}

function paragraph(kit: Kit, parent: Element, text: string, font: 'regular' | 'bold' = 'regular', size: number = SIZES.text, colour = INK): void {
  parent.add(kit.struct('P', {}, () => void kit.font(font).fontSize(size).fillColor(colour).text(writable(text))));
  kit.moveDown(0.25);
}

function item(kit: Kit, list: Element, write: () => void): void {
  const [entry, body] = [kit.struct('LI'), kit.struct('LBody', {}, write)];
  list.add(entry);
  entry.add(body);
  entry.end();
  kit.moveDown(0.25);
}

function labelled(kit: Kit, label: string, value: string, note: string): void {
  kit.font('regular').fontSize(SIZES.text).fillColor(SOFT).text(writable(`${label} : `), { continued: true });
  kit.font('bold').fillColor(INK).text(writable(value), { continued: note !== '' });
  if (note !== '') kit.font('regular').fontSize(SIZES.note).fillColor(SOFT).text(writable(` (${note})`));
}

function link(kit: Kit, parent: Element, text: string, url: string | null): void {
  if (url === null) return paragraph(kit, parent, text);
  const shown = writable(text);
  parent.add(kit.struct('Link', { alt: shown }, () => void kit.font('regular').fontSize(SIZES.text).fillColor(LINK).text(shown, { link: encodeURI(decodeURI(url)), underline: true })));
  kit.fillColor(INK).moveDown(0.25);
}
