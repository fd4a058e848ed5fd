import fc from "fast-check";
import { HeaderRow } from "@mainstay/core/tabular/header-row";
import { expect, test } from "vitest";
import { Cell } from "@mainstay/core/tabular/cell";
import { Csv } from "@mainstay/core/tabular/csv";
import type { Definition } from "@mainstay/core/tabular/definition";
import type { Dialect } from "@mainstay/core/tabular/dialect";
import { TypedFrame } from "@mainstay/core/tabular/typed-frame";

const types: TypedFrame.Types = {
  columns: { n: "number", b: "boolean", d: "date", c: "category", t: "text" },
  dates: { d: "dmy" },
};
const names = Object.keys(types.columns);
const fromCsv = (source: string, dialect: Dialect, columns = types) => {
  const scan = Csv.scan(Buffer.from(source), dialect);
  const header = HeaderRow.read(scan, { header: true });
  return TypedFrame.fromScan({
    scan,
    header,
    types: columns,
    decimal: dialect.decimal,
  });
};
const comma: Dialect = { separator: ",", decimal: ".", quotes: true };

const cell = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "1",
    "0",
    "yes",
    "No",
    "-1.5",
    "1e3",
    "1,234.5",
    "x",
    "中",
    '"q"',
  ),
  fc.constantFrom("2026-01-05", "31/12/2026", "2026-13-01", "NaN", "a, b"),
);
const table = fc.array(fc.tuple(cell, cell, cell, cell, cell), {
  maxLength: 8,
});

// The plain way: one cell after the other, as the definition of reading says.
const read = (name: string, text: string): unknown => {
  const kind: Definition.Kind = types.columns[name];
  if (!text.trim()) return kind === "category" || kind === "text" ? null : NaN;
  if (kind === "number") return Cell.number(text.trim());
  if (kind === "boolean") return Cell.boolean(text.trim());
  if (kind === "date") return Cell.date(text.trim(), "dmy");
  return text.trim();
};

test("bytes, lake columns and JSON rows give the same frame and the same rejects", () => {
  fc.assert(
    fc.property(table, (rows) => {
      const csv = Csv.line(names) + rows.map((row) => Csv.line(row)).join("");
      const scanned = fromCsv(csv, comma);
      const strings = TypedFrame.fromStrings({
        names,
        cells: names.map((_, k) => rows.map((row) => row[k])),
        rows: rows.length,
        types,
      });
      const objects = TypedFrame.fromObjects({
        rows: rows.map((row) =>
          Object.fromEntries(names.map((name, k) => [name, row[k]])),
        ),
        types,
      });
      expect(strings).toEqual(scanned);
      expect(objects).toEqual(scanned);

      const bad = rows.flatMap((row, i) => {
        const k = names.findIndex(
          (name, k) =>
            row[k].trim() &&
            row[k] !== "NaN" &&
            Number.isNaN(read(name, row[k])),
        );
        return k < 0
          ? []
          : [
              {
                row: i,
                column: names[k],
                code: `cell.${types.columns[names[k]]}`,
              },
            ];
      });
      expect(scanned.rejects).toMatchObject(bad);
      const good = rows.filter((_, i) => !bad.some(({ row }) => row === i));
      scanned.frame.columns.forEach((column, k) => {
        const values =
          column.type === "category"
            ? Array.from(column.codes, (code) => column.levels[code] ?? null)
            : Array.from<unknown>(column.values);
        expect(values).toEqual(good.map((row) => read(names[k], row[k])));
      });
    }),
    { numRuns: 500 },
  );
});

test("a ragged row is refused and the others go on", () => {
  const { frame, rows, rejects } = fromCsv("n,t\n1,a\n2\n3,b,c\n4,d\n", comma, {
    columns: { n: "number", t: "text" },
    dates: {},
  });
  expect(rejects.map(({ row, code }) => [row, code])).toEqual([
    [1, "row.cells.few"],
    [2, "row.cells.many"],
  ]);
  expect([frame.rows, ...rows]).toEqual([2, 0, 3]);
});

test("a refusal names the column, what was expected and what came, shortened", () => {
  const [{ column, message }] = fromCsv(`n\n${"9x".repeat(99)}\n`, comma, {
    columns: { n: "number" },
    dates: {},
  }).rejects;
  expect(column).toBe("n");
  expect(message).toMatch(/n: expected a number, got "9x9x.*…"/);
  expect(message.length).toBeLessThan(90);
});

test("cells that say there is no value are missing, and told with their rows", () => {
  const lenient = { columns: { n: "number" as const }, dates: {} };
  const source = "n\n1\nN/A\ntbc\n-\n";
  const { frame, missing, rejects } = fromCsv(source, comma, {
    ...lenient,
    lenient: new Set(["n"]),
  });
  expect([frame.rows, rejects]).toEqual([4, []]);
  expect(missing).toEqual([
    { column: "n", code: "cell.sentinel", rows: [1, 3], cells: ["N/A", "-"] },
    { column: "n", code: "cell.unread", rows: [2], cells: ["tbc"] },
  ]);
  expect(fromCsv(source, comma, lenient)).toMatchObject({
    missing: [{ code: "cell.sentinel", rows: [1, 3] }],
    rejects: [{ row: 2, code: "cell.number" }],
  });
});

test("decimal commas read as numbers where the dialect has them", () => {
  const { frame } = fromCsv(
    "n;m\n1,5;1.234,5\n",
    { separator: ";", decimal: ",", quotes: true },
    { columns: { n: "number", m: "number" }, dates: {} },
  );
  expect(
    frame.columns.map(
      (column) => (column as { values: Float64Array }).values[0],
    ),
  ).toEqual([1.5, 1234.5]);
});

test("columns come in the definition's order, an absent one all missing", () => {
  const { frame } = fromCsv("c,x\nu,1\n", comma, {
    columns: { x: "number", gone: "number", c: "category", lost: "category" },
    dates: {},
  });
  expect(frame.columns).toEqual([
    { name: "x", type: "number", values: Float64Array.of(1) },
    { name: "gone", type: "number", values: Float64Array.of(NaN) },
    { name: "c", type: "category", codes: Int32Array.of(0), levels: ["u"] },
    { name: "lost", type: "category", codes: Int32Array.of(-1), levels: [] },
  ]);
});

test("JSON numbers, booleans and null are cells; what nests is refused", () => {
  const { frame, rejects } = TypedFrame.fromObjects({
    rows: [{ n: 0.1, b: true, c: 7, t: null }, { n: [1] }, { n: true }],
    types,
  });
  expect(frame.rows).toBe(1);
  expect((frame.columns[0] as { values: Float64Array }).values[0]).toBe(0.1);
  expect((frame.columns[1] as { values: Float64Array }).values[0]).toBe(1);
  expect(rejects).toMatchObject([
    { row: 1, column: "n", code: "cell.number" },
    { row: 2, column: "n", code: "cell.number" },
  ]);
});
