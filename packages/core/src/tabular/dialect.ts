// dialect: how a file of cells is written, told from its first bytes
import { WrittenNumber } from "../reading/written-number";
import { scan, text, type Scan, type Separator, type Syntax } from "./csv";

export type Decimal = "." | ",";
export type Dialect = Syntax & { decimal: Decimal };

// At equal evidence the rarer sign within cells goes first: a comma may be a decimal one.
const separators: Separator[] = ["\t", ";", ",", "|", "~", "^", "\x1f", "\x01"];
const usual = 4;
const sampleBytes = 256 * 1024;

/** Cells of the greatest number of rows. */
export function widthOf({ first, rows }: Scan): {
  width: number;
  rows: number;
} {
  const counts = new Map<number, number>();
  for (let row = 0; row < rows; row++) {
    const width = first[row + 1] - first[row];
    counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  let most = { width: 0, rows: 0 };
  for (const [width, rows] of counts)
    if (rows > most.rows || (rows === most.rows && width > most.width))
      most = { width, rows };
  return most;
}

// Share of rows of the commonest width, or one cell shorter where that cell is always empty; more where cells read as numbers
// and dates, since a sign within them separates nothing. 0 when the separator hardly ever separates.
function agreement(scan: Scan): number {
  const { first, start, end } = scan;
  const { width } = widthOf(scan);
  if (width < 2) return 0;
  let [whole, shorter, filled] = [0, 0, 0];
  for (let row = 0; row < scan.rows; row++) {
    const cells = first[row + 1] - first[row];
    if (cells === width - 1) shorter++;
    if (cells !== width) continue;
    whole++;
    const last = first[row + 1] - 1;
    if (start[last] !== end[last]) filled++;
  }
  const rows = whole + (filled ? 0 : shorter);
  return (rows / scan.rows) * (1 + 0.2 * typedShare(scan, width));
}

const maxTyped = 60;
const dateLike = /^\d{1,4}[-/.年]\d{1,2}\b/;

function typedShare(scan: Scan, width: number): number {
  let [cells, typed] = [0, 0];
  for (let row = 0; row < Math.min(scan.rows, maxTyped); row++) {
    if (scan.first[row + 1] - scan.first[row] !== width) continue;
    for (let at = 0; at < Math.min(width, maxTyped); at++) {
      const cell = text(scan, scan.first[row] + at);
      if (cell === null) continue;
      cells++;
      const number = WrittenNumber.read(cell, ".");
      const comma = WrittenNumber.read(cell, ",");
      if (!isNaN(number) || !isNaN(comma) || dateLike.test(cell)) typed++;
    }
  }
  return cells ? typed / cells : 0;
}

const stated = /^\ufeff?"?sep=(.)"?\s*$/i;

/** The separator that a first line such as `sep=;` states, as spreadsheets write it. */
export function statedSeparator(line: string): Separator | undefined {
  const sign = stated.exec(line)?.[1];
  return separators.find((separator) => separator === sign);
}

const withComma =
  /^[+-]?(0,\d+|\d*,(\d{1,2}|\d{4,})|\d{1,3}(\.\d{3})+,\d+|\d{4,},\d+)$/;
const withPoint =
  /^[+-]?(0\.\d+|\d*\.(\d{1,2}|\d{4,})|\d{1,3}(,\d{3})+\.\d+|\d{4,}\.\d+)$/;
const undecided = /^[+-]?\d{1,3},\d{3}$/;

function decimalOf(sample: Scan, separator: Separator): Decimal {
  if (separator !== ";" && separator !== "\t") return ".";
  let [comma, point, either] = [0, 0, 0];
  for (let cell = sample.first[1]; cell < sample.start.length; cell++) {
    const length = sample.end[cell] - sample.start[cell];
    if (length < 2 || length > 24) continue;
    const read = text(sample, cell) ?? "";
    if (withComma.test(read)) comma++;
    else if (withPoint.test(read)) point++;
    else if (undecided.test(read)) either++;
  }
  if (comma + point > 0) return comma > point ? "," : ".";
  return either > 0 && separator === ";" ? "," : ".";
}

// In tab-separated text a quote is often just a sign, and one astray would swallow rows: it
// quotes only if the sample shows cells that it soundly opens and closes.
function quotesMean({ bytes, start, end, escaped }: Scan): boolean {
  let [quoted, astray] = [0, 0];
  for (let cell = 0; cell < start.length; cell++) {
    const sound = bytes[start[cell] - 1] === 0x22 && bytes[end[cell]] === 0x22;
    if (!escaped[cell] && !sound) continue;
    quoted++;
    if (!escaped[cell]) continue;
    const raw = bytes.toString("utf8", start[cell], end[cell]);
    if (!/^"([^"]|"")*"\s*$/.test(raw)) astray++;
  }
  return quoted > 0 && astray * 10 <= quoted;
}

const firstLine = (bytes: Uint8Array) =>
  Buffer.from(bytes.subarray(0, 16))
    .toString()
    .split(/[\r\n]/, 1)[0];

// The prefix is UTF-8. A separator asked for wins wherever rows contain it.
export function detect(
  prefix: Uint8Array,
  {
    separator: said,
    hint,
    quotes,
  }: {
    separator?: Separator;
    hint?: Separator; // of earlier files: it wins where another fits no better
    quotes?: boolean;
  } = {},
): Dialect {
  const sample = prefix.subarray(0, sampleBytes);
  const asked = said ?? statedSeparator(firstLine(sample));
  const head = sample.subarray(0, 4096);
  const tried = separators.filter(
    (separator, k) =>
      k < usual ||
      separator === asked ||
      head.includes(separator.charCodeAt(0)),
  );
  const scans = tried.map((separator) => {
    const dialect: Dialect = {
      separator,
      decimal: ".",
      quotes: quotes ?? true,
    };
    const found = scan(sample, dialect, { cut: true });
    return { dialect, sample: found, agrees: agreement(found) };
  });
  const wanted = scans.find(
    ({ dialect, agrees }) => dialect.separator === asked && agrees > 0,
  );
  const best = scans.reduce((best, next) => {
    const hinted = next.dialect.separator === hint;
    const tied = hinted && next.agrees === best.agrees;
    return next.agrees > best.agrees || tied ? next : best;
  });
  const none = scans.find(
    ({ dialect }) => dialect.separator === (asked ?? hint ?? ","),
  )!;
  const chosen = wanted ?? (best.agrees > 0 ? best : none);
  const { separator } = chosen.dialect;
  return {
    separator,
    decimal: decimalOf(chosen.sample, separator),
    quotes: quotes ?? (separator !== "\t" || quotesMean(chosen.sample)),
  };
}

export * as Dialect from "./dialect";
