// part-rows: the accepted rows of one part with their keys, and the refused ones with why
import { Cell } from "../tabular/cell";
import { Csv } from "../tabular/csv";
import type { Definition } from "../tabular/definition";
import { Frame } from "../tabular/frame";
import type { Header } from "../tabular/header-row";
import type { Parquet } from "../tabular/parquet";
import { Period } from "../tabular/period";
import type { PlanUpload } from "./plan-upload";
import { TypedFrame } from "../tabular/typed-frame";

export type Refused = {
  line: number;
  column: string | null;
  code: string;
  message: string;
  period: string | null;
  cells: string[];
};
export type Info = {
  upload: string;
  order: string;
  columns: string[];
  cells: (string | null)[][]; // [column][row]
  frame: Frame;
  id: string[]; // [row] for this and all below
  period: string[];
  line: Int32Array;
  refused: Refused[];
};

export function read(
  bytes: Uint8Array,
  plan: PlanUpload.Info,
  part: number,
  definition: Definition.Info,
): Info {
  const { dialect } = plan;
  // The split left the header's row out of every part.
  const header: Header = {
    ...plan.header,
    cells: Int32Array.from(plan.header.cells),
    rows: 0,
  };
  const scan = Csv.scan(bytes, dialect, { line: plan.parts[part].line });
  const typed = TypedFrame.fromScan({
    scan,
    header,
    types: definition,
    decimal: dialect.decimal,
  });
  const cell = (row: number, at: number) =>
    Csv.text(scan, scan.first[row] + at);
  const at = (name: string | undefined) =>
    name === undefined ? -1 : header.cells[header.names.indexOf(name)];
  const source = { id: at(definition.id), time: at(definition.time) };
  const dated = definition.time && definition.dates[definition.time];

  const kept: number[] = [];
  const id: string[] = [];
  const period: string[] = [];
  const rejects = [...typed.rejects];
  const fallback = (row: number) =>
    (header.period < 0 ? null : cell(row, header.period)) ?? plan.period;
  const refuse = (row: number, column: string, code: string, message: string) =>
    rejects.push({ row, column, code, message });

  typed.rows.forEach((row, k) => {
    const key =
      source.id < 0 ? `${plan.upload}:${scan.line[row]}` : cell(row, source.id);
    if (key === null)
      return refuse(
        row,
        definition.id!,
        "row.id.missing",
        `Expected an id in "${definition.id}", got an empty cell`,
      );
    const time = source.time < 0 ? fallback(row) : cell(row, source.time);
    const when =
      time === null
        ? null
        : Period.parse(time, definition.period, dated || undefined);
    if (when === null)
      return refuse(
        row,
        definition.time!,
        "row.period",
        `Expected a ${definition.period} in "${definition.time}", got ${time === null ? "an empty cell" : `"${time}"`}`,
      );
    kept.push(k);
    id.push(key);
    period.push(when);
  });

  const rows = kept.map((k) => typed.rows[k]);
  const text = (name: string, k: number) => {
    const at = header.cells[k];
    const cells = rows.map((row) => cell(row, at));
    const comma =
      dialect.decimal === "," && definition.columns[name] === "number";
    return comma ? cells.map((c) => c && Cell.pointed(c)) : cells;
  };
  const refused = rejects
    .sort((a, b) => a.row - b.row)
    .map(({ row, column, code, message }): Refused => ({
      line: scan.line[row],
      column,
      code,
      message,
      period: source.time < 0 ? fallback(row) : null,
      cells: own(Csv.verbatim(scan, dialect, row), header),
    }));
  return {
    upload: plan.upload,
    order: plan.order,
    columns: header.names,
    cells: header.names.map(text),
    frame:
      kept.length === typed.rows.length
        ? typed.frame
        : Frame.select(typed.frame, kept),
    id,
    period,
    line: Int32Array.from(rows, (row) => scan.line[row]),
    refused,
  };
}

// A row's cells in the order of its columns, then what it has too many.
const own = (cells: string[], header: Header) => [
  ...Array.from(header.cells, (at) => cells[at] ?? ""),
  ...cells.slice(header.extra),
];

export type Stored = Omit<Info, "refused" | "order">;

// Rows of the lake under the types in force now; what no longer reads as its type is left out.
export function stored(
  lake: Parquet.Rows,
  definition: Definition.Info,
): Stored {
  const { frame, rows } = TypedFrame.fromStrings({
    names: lake.columns,
    cells: lake.cells,
    rows: lake.id.length,
    types: definition,
  });
  const pick = <T>(list: T[]) => Array.from(rows, (row) => list[row]);
  return {
    upload: lake.upload[0],
    columns: lake.columns,
    cells: lake.cells.map(pick),
    frame,
    id: pick(lake.id),
    period: pick(lake.period),
    line: Int32Array.from(rows, (row) => lake.line[row]),
  };
}

// Rows that stand last for their id and period: only they become snapshots.
export function last(rows: Pick<Stored, "id" | "period">) {
  const newest = new Map<string, number>();
  rows.id.forEach((id, row) => newest.set(`${rows.period[row]} ${id}`, row));
  return [...newest.values()].sort((a, b) => a - b);
}

// Days since 1970-01-01 of the end of each row's period: what dates are measured against.
export function ends(period: string[]) {
  const known = new Map<string, number>();
  const of = (p: string) =>
    known.get(p) ?? (known.set(p, Period.end(p)), known.get(p)!);
  return Float64Array.from(period, of);
}

export * as PartRows from "./part-rows";
