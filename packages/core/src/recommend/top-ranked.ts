// top-ranked: the best few of many scores, equal scores in the order of the items
export type Ranked = { item: number; score: number };

/** The k highest of scores[from…from + items − 1] that `allowed` lets through, best first; NaN is never taken. */
export function best(
  scores: ArrayLike<number>,
  k: number,
  {
    from = 0,
    items = scores.length - from,
    allowed,
  }: {
    from?: number;
    items?: number;
    allowed?: (item: number) => boolean;
  } = {},
): Ranked[] {
  // A heap whose root is the worst kept: lower score, then higher item.
  const heap = new Int32Array(Math.min(k, items));
  let size = 0;
  const worse = (a: number, b: number) => {
    const [x, y] = [scores[from + a], scores[from + b]];
    return x < y || (x === y && a > b);
  };
  const sink = (at: number) => {
    const item = heap[at];
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && worse(heap[child + 1], heap[child])) child++;
      if (!worse(heap[child], item)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = item;
  };
  if (heap.length === 0) return [];
  for (let item = 0; item < items; item++) {
    const score = scores[from + item];
    if (Number.isNaN(score)) continue;
    if (size === heap.length && score <= scores[from + heap[0]]) continue;
    if (allowed && !allowed(item)) continue;
    if (size === heap.length) {
      heap[0] = item;
      sink(0);
      continue;
    }
    heap[size++] = item;
    if (size === heap.length) for (let at = size >> 1; at >= 0; at--) sink(at);
  }
  return Array.from(heap.subarray(0, size), (item) => ({
    item,
    score: scores[from + item],
  })).sort((a, b) => b.score - a.score || a.item - b.item);
}
