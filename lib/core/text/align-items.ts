/** Places of an item that both lists have. */
export type AlignedPair = readonly [first: number, second: number];

/** Cells of the table, two bytes each: enough for two lists of 2,000, and 10 MB. */
const mostCells = 5_000_000;

/**
 * The longest list of pairs of equal items that stand in the same order in both lists. Where the lists are too long
 * for that, items that each list has once are paired first, and the longest lists of pairs between those are taken;
 * what is too long even so shares nothing. Too long is what needs a table of more than `maxCells`, which bounds time and
 * memory.
 */
export function alignItems(
  first: readonly string[],
  second: readonly string[],
  maxCells = mostCells,
): readonly AlignedPair[] {
  const numbers = new Map<string, number>();
  const number = (item: string) => {
    const known = numbers.get(item) ?? numbers.size;
    numbers.set(item, known);
    return known;
  };
  const pairs: AlignedPair[] = [];
  alignRange(Int32Array.from(first, number), Int32Array.from(second, number), [0, 0], pairs, {
    maxCells,
    mayAnchor: true,
  });
  return pairs;
}

interface Limits {
  readonly maxCells: number;
  /** The pieces between two anchors have none of their own. */
  readonly mayAnchor: boolean;
}

/** Adds the pairs of two pieces that begin at `offset` of their lists. */
function alignRange(a: Int32Array, b: Int32Array, offset: AlignedPair, pairs: AlignedPair[], limits: Limits): void {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  for (let at = 0; at < start; at++) pairs.push([offset[0] + at, offset[1] + at]);
  const left = a.subarray(start, a.length - end);
  const right = b.subarray(start, b.length - end);
  const inner: AlignedPair = [offset[0] + start, offset[1] + start];
  if (left.length * right.length <= limits.maxCells) alignByTable(left, right, inner, pairs);
  else if (limits.mayAnchor) alignByAnchors(left, right, inner, pairs, limits.maxCells);
  for (let at = end; at > 0; at--) pairs.push([offset[0] + a.length - at, offset[1] + b.length - at]);
}

function alignByTable(a: Int32Array, b: Int32Array, offset: AlignedPair, pairs: AlignedPair[]): void {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const here = i * width + j;
      table[here] =
        a[i] === b[j] ? (table[here + width + 1] ?? 0) + 1 : Math.max(table[here + width] ?? 0, table[here + 1] ?? 0);
    }
  }
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const here = i * width + j;
    if (a[i] === b[j]) pairs.push([offset[0] + i++, offset[1] + j++]);
    else if ((table[here + width] ?? 0) >= (table[here + 1] ?? 0)) i++;
    else j++;
  }
}

/** Pairs what stands once in each list, as far as the order is the same, and aligns the pieces between. */
function alignByAnchors(
  a: Int32Array,
  b: Int32Array,
  offset: AlignedPair,
  pairs: AlignedPair[],
  maxCells: number,
): void {
  let from: AlignedPair = [0, 0];
  for (const [i, j] of [...longestIncreasing(pairUnique(a, b)), [a.length, b.length] as const]) {
    const piece: AlignedPair = [offset[0] + from[0], offset[1] + from[1]];
    alignRange(a.subarray(from[0], i), b.subarray(from[1], j), piece, pairs, { maxCells, mayAnchor: false });
    if (i < a.length) pairs.push([offset[0] + i, offset[1] + j]);
    from = [i + 1, j + 1];
  }
}

function pairUnique(a: Int32Array, b: Int32Array): readonly AlignedPair[] {
  const places = placesOfUnique(b);
  return [...placesOfUnique(a)].flatMap(([item, i]): readonly AlignedPair[] => {
    const j = places.get(item);
    return j === undefined ? [] : [[i, j]];
  });
}

function placesOfUnique(items: Int32Array): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  const repeated = new Set<number>();
  for (const [place, item] of items.entries()) {
    if (places.has(item)) repeated.add(item);
    else places.set(item, place);
  }
  for (const item of repeated) places.delete(item);
  return places;
}

/** The longest choice of pairs whose second places rise (patience sorting). */
function longestIncreasing(pairs: readonly AlignedPair[]): readonly AlignedPair[] {
  const tops: number[] = [];
  const before: number[] = [];
  for (const [index, [, place]] of pairs.entries()) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] ?? 0]?.[1] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    before.push(low > 0 ? (tops[low - 1] ?? -1) : -1);
    tops[low] = index;
  }
  const chosen: AlignedPair[] = [];
  for (let at = tops.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair) chosen.push(pair);
  }
  return chosen.reverse();
}
