// scan-evidence: what the cells of a scan show of each column's type, the plain ones without making text of them
import { PlainNumber } from "../reading/plain-number";
import { look, merge, nothing, type Seen } from "../tabular/column-type";
import { text, type Scan } from "../tabular/csv";
import type { Definition } from "../tabular/definition";

type Column = {
  name: string;
  cell: number; // its place in a row
  kind: Definition.Kind | undefined; // what it was taken for so far
};

const [MINUS, ZERO, NINE] = [0x2d, 0x30, 0x39];

/** Rows from `first` on, of the width at least. What was taken for words is not looked at again. */
export function of(
  scan: Scan,
  columns: Column[],
  { first, width }: { first: number; width: number },
): Map<string, Seen> {
  const rows: number[] = [];
  for (let row = first; row < scan.rows; row++)
    if (scan.first[row + 1] - scan.first[row] >= width)
      rows.push(scan.first[row]);
  return new Map(
    columns
      .filter(({ kind }) => kind !== "category" && kind !== "text")
      .map(({ name, cell, kind }) => [name, column(scan, rows, cell, kind)]),
  );
}

function column(
  scan: Scan,
  rows: number[],
  at: number,
  kind: Definition.Kind | undefined,
): Seen {
  const { bytes, start, end, escaped } = scan;
  const odd: string[] = [];
  const plain = nothing();
  for (const row of rows) {
    const cell = row + at;
    const [from, to] = [start[cell], end[cell]];
    if (from === to) continue;
    if (!escaped[cell]) {
      if (kind === "number" && isPlain(bytes, from, to, plain)) continue;
      if (kind === "date" && isIso(bytes, from, to, plain)) continue;
    }
    const read = text(scan, cell);
    if (read !== null) odd.push(read);
  }
  return merge(look(odd), plain);
}

// Counted without making text of it, but for the first of its kind.
function isPlain(bytes: Buffer, from: number, to: number, seen: Seen) {
  const kind = PlainNumber.kindOfBytes(bytes, from, to);
  if (kind === null) return false;
  seen.filled++;
  seen.misfits.boolean++;
  seen.misfits.date++;
  if (kind === "whole") return true;
  if (kind === ".") seen.misfits.number[","]++;
  const votes = seen.signs[kind];
  votes.cells++;
  votes.first ??= bytes.toString("latin1", from, to);
  return true;
}

// 2024-01-31 and what begins so.
function isIso(bytes: Buffer, from: number, to: number, seen: Seen) {
  if (to - from < 10 || bytes[from + 4] !== MINUS || bytes[from + 7] !== MINUS)
    return false;
  for (const at of [0, 1, 2, 3, 5, 6, 8, 9]) {
    const byte = bytes[from + at];
    if (byte < ZERO || byte > NINE) return false;
  }
  seen.filled++;
  seen.misfits.boolean++;
  seen.misfits.number["."]++;
  seen.misfits.number[","]++;
  return true;
}

export * as ScanEvidence from "./scan-evidence";
