// table-layout: where in a file the table stands: what is passed over above its header, the header, and where its rows begin
import { scan as scanOf, type Scan, type Separator } from "../tabular/csv";
import type { From } from "../tabular/csv-parts";
import type { Definition } from "../tabular/definition";
import { Failure } from "../base/error";
import { Dialect, statedSeparator, widthOf } from "../tabular/dialect";
import { cellsOf, HeaderRow, isMended } from "../tabular/header-row";
import { Warning } from "../reading/warning";
import { TypedLines } from "./typed-lines";
import { UnitsRow } from "./units-row";

export type Info = {
  dialect: Dialect; // with the width of the rows
  header: HeaderRow.Header; // its rows are 0: the rows begin below it
  line: number | null; // of the header
  from: From;
  skipped: number; // rows passed over above the header
  warnings: Warning.Info[];
};

export type Said = Pick<
  Definition.Input,
  | "header"
  | "names"
  | "separator"
  | "id"
  | "time"
  | "label"
  | "columns"
  | "candidates"
>;

// Rows among which the header is looked for.
const maxSkipped = 40;

/** The bytes are UTF-8, cut anywhere unless they are the whole file. */
export function find(
  bytes: Uint8Array,
  {
    whole,
    known = {},
    separator,
    quotes,
    meant,
  }: {
    whole: boolean;
    known?: Said;
    separator?: Separator;
    quotes?: boolean;
    /** How many of the names are such as columns of the business have. */
    meant?: (names: string[]) => number;
  },
): Info {
  const hint = known.separator;
  const dialect = Dialect.detect(bytes, { separator, hint, quotes });
  const scan = scanOf(bytes, dialect, { cut: !whole });
  check(scan);
  const { row, named } = place(scan, known, meant);
  const width = scan.rows ? widthOf(scan).width : 0;
  const above = named && row > 0 ? groupsAbove(scan, row, width) : null;
  const read = HeaderRow.read(scan, {
    ...{ header: named, row, width },
    groups: above ?? undefined,
  });
  let start = read.rows;
  const warnings: Warning.Info[] = [];
  if (above) warnings.push(joined(scan, row, read.names, above));
  const passedOver = row - (above ? 1 : 0);
  if (passedOver > 0) warnings.push(skipped(scan, row, passedOver));
  const passes = (row: number) =>
    UnitsRow.is(scan, row) || UnitsRow.describes(scan, row);
  while (named && start < read.rows + maxUnits && passes(start))
    warnings.push(passed(scan, start++));
  return {
    dialect: { ...dialect, width: read.width },
    header: { ...read, rows: 0 },
    line: named ? scan.line[row] : null,
    from: placeOf(scan, start),
    skipped: passedOver,
    warnings: Warning.merge(warnings),
  };
}

// Lines of units, rules and further names below the header.
const maxUnits = 3;
const maxColumns = 5000;

function check({ rows, first }: Scan) {
  for (let row = 0; row < Math.min(rows, maxSkipped); row++) {
    const width = first[row + 1] - first[row];
    if (width > maxColumns)
      throw new Failure(
        "upload.columns",
        `Expected at most ${maxColumns} columns, got ${width}.`,
      );
  }
}

/** The rows of the table among the same bytes. */
export function rows(
  bytes: Uint8Array,
  { dialect, from }: Pick<Info, "dialect" | "from">,
  { whole }: { whole: boolean },
): Scan {
  return scanOf(bytes.subarray(from.byte), dialect, {
    line: from.line,
    cut: !whole,
  });
}

function placeOf(scan: Scan, row: number): From {
  if (row < scan.rows) return { byte: scan.offset[row], line: scan.line[row] };
  return { byte: scan.offset[scan.rows], line: scan.next };
}

// A row that the file's columns are named in; without one, the first row of data.
function place(
  scan: Scan,
  known: Said,
  meant: (names: string[]) => number = () => 0,
) {
  const above = scan.rows ? preamble(scan) : 0;
  const first = { row: above, named: true };
  if (scan.rows <= above) return { ...first, row: Math.max(0, scan.rows - 1) };
  if (known.header === false)
    return { row: above, named: isMended(cellsOf(scan, above)) };
  const said = spoken(scan, known);
  if (said !== null) return { row: said, named: true };
  const { width } = widthOf(scan);
  const evidence = TypedLines.read(scan, width);
  const score = (row: number) => {
    const { against, along } = evidence(row);
    return against - along;
  };
  const last = Math.min(scan.rows, maxSkipped, TypedLines.maxRows);
  const rows = Array.from({ length: last - above }, (_, k) => above + k);
  const looks = speaking(
    scan,
    rows.filter((row) => isNames(scan, row, width)),
    meant,
  );
  const wide = looks.length ? looks : rows;
  let best = wide[0];
  for (const row of wide) if (score(row) > Math.max(0, score(best))) best = row;
  // Of lines that name the columns as well, one right above the data is the header.
  for (let next = best + 1; score(best) > 0 && looks.includes(next); next++) {
    if (score(next) !== score(best) || UnitsRow.is(scan, next)) break;
    if (!TypedLines.isLikeData(scan, next)) best = next;
  }
  // What an owner did not say holds no header only if its cells read as those below do.
  const named = (known.header && known.candidates) || score(best) >= 0;
  return { row: best, named: !!named || best > above };
}

