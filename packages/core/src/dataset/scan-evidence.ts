// scan-evidence: what the cells of a scan show of each column's type, the plain ones without making text of them
import { look, merge, nothing, type Seen } from "../tabular/column-type";
import { text, type Scan } from "../tabular/csv";
import type { Definition } from "../tabular/definition";

type Column = {
  name: string;
  cell: number; // its place in a row
  kind: Definition.Kind | undefined; // what it was taken for so far
};

const [MINUS, POINT, ZERO, NINE] = [0x2d, 0x2e, 0x30, 0x39];

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

// A number that reads by the decimal point alone or by both signs alike; counted into `seen`.
function isPlain(bytes: Buffer, from: number, to: number, seen: Seen) {
  if (to - from > 15) return false;
  let at = bytes[from] === MINUS ? from + 1 : from;
  // Leading zeros tell names and decimal signs.
  if (bytes[at] === ZERO && at + 1 < to && bytes[at + 1] !== POINT)
    return false;
  const whole = at;
  while (at < to && bytes[at] >= ZERO && bytes[at] <= NINE) at++;
  if (at === whole) return false;
  const isWhole = at === to;
  if (!isWhole) {
    if (bytes[at] !== POINT) return false;
    const point = at++;
    while (at < to && bytes[at] >= ZERO && bytes[at] <= NINE) at++;
    if (at < to || at === point + 1) return false;
    // 1.200 may be a thousand.
    if (to - point === 4) return false;
    seen.signs["."].cells++;
    seen.misfits.number[","]++;
  }
  seen.filled++;
  seen.misfits.boolean++;
  seen.misfits.date++;
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
