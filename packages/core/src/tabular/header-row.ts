// header-row: the names of a file's columns and where their cells stand
import { text, type Scan } from "./csv";
import { Failure } from "../base/error";

export type Header = {
  names: string[];
  cells: Int32Array; // [names] position of each name's cell in its row
  width: number; // cells a row must have
  rows: 0 | 1; // rows of the scan the header takes
  period: number; // position of a mended rejects file's _period, else -1
  extra: number; // position of its first surplus column, else width
};

// What a rejects file puts before the row's own cells.
export const leading = ["_line", "_column", "_code", "_message", "_period"];

function named(raw: (string | null)[]): string[] {
  const taken = new Set<string>();
  return raw.map((name, k) => {
    const base = name ?? `column${k + 1}`;
    let unique = base;
    for (let n = 2; taken.has(unique); n++) unique = `${base}_${n}`;
    taken.add(unique);
    return unique;
  });
}

const positions = (from: number, to: number) =>
  Int32Array.from({ length: to - from }, (_, k) => from + k);

// Reads the first row of the scan; of a file without header only how wide it is.
export function read(scan: Scan, { header }: { header: boolean }): Header {
  if (scan.rows === 0)
    throw new Failure("upload.csv.empty", "The file holds no rows.");
  const width = scan.first[1];
  const raw = Array.from({ length: width }, (_, cell) => text(scan, cell));
  const mended = leading.every((name, k) => raw[k] === name);
  if (mended) {
    const from = leading.length;
    const surplus = raw.findIndex(
      (name, k) => k >= from && /^_extra\d+$/.test(name ?? ""),
    );
    const extra = surplus < 0 ? width : surplus;
    return {
      names: named(raw.slice(from, extra)),
      cells: positions(from, extra),
      width,
      rows: 1,
      period: leading.indexOf("_period"),
      extra,
    };
  }
  const names = header ? named(raw) : raw.map((_, k) => String(k));
  return {
    names,
    cells: positions(0, width),
    width,
    rows: header ? 1 : 0,
    period: -1,
    extra: width,
  };
}

export * as HeaderRow from "./header-row";
