// duplicate-groups: rows that say the same or are of the same customer, so that a split can keep them on one side
import type { Column, Frame } from "@mainstay/core/tabular/frame";

const buffer = new DataView(new ArrayBuffer(8));

/** One number per row; rows with the same number have equal values in every column (two 32-bit hashes over them). */
export function group(frame: Frame): Int32Array {
  const known = new Map<string, number>();
  return Int32Array.from(digests(frame), (key) => {
    const index = known.get(key) ?? known.size;
    known.set(key, index);
    return index;
  });
}

/** A name for what each row says in the given columns, the same in whatever file and order of columns it stands. */
export function digests({ rows, columns }: Frame): string[] {
  const a = new Int32Array(rows).fill(0x811c9dc5);
  const b = new Int32Array(rows).fill(0x1b873593);
  const byName = [...columns].sort((x, y) => (x.name < y.name ? -1 : 1));
  for (const column of byName) mix(column, a, b);
  return Array.from(a, (first, row) => `${first}:${b[row]}`);
}

/**
 * Group numbers by which a split keeps rows together. Where customers come in several periods, all rows of one are a group,
 * since their features and outcomes overlap in time. Elsewhere copies are a group.
 */
export function ofPanel(frame: Frame, id: string[]): Int32Array {
  const known = new Map<string, number>();
  for (const one of id) if (!known.has(one)) known.set(one, known.size);
  return known.size < id.length
    ? Int32Array.from(id, (one) => known.get(one)!)
    : group(frame);
}

function mix(column: Column, a: Int32Array, b: Int32Array) {
  const add = (row: number, word: number) => {
    a[row] = Math.imul(a[row] ^ word, 0x01000193);
    b[row] = Math.imul((b[row] << 13) | (b[row] >>> 19), 0x5bd1e995) ^ word;
    b[row] = Math.imul(b[row], 0xcc9e2d51);
  };
  const spell = (row: number, text: string | null) => {
    add(row, text === null ? -1 : text.length);
    for (let i = 0; i < (text?.length ?? 0); i++) add(row, text!.charCodeAt(i));
  };
  if (column.type === "text")
    return column.values.forEach((v, k) => spell(k, v));
  if (column.type === "category") {
    const { codes, levels } = column;
    for (let row = 0; row < a.length; row++)
      spell(row, codes[row] < 0 ? null : levels[codes[row]]);
    return;
  }
  for (let row = 0; row < a.length; row++) {
    buffer.setFloat64(0, column.values[row]);
    add(row, buffer.getInt32(0));
    add(row, buffer.getInt32(4));
  }
}

export * as DuplicateGroups from "./duplicate-groups";
