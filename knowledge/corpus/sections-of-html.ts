import { marked } from 'marked';
import { textOfHtml } from './text-of-html.ts';

export interface HtmlSection {
  heading: string | null;
  text: string;
}

export const markdownToHtml = (markdown: string): string => marked.parse(markdown, { async: false });

/** The sections of a page, cut at its headings; what stands before the first has none. Sections without text are left out. */
export function sectionsOfHtml(html: string): HtmlSection[] {
  return html
    .replace(/<head[\s>][\s\S]*?<\/head>/i, '')
    .split(/(?=<h[1-4][\s>])/i)
    .map((section) => {
      const heading = /^<h[1-4][^>]*>([\s\S]*?)<\/h[1-4]>/i.exec(section);
      return {
        heading: heading ? textOfHtml(heading[1] ?? '') || null : null,
        text: textOfHtml(heading ? section.slice(heading[0].length) : section),
      };
    })
    .filter(({ text }) => text !== '');
}
