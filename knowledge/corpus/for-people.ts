/**
 * What of an operator's document is meant for people. Text that no reader sees, and sentences that give orders to a machine,
 * are how somebody makes a robot say what the operator never wrote: neither enters the index.
 */
import { readFileSync } from 'node:fs';
import { parse as parseHtml } from 'node-html-parser';
import { parse } from 'yaml';
import { z } from 'zod';
import { sentencesOf } from '../answers/sentences.ts';
import { plain } from '../index/french.ts';

const ORDERS = z
  .array(z.string())
  .parse(parse(readFileSync(new URL('orders-to-machines.yaml', import.meta.url), 'utf8')))
  .map((order) => new RegExp(order));

const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d]*[1-9])|font-size\s*:\s*0(?![.\d]*[1-9])|(?:left|top|text-indent)\s*:\s*-\d{3,}/i;

/** The page without what a browser would not show: comments, `hidden`, and styles that hide. */
export function visibleHtml(html: string): string {
  const page = parseHtml(html, { comment: false });
  for (const element of page.querySelectorAll('[hidden], [style], template, noscript, [aria-hidden=true]')) {
    const hides = element.tagName === 'TEMPLATE' || element.tagName === 'NOSCRIPT' || element.hasAttribute('hidden') || HIDDEN_STYLE.test(element.getAttribute('style') ?? '');
    if (hides) element.remove();
  }
  return page.toString();
}

/** The text without orders to a machine, and these orders. What follows one in its paragraph goes with it. */
export function withoutOrders(text: string): { text: string; orders: string[] } {
  const orders: string[] = [];
  const lines = text.split('\n').map((line) => {
    const order = sentencesOf(line).find((sentence) => isOrder(sentence.text));
    if (order === undefined) return line;
    orders.push(order.text);
    return line.slice(0, order.start).trim();
  });
  return { text: lines.filter((line) => line !== '').join('\n'), orders };
}

const isOrder = (sentence: string): boolean => ORDERS.some((order) => order.test(plain(sentence)));
