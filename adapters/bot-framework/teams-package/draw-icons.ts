/** The two icons that Teams asks for, drawn from the mark of the pages: a path that rises and goes on. */
import { squarePng } from './png.ts';

type Point = readonly [x: number, y: number];
type Colour = readonly [red: number, green: number, blue: number];
/** How far a point lies outside a shape; negative inside. */
type Shape = (at: Point) => number;

const WHITE: Colour = [255, 255, 255];
const WARM: Colour = [242, 177, 131];

// As in adapters/page/icons.ts, on a square of 40.
const MARK_SIZE = 40;
const CURVES: [Point, Point, Point, Point][] = [
  [[9, 29], [15, 29], [15, 21], [20, 21]],
  [[20, 21], [25, 21], [24, 12], [31, 11]],
];
const HALF_STROKE = 1.6;
const DOT = 3.4;
const STEPS = 24;

const between = (one: number, other: number, share: number) => one + (other - one) * share;

function onCurve([a, b, c, d]: (typeof CURVES)[number], share: number): Point {
  const along = (axis: 0 | 1) => {
    const [ab, bc, cd] = [between(a[axis], b[axis], share), between(b[axis], c[axis], share), between(c[axis], d[axis], share)];
    return between(between(ab, bc, share), between(bc, cd, share), share);
  };
  return [along(0), along(1)];
}

const PATH: Point[] = CURVES.flatMap((curve) => Array.from({ length: STEPS + 1 }, (_, step) => onCurve(curve, step / STEPS)));

const distance = ([x, y]: Point, [left, top]: Point) => Math.hypot(x - left, y - top);

function distanceToLine(at: Point, from: Point, to: Point): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((at[0] - from[0]) * dx + (at[1] - from[1]) * dy) / length));
  return distance(at, [from[0] + share * dx, from[1] + share * dy]);
}

const path: Shape = (at) => Math.min(...PATH.slice(1).map((to, index) => distanceToLine(at, PATH[index] ?? to, to))) - HALF_STROKE;
const dot = (centre: Point): Shape => (at) => distance(at, centre) - DOT;
const [HERE, THERE] = [dot([9, 29]), dot([31, 11])];

/** Draws on a square of `size` pixels, the mark in its middle at so many pixels a unit; each colour is laid over those before. */
function draw(size: number, zoom: number, ground: Colour | null, shapes: [Shape, Colour][]): Buffer {
  const pixels = new Uint8Array(size * size * 4);
  const margin = (size - MARK_SIZE * zoom) / 2;
  for (let index = 0; index < size * size; index += 1) {
    const at: Point = [((index % size) + 0.5 - margin) / zoom, (Math.floor(index / size) + 0.5 - margin) / zoom];
    let [colour, opacity] = [ground ?? WHITE, ground === null ? 0 : 1];
    for (const [shape, over] of shapes) {
      // An edge that crosses a pixel covers a part of it.
      const covered = Math.min(1, Math.max(0, 0.5 - shape(at) * zoom));
      colour = [between(colour[0], over[0], covered), between(colour[1], over[1], covered), between(colour[2], over[2], covered)];
      opacity = Math.max(opacity, covered);
    }
    pixels.set([...colour.map(Math.round), Math.round(opacity * 255)], index * 4);
  }
  return squarePng(size, pixels);
}

/** 192 × 192, the colour to the edges, the mark inside the 120 pixels that Teams never cuts. `colour` is `#rrggbb`. */
export function colourIcon(colour: string): Buffer {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return draw(192, 4, [red, green, blue], [[path, WHITE], [HERE, WHITE], [THERE, WARM]]);
}

/** 32 × 32, white on nothing. */
export const outlineIcon = (): Buffer => draw(32, 0.95, null, [[path, WHITE], [HERE, WHITE], [THERE, WHITE]]);
