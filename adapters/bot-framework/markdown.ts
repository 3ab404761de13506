/** Our plain text as Markdown: what looks like markup stays text, and citation marks stay marks. */

/** `[1]` stays; `*`, `_`, `#`, `<`, a bracket of another kind… lose their meaning. A line break stays one. */
export function toMarkdown(text: string): string {
  return text
    .replace(/[\\`*_~<>|#[\]]/g, '\\$&')
    .replace(/\\\[(\d+)\\\]/g, '[$1]')
    .replace(/^(\d+)\. /gm, '$1\\. ')
    .replace(/(?<!\n)\n(?![\n-])/g, '  \n');
}

/** A title between double quotes, for a link definition. */
export const quoted = (title: string): string => `"${title.replace(/["\\]/g, "'")}"`;
