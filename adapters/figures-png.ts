/** The card of figures as PNG, for channels that cannot show SVG. */
import type { FiguresCard } from '../bot/reply.ts';
import { drawFigures } from './figures-picture.ts';

/** Sharp enough on a phone, in some thirty kilobytes: messages hold a hundred. */
const ZOOM = 1.25;
const ROWS_AT_MOST = 6;
const OPTIONS = { fitTo: { mode: 'zoom' as const, value: ZOOM }, font: { loadSystemFonts: true, defaultFontFamily: 'DejaVu Sans' } };
const LETTER = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="8" font-family="sans-serif">a</text></svg>';

type Resvg = typeof import('@resvg/resvg-js');
let opened: Promise<Resvg | null> | undefined;

/**
 * Null where it cannot be drawn: `@resvg/resvg-js` is an optional package with a binary of its own, and letters are those of the machine
 * (on Debian, `apt-get install fonts-dejavu-core`). Nothing is lost: the text of the reply says it all.
 */
export async function figuresToPng(card: FiguresCard): Promise<Buffer | null> {
  const resvg = await (opened ??= open());
  if (resvg === null) return null;
  const svg = await drawFigures({ ...card, rows: card.rows.filter(({ isOwn }, at) => at < ROWS_AT_MOST || isOwn === true) }, { light: 'light', isTitled: true });
  // Away from the thread that answers people.
  return (await resvg.renderAsync(svg, OPTIONS)).asPng();
}

/** Bars without words would mislead: where there are no letters, there is no picture. */
async function open(): Promise<Resvg | null> {
  const resvg = await import('@resvg/resvg-js').catch(() => null);
  return resvg !== null && new resvg.Resvg(LETTER, OPTIONS).innerBBox() !== undefined ? resvg : null;
}
