// bucket-matrix: texts as rows of counted buckets, the commonest buckets first so that they share the cache
import type { Script } from "@mainstay/core/text/ngrams/writing-system";
import { counter } from "@mainstay/core/text/ngrams/bucket-counts";
import { Ngrams } from "@mainstay/core/text/ngrams/ngrams";

// Compressed sparse rows: row i holds the entries first[i] to first[i + 1], those of one block next to each other.
export type BucketMatrix = {
  rows: number;
  columns: number;
  blocks: number;
  size: Int32Array; // [rows] buckets of the text, those left out too
  first: Int32Array; // [rows + 1]
  column: Int32Array; // [entries]
  frequency: Float32Array; // [entries] 1 + ln count
  block: Uint8Array; // [columns]
  bucket: Int32Array; // [columns] row of the exported table, blocks one after the other
};

/** Buckets that fewer than two texts have are left out: they never carry weight. */
export function count(
  texts: readonly string[],
  script: Script,
  bits: number,
): BucketMatrix {
  const blocks = Ngrams.blocks[script];
  const count = counter();
  const first = new Int32Array(texts.length + 1);
  const texted = new Int32Array(blocks * 2 ** bits);
  let bucket = new Int32Array(64 * texts.length + 1024);
  let times = new Uint16Array(bucket.length);
  let entries = 0;
  for (let row = 0; row < texts.length; row++) {
    const counted = count(texts[row], script, bits);
    const end = entries + counted.size;
    if (bucket.length < end) {
      bucket = grown(bucket, end);
      times = grown(times, end);
    }
    bucket.set(counted.bucket.subarray(0, counted.size), entries);
    times.set(counted.count.subarray(0, counted.size), entries);
    for (; entries < end; entries++) texted[bucket[entries]]++;
    first[row + 1] = end;
  }
  return compact({
    texts: texts.length,
    blocks,
    bits,
    first,
    bucket,
    times,
    texted,
  });
}

function grown<A extends Int32Array | Uint16Array>(old: A, least: number): A {
  const Kind = old.constructor as new (length: number) => A;
  const next = new Kind(Math.max(least, old.length * 2));
  next.set(old);
  return next;
}

function compact({
  texts,
  blocks,
  bits,
  first,
  bucket,
  times,
  texted,
}: {
  texts: number;
  blocks: number;
  bits: number;
  first: Int32Array;
  bucket: Int32Array;
  times: Uint16Array;
  texted: Int32Array;
}): BucketMatrix {
  const kept: number[] = [];
  for (let b = 0; b < texted.length; b++) if (texted[b] > 1) kept.push(b);
  const order = Int32Array.from(kept).sort(
    (a, b) => texted[b] - texted[a] || a - b,
  );
  const place = new Int32Array(texted.length).fill(-1);
  for (let c = 0; c < order.length; c++) place[order[c]] = c;
  const start = new Int32Array(texts + 1);
  const column = new Int32Array(first[texts]);
  const frequency = new Float32Array(first[texts]);
  let entries = 0;
  for (let row = 0; row < texts; row++) {
    for (let i = first[row]; i < first[row + 1]; i++) {
      const c = place[bucket[i]];
      if (c < 0) continue;
      column[entries] = c;
      frequency[entries++] = 1 + Math.log(times[i]);
    }
    start[row + 1] = entries;
  }
  return {
    rows: texts,
    columns: order.length,
    blocks,
    size: Int32Array.from({ length: texts }, (_, i) => first[i + 1] - first[i]),
    first: start,
    column: column.slice(0, entries),
    frequency: frequency.slice(0, entries),
    block: Uint8Array.from(order, (b) => b >> bits),
    bucket: order,
  };
}

export * as BucketMatrix from "./bucket-matrix";
