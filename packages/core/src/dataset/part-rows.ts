// part-rows: the accepted rows of one part with their keys, and the refused ones with why
import { own } from "../base/own";
import { Calendar } from "../reading/calendar";
import { Cell } from "../tabular/cell";
import { Said } from "../tabular/said";
import { Sentinel } from "../reading/sentinel";
import { DecimalSign } from "../reading/decimal-sign";
import { WrittenDate, type Order } from "../reading/written-date";
import type { Warning } from "../reading/warning";
import { AsideRow } from "../lines/aside-row";
import { Csv } from "../tabular/csv";
import type { Definition } from "../tabular/definition";
import { Frame } from "../tabular/frame";
import type { Header } from "../tabular/header-row";
import { Period } from "../tabular/period";
import type { StoredRows } from "../tabular/stored-rows";
import type { Dialect } from "../tabular/dialect";
import type { InferTypes } from "./infer-types";
import { TypedFrame } from "../tabular/typed-frame";

export type Refused = {
  line: number;
  column: string | null;
  code: string;
  message: string;
  period: string | null;
  cells: string[];
};
export type Info = StoredRows.Info & {
  order: string;
  refused: Refused[];
  warnings: Warning.Info[];
};

/** How the rows of one file are read. */
export type Plan = AsideRow.Lines & {
  upload: string;
  /** The definition completed by what this file shows. */
  definition: Definition.Info;
  dialect: Dialect;
  header: Omit<Header, "cells"> & { cells: number[] };
  /** How this file's columns are written where it is not as the dataset keeps it. */
  writing?: InferTypes.Writing;
  period: string; // of rows without one of their own
  dropped: string;
  order: string;
};

/** Rows of the text from its physical line `from` on; their header is none of them. */
export function read(bytes: Uint8Array, plan: Plan, from: number): Info {
  const { dialect, definition } = plan;
  // The split left the header's row out of every part.
  const header: Header = {
    ...plan.header,
    cells: Int32Array.from(plan.header.cells),
    rows: 0,
  };
  const scan = Csv.scan(bytes, dialect, { line: from });
  const writing = {
    numbers: { ...definition.numbers, ...plan.writing?.numbers },
    dates: { ...definition.dates, ...plan.writing?.dates },
  };
  const typed = TypedFrame.fromScan({
    scan,
    header,
    types: {
      ...definition,
      ...writing,
      lenient: Said.lenient(definition),
    },
    aside: AsideRow.finder({ scan, header, lines: plan }),
  });
  const cell = (row: number, at: number) =>
    Csv.text(scan, scan.first[row] + at);
  const at = (name: string | undefined) =>
    name === undefined ? -1 : header.cells[header.names.indexOf(name)];
  const source = { id: at(definition.id), time: at(definition.time) };
  const dated = own(writing.dates, definition.time ?? "");

  const numbered = own(definition.columns, definition.id ?? "") === "number";
  const kept: number[] = [];
  const id: string[] = [];
  const period: string[] = [];
  const rejects = [...typed.rejects];
  const fallback = (row: number) =>
    (header.period < 0 ? null : cell(row, header.period)) ?? plan.period;
  const refuse = (row: number, column: string, code: string, message: string) =>
    rejects.push({ row, column, code, message });

  const latest = Date.parse(plan.dropped) / Calendar.dayMs + 1;
  const known = new Map<string, string | null>();
  // The period of a time's cell; "future" when it is more than a day after the drop.
  const periodOf = (text: string) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const { period: kind, timezone } = definition;
    const value =
      source.time < 0 || kind === "step"
        ? text
        : Cell.date(text, dated, timezone);
    const found =
      typeof value === "number" && value > latest
        ? "future"
        : Period.parse(value, kind);
    known.set(text, found);
    return found;
  };

  typed.rows.forEach((row, k) => {
    const key =
      source.id < 0 ? `${plan.upload}:${scan.line[row]}` : cell(row, source.id);
    if (key === null || (numbered && Sentinel.is(key)))
      return refuse(
        row,
        definition.id!,
        "row.id.missing",
        `Expected an id in "${definition.id}", got ${key === null ? "an empty cell" : `"${key}"`}`,
      );
    if (Buffer.byteLength(key) > AsideRow.maxIdBytes)
      return refuse(
        row,
        definition.id!,
        "row.id.long",
        `Expected an id of at most ${AsideRow.maxIdBytes} bytes, got ${Buffer.byteLength(key)}`,
      );
    const time = source.time < 0 ? fallback(row) : cell(row, source.time);
    const when = time === null ? null : periodOf(time);
    if (when === "future")
      return refuse(
        row,
        definition.time!,
        "row.time.future",
        `Expected a time of ${plan.dropped.slice(0, 10)}, when the file came, or before, got "${time}"`,
      );
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
  const accepted = new Set(typed.missing.length ? rows : []);
  const text = (name: string, k: number) => {
    const at = header.cells[k];
    const cells = rows.map((row) => cell(row, at));
    // The lake holds a column's cells as the definition says that they are written.
    if (own(plan.writing?.numbers, name))
      return cells.map((cell) => cell && DecimalSign.respelt(cell));
    const order = own(plan.writing?.dates, name);
    return order ? cells.map((cell) => cell && isoOf(cell, order)) : cells;
  };
  const refused = rejects
    .sort((a, b) => a.row - b.row)
    .map(({ row, column, code, message }): Refused => ({
      line: scan.line[row],
      column,
      code,
      message,
      period: source.time < 0 ? fallback(row) : null,
      cells: inOrder(Csv.verbatim(scan, dialect, row), header),
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
    warnings: typed.missing.flatMap(({ column, code, rows: odd, cells }) => {
      if (column === definition.id || column === definition.time) return [];
      const first = odd.findIndex((row) => accepted.has(row));
      if (first < 0) return [];
      const row = odd[first];
      const count = odd.filter((row) => accepted.has(row)).length;
      return {
        ...{ code, column, count },
        example: `${brief(cells[first])} (line ${scan.line[row]})`,
        message: sentences[code](column, own(definition.columns, column)!),
      };
    }),
  };
}

// Day or moment, as every reader of dates understands it.
function isoOf(text: string, order: Order) {
  const { days, zoned } = WrittenDate.read(text, order);
  if (Number.isNaN(days)) return text;
  const iso = new Date(Math.round(days * 86_400_000)).toISOString();
  if (zoned) return iso;
  return days % 1 === 0 ? iso.slice(0, 10) : iso.slice(0, -1);
}

const brief = (text: string) =>
  text.length > 60 ? `${text.slice(0, 59)}…` : text;

const sentences = {
  "cell.sentinel": (column, kind) =>
    `${column}: cells that say there is no value count as missing in this ${kind} column.`,
  "cell.unread": (column, kind) =>
    `${column}: cells that do not read as a ${kind} count as missing.`,
} satisfies Record<
  TypedFrame.Missing["code"],
  (column: string, kind: Definition.Kind) => string
>;

// A row's cells in the order of its columns, then what it has too many.
const inOrder = (cells: string[], header: Header) => [
  ...Array.from(header.cells, (at) => cells[at] ?? ""),
  ...cells.slice(header.extra),
];

export * as PartRows from "./part-rows";
