// bucket-counts: counts of a text's n-grams by bucket, in ascending order, so that a block's buckets are together
import type { Script } from "./writing-system";
import { Ngrams } from "./ngrams";

// bucket = block · 2^bits + hash mod 2^bits; both arrays [size]
export type Counts = { size: number; bucket: Int32Array; count: Uint16Array };

export const place = (block: number, hash: number, bits: number) =>
  (block << bits) | (hash & (2 ** bits - 1));

/** A function that counts texts. It reuses its memory, so a result is valid until the next text is counted. */
export function counter() {
  const read = Ngrams.reader();
  let bucket = new Int32Array(1024);
  let count = new Uint16Array(1024);
  return (text: string, script: Script, bits: number): Counts => {
    const { size, block, hash } = read(text, script);
    if (bucket.length < size) {
      bucket = new Int32Array(2 * size);
      count = new Uint16Array(2 * size);
    }
    for (let i = 0; i < size; i++) bucket[i] = place(block[i], hash[i], bits);
    bucket.subarray(0, size).sort();
    let distinct = 0;
    for (let i = 0; i < size;) {
      let end = i + 1;
      while (end < size && bucket[end] === bucket[i]) end++;
      bucket[distinct] = bucket[i];
      count[distinct++] = Math.min(end - i, 0xffff);
      i = end;
    }
    return { size: distinct, bucket, count };
  };
}

export * as BucketCounts from "./bucket-counts";
