/** How many slips of the fingers part two words. */

/** Three rows of the table of distances, used again from one pair to the next: throw-away rows were most of the cost. */
let rows = [new Uint16Array(64), new Uint16Array(64), new Uint16Array(64)] as const;

/** Letters to change, add, drop or swap with their neighbour, from one word to the other; stops counting above `limit`. */
export function slipsBetween(one: string, other: string, limit = Number.POSITIVE_INFINITY): number {
  const width = other.length + 1;
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  if (rows[0].length < width) rows = [new Uint16Array(2 * width), new Uint16Array(2 * width), new Uint16Array(2 * width)];
  let [beforeLast, last, row] = rows;
  for (let j = 0; j < width; j++) last[j] = j;
  for (let i = 1; i <= one.length; i++) {
    const letter = one.charCodeAt(i - 1);
    row[0] = i;
    let least = i;
    for (let j = 1; j < width; j++) {
      const otherLetter = other.charCodeAt(j - 1);
      let cost = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + (letter === otherLetter ? 0 : 1));
      if (i > 1 && j > 1 && letter === other.charCodeAt(j - 2) && one.charCodeAt(i - 2) === otherLetter) cost = Math.min(cost, (beforeLast[j - 2] as number) + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return last[width - 1] as number;
}
