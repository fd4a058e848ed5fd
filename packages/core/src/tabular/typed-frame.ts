// typed-frame: cells read as their columns' types into a frame, and the rows that do not read
import { Csv } from "./csv";
import type { HeaderRow } from "./header-row";
import type { Definition } from "./definition";
import type { Decimal } from "../reading/written-number";
import { ByteDictionary } from "./byte-dictionary";
import type { Column, Frame } from "./frame";
import {
  formOf,
  misread,
  readerOf,
  saysNothing,
  type Reader,
} from "./cell-reader";

// row counts the source's rows from 0, the header not among them; column is null for a ragged row.
export type Reject = {
  row: number;
  column: string | null;
  code: string;
  message: string;
};
// Cells of one column that count as missing though something stands there, in order of row.
export type Missing = {
  column: string;
  code: "cell.sentinel" | "cell.unread";
  rows: number[]; // as a reject counts them; rows refused for another reason may be among them
  cells: string[]; // what stood in each
};
export type Info = {
  frame: Frame; // accepted rows in order, columns in the order of the definition
  rows: Int32Array; // source row of each
  rejects: Reject[]; // in order of row, each by its first error
  missing: Missing[];
};
export type Types = Pick<Definition.Info, "columns" | "dates"> &
  Partial<Pick<Definition.Info, "numbers" | "timezone" | "zeros">> & {
    // Columns whose cells count as missing where they do not read; those of all others refuse their rows.
    lenient?: ReadonlySet<string>;
  };

// One column of a source; a source without the column answers nothing but missing.
type Cells = {
  // Reads rows not at fault yet into the column, NaN for missing, and hands over each that does not read.
  read: (
    reader: Reader,
    into: Float64Array,
    wrong: Int32Array,
    odd: (row: number, text: string) => void,
  ) => void;
  text: (row: number) => string | null; // what stood there, null when missing
  code?: (row: number, dictionary: ByteDictionary.Dictionary) => number; // -1 missing
};
type Source = {
  rows: number;
  cells: (name: string) => Cells | null;
  ragged: (row: number) => Omit<Reject, "row"> | null;
};

// Values first, since only they refuse rows; then categories and text of the accepted rows.
function build(source: Source, types: Types, decimal: Decimal): Info {
  const { rows } = source;
  const names = Object.keys(types.columns);
  const wrong = new Int32Array(rows).fill(-1); // first column at fault, names.length when ragged
  let faults = 0;
  const ragged = new Map<number, Reject>();
  for (let row = 0; row < rows; row++) {
    const fault = source.ragged(row);
    if (!fault) continue;
    wrong[row] = names.length;
    ragged.set(row, { row, ...fault });
    faults++;
  }
  const sources = names.map(source.cells);
  const missing: Missing[] = [];
  const values = names.map((name, k) => {
    const form = formOf(types, name, decimal);
    const reader = readerOf(types.columns[name], form);
    const cells = sources[k];
    if (!reader) return null;
    const column = new Float64Array(rows).fill(NaN);
    if (!cells) return column;
    const odd = {
      "cell.sentinel": { rows: [] as number[], cells: [] as string[] },
      "cell.unread": { rows: [] as number[], cells: [] as string[] },
    };
    cells.read(reader, column, wrong, (row, text) => {
      const sentinel = saysNothing(text, form);
      if (!sentinel && !types.lenient?.has(name)) {
        wrong[row] = k;
        faults++;
        return;
      }
      const found = odd[sentinel ? "cell.sentinel" : "cell.unread"];
      found.rows.push(row);
      found.cells.push(text);
    });
    for (const code of ["cell.sentinel", "cell.unread"] as const)
      if (odd[code].rows.length)
        missing.push({ column: name, code, ...odd[code] });
    return column;
  });

  const kept = new Int32Array(rows - faults);
  const rejects: Reject[] = [];
  for (let row = 0, at = 0; row < rows; row++) {
    const k = wrong[row];
    if (k < 0) kept[at++] = row;
    else if (k === names.length) rejects.push(ragged.get(row)!);
    else {
      const text = sources[k]!.text(row)!;
      rejects.push({
        row,
        ...misread(names[k], types.columns[names[k]], text),
      });
    }
  }
  const columns = names.map((name, k): Column => {
    const type = types.columns[name];
    const all = values[k];
    if (type === "category") return category(name, sources[k], kept);
    if (type === "text" || !all) {
      const cells = sources[k];
      return {
        name,
        type: "text",
        values: Array.from(kept, (row) => cells?.text(row) ?? null),
      };
    }
    return {
      name,
      type,
      values: faults ? Float64Array.from(kept, (row) => all[row]) : all,
    };
  });
  return {
    frame: { rows: kept.length, columns },
    rows: kept,
    rejects,
    missing,
  };
}

function category(name: string, cells: Cells | null, kept: Int32Array): Column {
  const codes = new Int32Array(kept.length).fill(-1);
  if (!cells) return { name, type: "category", codes, levels: [] };
  if (cells.code) {
    const dictionary = ByteDictionary.create();
    for (let i = 0; i < kept.length; i++)
      codes[i] = cells.code(kept[i], dictionary);
    return { name, type: "category", codes, levels: dictionary.levels() };
  }
  const index = new Map<string, number>();
  for (let i = 0; i < kept.length; i++) {
    const text = cells.text(kept[i]);
    if (text === null) continue;
    const code = index.get(text) ?? index.size;
    if (code === index.size) index.set(text, code);
    codes[i] = code;
  }
  return { name, type: "category", codes, levels: [...index.keys()] };
}

