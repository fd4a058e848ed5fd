// duplicate-groups: rows that say the same or are of the same customer, so that a split can keep them on one side
import type { Column, Frame } from "@mainstay/core/tabular/frame";

const buffer = new DataView(new ArrayBuffer(8));

/** One number per row; rows with the same number have equal values in every column (two 32-bit hashes over them). */
export function group(frame: Frame): Int32Array {
  const a = new Int32Array(frame.rows).fill(0x811c9dc5);
  const b = new Int32Array(frame.rows).fill(0x1b873593);
  for (const column of frame.columns) mix(column, a, b);
  const known = new Map<string, number>();
  return a.map((first, row) => {
    const key = `${first}:${b[row]}`;
    const index = known.get(key) ?? known.size;
    known.set(key, index);
    return index;
  });
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
  if (column.type === "text") {
    column.values.forEach((value, row) => {
      add(row, value === null ? -1 : value.length);
      for (let i = 0; i < (value?.length ?? 0); i++)
        add(row, value!.charCodeAt(i));
    });
    return;
  }
  if (column.type === "category") {
    for (let row = 0; row < a.length; row++) add(row, column.codes[row]);
    return;
  }
  for (let row = 0; row < a.length; row++) {
    buffer.setFloat64(0, column.values[row]);
    add(row, buffer.getInt32(0));
    add(row, buffer.getInt32(4));
  }
}

export * as DuplicateGroups from "./duplicate-groups";
