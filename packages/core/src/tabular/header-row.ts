// header-row: the names of a file's columns and where their cells stand
import { text, type Scan } from "./csv";
import { Failure } from "../base/error";

export type Header = {
  names: string[];
  titles: string[]; // the same cells as the file has them; none where it has no header
  cells: Int32Array; // [names] position of each name's cell in its row
  width: number; // cells a row must have
  rows: number; // rows of the scan down to the header, with it
  period: number; // position of a mended rejects file's _period, else -1
  extra: number; // position of its first surplus column, else width
};

// What a rejects file puts before the row's own cells.
export const leading = ["_line", "_column", "_code", "_message", "_period"];

export const isMended = (cells: (string | null)[]) =>
  leading.every((name, k) => cells[k] === name);

function named(raw: (string | null)[]): string[] {
  const taken = new Set<string>();
  const last = new Map<string, number>();
  return raw.map((name, k) => {
    const base = name ?? `column${k + 1}`;
    let unique = base;
    let n = last.get(base) ?? 1;
    while (taken.has(unique)) unique = `${base}_${++n}`;
    last.set(base, n);
    taken.add(unique);
    return unique;
  });
}

const positions = (from: number, to: number) =>
  Int32Array.from({ length: to - from }, (_, k) => from + k);

export const cellsOf = (scan: Scan, row: number) =>
  Array.from({ length: scan.first[row + 1] - scan.first[row] }, (_, k) =>
    text(scan, scan.first[row] + k),
  );

type Where = {
  header: boolean; // false: the file has none, and the row only tells how wide it is
  row?: number;
  width?: number; // of the rows below, where blank names at the end go beyond it
  groups?: (string | null)[]; // what stands before a name
};

/** Reads the header from a row of the scan, the first unless told. */
export function read(
  scan: Scan,
  { header, row = 0, width, groups }: Where,
): Header {
  if (scan.rows === 0)
    throw new Failure("upload.csv.empty", "The file holds no rows.");
  const raw = cellsOf(scan, row).map((name, k) =>
    groups?.[k] && name !== null ? `${groups[k]} ${name}` : name,
  );
  if (width) while (raw.length > width && raw.at(-1) === null) raw.pop();
  if (isMended(raw)) {
    const from = leading.length;
    const surplus = raw.findIndex(
      (name, k) => k >= from && /^_extra\d+$/.test(name ?? ""),
    );
    const extra = surplus < 0 ? raw.length : surplus;
    return {
      names: named(raw.slice(from, extra)),
      titles: raw.slice(from, extra).map((name) => name ?? ""),
      cells: positions(from, extra),
      width: raw.length,
      rows: row + 1,
      period: leading.indexOf("_period"),
      extra,
    };
  }
  return {
    names: header ? named(raw) : raw.map((_, k) => String(k)),
    titles: header ? raw.map((name) => name ?? "") : [],
    cells: positions(0, raw.length),
    width: raw.length,
    rows: header ? row + 1 : row,
    period: -1,
    extra: raw.length,
  };
}

export * as HeaderRow from "./header-row";