// Lines among which names are told by their meaning, and how many names say that a line is one of them.
const maxSpelt = 12;
const leastSpelt = 2;
const maxNames = 60;

// The lines with most names of known meaning, all where none has such names.
function speaking(
  scan: Scan,
  rows: number[],
  meant: (names: string[]) => number,
): number[] {
  const found = rows.slice(0, maxSpelt).map((row) => {
    const cells = cellsOf(scan, row).filter((cell) => cell !== null);
    return { row, names: meant(cells.slice(0, maxNames)) };
  });
  const most = Math.max(0, ...found.map(({ names }) => names));
  return most < leastSpelt
    ? rows
    : found.flatMap(({ row, names }) => (names === most ? [row] : []));
}

const comment = /^(#|\/\/)/;

// Rows before the first that may be a header: `sep=;`, and comments, unless one is as wide as the table.
function preamble(scan: Scan): number {
  const { width } = widthOf(scan);
  let row = 0;
  for (; row < scan.rows - 1 && row < maxSkipped; row++) {
    const cells = cellsOf(scan, row);
    const line = cells.filter((cell) => cell !== null).join("");
    const stated = row === 0 && statedSeparator(line) !== undefined;
    const other = cells.length !== width || isComment(scan, row + 1);
    if (!stated && !(isComment(scan, row) && other)) break;
  }
  return row;
}

const isComment = (scan: Scan, row: number) =>
  row < scan.rows && comment.test(cellsOf(scan, row)[0] ?? "");

// As wide as the table and with names in at least half of its cells.
function isNames(scan: Scan, row: number, width: number): boolean {
  const cells = cellsOf(scan, row);
  const filled = cells.filter((cell) => cell !== null).length;
  const wide = cells.length === width || cells.length === width - 1;
  if (width < 2) return filled > 0;
  // Of two columns the first often has no name.
  if (width === 2 && cells.length === 2 && cells[0] === null)
    return isNamed(cells[1]);
  return (wide || filled === width) && filled >= Math.max(2, width / 2);
}

const isNamed = (cell: string | null) => cell !== null && /^\p{L}/u.test(cell);

const plain = (name: string) => name.toLowerCase().replace(/[\s_-]+/g, "");

// The row with most of the names that the dataset has; null where none has half of them.
function spoken(scan: Scan, known: Said): number | null {
  const { names } = known;
  const keys = names ? [] : [known.id, known.time, known.label?.column];
  const asked = keys.filter((name) => name !== undefined).map(plain);
  const columns = new Set(
    (names ?? Object.keys(known.columns ?? {})).map(plain),
  );
  if (!asked.length && !columns.size) return null;
  for (let row = 0; row < Math.min(scan.rows, maxSkipped); row++) {
    const cells = new Set(cellsOf(scan, row).map((cell) => plain(cell ?? "")));
    if (asked.some((name) => cells.has(name))) return row;
    const met = [...cells].filter((cell) => columns.has(cell)).length;
    if (met > 0 && 2 * met >= Math.min(columns.size, cells.size)) return row;
  }
  return null;
}

// As it stands, without separators at its end.
const shown = ({ bytes, offset }: Scan, row: number) =>
  bytes
    .toString("utf8", offset[row], offset[row + 1])
    .replace(/^\ufeff/, "")
    .replace(/(?<!=)[\s,;|]+$/, "")
    .slice(0, 120);

const skipped = (scan: Scan, row: number, count: number): Warning.Info => ({
  code: "header.skipped",
  count,
  example: shown(scan, 0),
  message: `The header was found on line ${scan.line[row]}; what stands above it was passed over.`,
});

/**
 * Heads of several columns in the row above names that repeat, each for the columns up to the next; null where the row is
 * no such thing.
 */
function groupsAbove(
  scan: Scan,
  row: number,
  width: number,
): (string | null)[] | null {
  const names = cellsOf(scan, row).slice(0, width);
  const heads = cellsOf(scan, row - 1).slice(0, width);
  const filled = heads.filter((cell) => cell !== null);
  if (filled.length < 2 || heads.length < width - 1) return null;
  let head: string | null = null;
  const groups = Array.from({ length: names.length }, (_, k) => {
    head = heads[k] ?? head;
    return head;
  });
  const repeated = names.map(
    (name, k) =>
      name !== null && names.some((other, at) => at !== k && other === name),
  );
  if (!repeated.some(Boolean)) return null;
  const places = [...names.keys()].filter((k) => repeated[k]);
  const told = places.filter((k) => groups[k] !== null);
  const full = new Set(told.map((k) => `${groups[k]} ${names[k]}`));
  return full.size === places.length
    ? groups.map((group, k) => (repeated[k] ? group : null))
    : null;
}

const joined = (
  scan: Scan,
  row: number,
  names: string[],
  groups: (string | null)[],
): Warning.Info => ({
  code: "header.joined",
  count: groups.filter((group) => group !== null).length,
  example: names.find((_, k) => groups[k] !== null),
  message: `Names on line ${scan.line[row]} repeat; each was put behind its head on the line above.`,
});

const passed = (scan: Scan, row: number): Warning.Info => ({
  code: "row.units",
  count: 1,
  example: shown(scan, row),
  message: `Line ${scan.line[row]} below the header holds units or further names and no row; it was passed over.`,
});

export * as TableLayout from "./table-layout";