type Rows = {
  scan: Csv.Scan;
  header: HeaderRow.Header;
  /** Why a row of the scan is refused before its cells are looked at; null where it is not. */
  aside?: (row: number) => Omit<Reject, "row"> | null;
};

/** Why a row of the scan is refused before its cells are read; null where it is not. */
export const refusal =
  ({ scan, header, aside }: Rows) =>
  (row: number): Omit<Reject, "row"> | null => {
    const { first, start, end } = scan;
    const apart = aside?.(row);
    if (apart) return apart;
    const from = first[row];
    let width = first[row + 1] - from;
    // Empty cells too many are none: a separator ends the row, or a mended row has its surplus cells emptied.
    while (
      width > header.extra &&
      start[from + width - 1] === end[from + width - 1]
    )
      width--;
    if (width === header.extra) return null;
    const cell = scan.quotes ? straying(scan, from, from + width) : -1;
    if (cell >= 0)
      return {
        column: header.names[cell - from] ?? null,
        code: "row.quote",
        message: `Expected the quote that opens this cell to be closed before a separator or the end of the line, and ${header.extra} cells, got ${width}.`,
      };
    const few = width < header.extra;
    return {
      column: null,
      code: few ? "row.cells.few" : "row.cells.many",
      message: `Expected ${header.extra} cells, got ${width}.`,
    };
  };

export function fromScan({
  scan,
  header,
  types,
  decimal = ".",
  aside,
}: Rows & { types: Types; decimal?: Decimal }): Info {
  const { bytes, first, start, end, escaped } = scan;
  const skip = header.rows;
  const places = new Map(
    header.names.map((name, k) => [name, header.cells[k]]),
  );
  const cells = (name: string): Cells | null => {
    const at = places.get(name);
    if (at === undefined) return null;
    return {
      read: ({ ofText, ofBytes }, into, wrong, odd) => {
        for (let row = 0; row < into.length; row++) {
          const cell = first[row + skip] + at;
          if (wrong[row] >= 0 || start[cell] === end[cell]) continue;
          let value: number;
          if (ofBytes && !escaped[cell])
            value = ofBytes(bytes, start[cell], end[cell]);
          else {
            const text = Csv.text(scan, cell);
            if (text === null) continue;
            value = ofText(text);
          }
          into[row] = value;
          if (value !== value) odd(row, Csv.text(scan, cell)!);
        }
      },
      text: (row) => Csv.text(scan, first[row + skip] + at),
      code: (row, dictionary) => {
        const cell = first[row + skip] + at;
        if (!escaped[cell])
          return start[cell] === end[cell]
            ? -1
            : dictionary.codeOf(bytes, start[cell], end[cell]);
        const text = Csv.text(scan, cell);
        if (text === null) return -1;
        const own = Buffer.from(text);
        return dictionary.codeOf(own, 0, own.length);
      },
    };
  };
  const refused = refusal({ scan, header, aside });
  const ragged = (row: number) => refused(row + skip);
  return build({ rows: scan.rows - skip, cells, ragged }, types, decimal);
}

// The first cell whose quote was taken as a sign of its text.
function straying(
  { bytes, start, escaped }: Csv.Scan,
  from: number,
  to: number,
) {
  for (let cell = from; cell < to; cell++)
    if (bytes[start[cell]] === 0x22 && !escaped[cell]) return cell;
  return -1;
}

const ofTexts = (get: (row: number) => string | null): Cells => ({
  read: ({ ofText }, into, wrong, odd) => {
    for (let row = 0; row < into.length; row++) {
      const text = wrong[row] < 0 ? get(row) : null;
      if (text === null) continue;
      into[row] = ofText(text);
      if (Number.isNaN(into[row])) odd(row, text);
    }
  },
  text: get,
});

// Columns of strings, as the lake holds them; null or blank is missing.
export function fromStrings({
  names,
  cells,
  rows,
  types,
}: {
  names: string[];
  cells: (string | null)[][]; // [column][row]
  rows: number;
  types: Types;
}): Info {
  const column = (name: string) => {
    const values = cells[names.indexOf(name)];
    return values ? ofTexts((row) => values[row]?.trim() || null) : null;
  };
  return build({ rows, cells: column, ragged: () => null }, types, ".");
}

function written(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "object") return JSON.stringify(value);
  return String(value).trim() || null;
}

// Rows as JSON gives them; every value reads as the CSV cell it would be written as.
export function fromObjects({
  rows,
  types,
}: {
  rows: Record<string, unknown>[];
  types: Types;
}): Info {
  const cells = (name: string) =>
    ofTexts((row) => {
      if (!Object.hasOwn(rows[row], name)) return null;
      const text = written(rows[row][name]);
      // JSON has a decimal point, whatever the column's cells have.
      const comma = formOf(types, name).decimal === ",";
      return typeof rows[row][name] === "number" && comma
        ? text!.replace(".", ",")
        : text;
    });
  const nested = (row: number) => {
    const name = Object.keys(types.columns).find(
      (name) => Object.hasOwn(rows[row], name) && isNested(rows[row][name]),
    );
    if (name === undefined) return null;
    return misread(name, types.columns[name], written(rows[row][name])!);
  };
  return build({ rows: rows.length, cells, ragged: nested }, types, ".");
}

const isNested = (value: unknown) =>
  typeof value === "object" && value !== null;

export * as TypedFrame from "./typed-frame";
