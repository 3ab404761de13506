/** Addresses that may be shown to a person. */
import type { Citation } from '../../knowledge/knowledge-base.ts';

const ALLOWED = new Set(['https:', 'http:', 'tel:', 'mailto:']);

/** The address when a browser may follow it; null for `javascript:` and anything else that is not a page, a phone or a mailbox. */
export function safeUrl(url: string): string | null {
  return URL.canParse(url) && ALLOWED.has(new URL(url).protocol) ? url : null;
}

/** Words enough to find a place in a page, few enough to survive a footnote mark in the middle of it. */
const FRAGMENT_WORDS = 5;

function fragmentPart(words: string[]): string {
  // A dash, a comma and an ampersand have a meaning of their own in a text fragment.
  return encodeURIComponent(words.join(' ').replace(/[\s.,;:!?]+$/u, '')).replaceAll('-', '%2D');
}

/**
 * The official page, opened at the quoted words where the browser can (a text fragment, https://wicg.github.io/scroll-to-text-fragment/).
 * Articles of law stand alone on their page and need none.
 */
export function passageUrl(citation: Pick<Citation, 'url' | 'quote' | 'authority'>): string | null {
  const url = safeUrl(citation.url);
  if (url === null || citation.authority === 'law' || !url.startsWith('http')) return url;
  const lines = citation.quote.split('\n').map((line) => line.replace(/^[-•–]\s+/, '').split(/\s+/).filter(Boolean));
  const first = lines.find((words) => words.length > 0);
  const last = lines.findLast((words) => words.length > 0);
  if (first === undefined || last === undefined) return url;
  const start = fragmentPart(first.slice(0, FRAGMENT_WORDS));
  const isShort = first === last && first.length <= FRAGMENT_WORDS;
  const end = isShort ? '' : `,${fragmentPart(last.slice(-FRAGMENT_WORDS))}`;
  return `${url}${url.includes('#') ? '' : '#'}:~:text=${start}${end}`;
}
