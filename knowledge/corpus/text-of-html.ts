/** Plain text of an official HTML fragment, with a line for each paragraph, list item and row, so that sentences stay apart. */
import { type HTMLElement, NodeType, parse } from 'node-html-parser';

const BLOCKS = new Set(['P', 'DIV', 'LI', 'UL', 'OL', 'TR', 'TABLE', 'SECTION', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'BLOCKQUOTE', 'CAPTION', 'FIGURE', 'CENTER', 'HR']);
const LEFT_OUT = new Set(['SCRIPT', 'STYLE', 'BUTTON', 'TIME', 'IMG', 'FIGURE']);

function write(node: HTMLElement, out: string[]): void {
  for (const child of node.childNodes) {
    if (child.nodeType === NodeType.TEXT_NODE) out.push(child.text.replace(/\s+/g, ' '));
    if (child.nodeType !== NodeType.ELEMENT_NODE) continue;
    const element = child as HTMLElement;
    const tag = element.tagName ?? '';
    if (LEFT_OUT.has(tag)) continue;
    if (tag === 'BR') out.push('\n');
    else if (tag === 'TD' || tag === 'TH') {
      write(element, out);
      out.push(' ; ');
    } else if (BLOCKS.has(tag)) {
      out.push('\n', tag === 'LI' ? '- ' : '');
      write(element, out);
      out.push('\n');
    } else write(element, out);
  }
}

/** White space made plain, space before punctuation and entities as published; lines are parted by `\n`. */
export function textOfHtml(html: string): string {
  const out: string[] = [];
  write(parse(html), out);
  return out
    .join('')
    .replace(/[ \t\u00a0\u202f]+/g, ' ')
    .split('\n')
    .map((line) => line.replace(/(?: ; )+$/, '').replace(/ ([,.)])/g, '$1').replace(/\( /g, '(').trim())
    .filter((line) => line !== '' && line !== '-')
    .join('\n');
}
