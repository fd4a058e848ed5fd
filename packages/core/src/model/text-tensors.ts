// text-tensors: free texts as the hashed words that a model weighs: what training counted, serving feeds
import { Ngrams } from "../text/ngrams/ngrams";
import { WritingSystem } from "../text/ngrams/writing-system";
import { type Column, Frame } from "../tabular/frame";
import { Tensor } from "./runtime";

// A longer text counts by its beginning, so that one of a million characters costs no more than others.
const longest = { han: 300, latin: 1200 } satisfies Record<
  WritingSystem.Script,
  number
>; // code units

// Stands for a row without a text, which is a fact as well.
const none = 1;

export type Tensors = {
  hashes: Tensor; // int64 [n, texts, length], 0 … 2³¹ − 1
  shares: Tensor; // float [n, texts, length]; 0 is padding
};

/** The part of a text that is read, and how. */
export function read(text: string | null) {
  const trimmed = text?.trim();
  if (!trimmed) return null;
  const script = WritingSystem.detect(trimmed);
  return { text: trimmed.slice(0, longest[script]), script };
}

/** A function that gives a text's distinct n-grams as hashes of 31 bits; each counts 1/√(their number). */
export function hasher() {
  const grams = Ngrams.reader();
  return (text: string | null): Int32Array => {
    const known = read(text);
    if (!known) return Int32Array.of(none);
    const { size, hash } = grams(known.text, known.script, { inWords: false });
    const sorted = new Int32Array(size);
    for (let i = 0; i < size; i++) sorted[i] = hash[i] >>> 1;
    sorted.sort();
    let distinct = 0;
    for (let i = 0; i < size; i++)
      if (i === 0 || sorted[i] !== sorted[i - 1])
        sorted[distinct++] = sorted[i];
    return sorted.subarray(0, distinct);
  };
}

/** What a column's row says, whatever the column's type is by now. */
export function cellOf(column: Column | undefined, row: number): string | null {
  if (!column) return null;
  if (column.type === "text") return column.values[row];
  if (column.type === "category")
    return column.codes[row] < 0 ? null : column.levels[column.codes[row]];
  const value = column.values[row];
  return Number.isNaN(value) ? null : String(value);
}

/** Tensors of the named columns' rows from…to; texts are padded to the longest among them. */
export function feeds(
  frame: Frame,
  names: readonly string[],
  { from, to }: { from: number; to: number },
): Tensors {
  const columns = names.map((name) => Frame.column(frame, name));
  const hashed = hasher();
  const texts: Int32Array[] = [];
  for (let row = from; row < to; row++)
    for (const column of columns) texts.push(hashed(cellOf(column, row)));
  const length = texts.reduce((most, one) => Math.max(most, one.length), 1);
  return padded(texts, [to - from, names.length, length]);
}

function padded(texts: Int32Array[], shape: [number, number, number]): Tensors {
  const [, , length] = shape;
  const hashes = new BigInt64Array(texts.length * length);
  // The low halves; the high ones stay 0.
  const low = new Int32Array(hashes.buffer);
  const shares = new Float32Array(hashes.length);
  texts.forEach((text, k) => {
    const share = 1 / Math.sqrt(text.length);
    for (let i = 0; i < text.length; i++) {
      low[2 * (k * length + i)] = text[i];
      shares[k * length + i] = share;
    }
  });
  return {
    hashes: new Tensor("int64", hashes, shape),
    shares: new Tensor("float32", shares, shape),
  };
}

/** The tensors of several calls one below the other, padded to the longest of them. */
export function joined(calls: Tensors[]): Tensors {
  const rows = calls.reduce((sum, { hashes }) => sum + hashes.dims[0], 0);
  const [, texts] = calls[0].hashes.dims;
  const length = Math.max(...calls.map(({ hashes }) => hashes.dims[2]));
  const all = {
    hashes: new BigInt64Array(rows * texts * length),
    shares: new Float32Array(rows * texts * length),
  };
  let at = 0; // texts
  for (const { hashes, shares } of calls) {
    const own = hashes.dims[2];
    const from = hashes.data as BigInt64Array;
    const weights = shares.data as Float32Array;
    for (let k = 0; k < hashes.dims[0] * texts; k++, at++) {
      all.hashes.set(from.subarray(k * own, (k + 1) * own), at * length);
      all.shares.set(weights.subarray(k * own, (k + 1) * own), at * length);
    }
  }
  const shape = [rows, texts, length];
  return {
    hashes: new Tensor("int64", all.hashes, shape),
    shares: new Tensor("float32", all.shares, shape),
  };
}

export * as TextTensors from "./text-tensors";
