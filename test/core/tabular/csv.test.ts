import fc from "fast-check";
import { HeaderRow } from "@mainstay/core/tabular/header-row";
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Csv } from "@mainstay/core/tabular/csv";
import { Dialect } from "@mainstay/core/tabular/dialect";
import { InferDefinition } from "@mainstay/core/dataset/infer-definition";
import { TableLayout } from "@mainstay/core/lines/table-layout";
import { TypedFrame } from "@mainstay/core/tabular/typed-frame";

const comma: Dialect = { separator: ",", decimal: ".", quotes: true };
const rowsOf = (source: string, dialect = comma) => {
  const scan = Csv.scan(Buffer.from(source), dialect);
  return Array.from({ length: scan.rows }, (_, row) => ({
    line: scan.line[row],
    cells: Array.from(
      { length: scan.first[row + 1] - scan.first[row] },
      (_, k) => Csv.text(scan, scan.first[row] + k),
    ),
    verbatim: Csv.verbatim(scan, dialect, row),
  }));
};
const cellsOf = (source: string, dialect = comma) =>
  rowsOf(source, dialect).map(({ cells }) => cells);

test("what is written with quotes is read back, whatever the line ends", () => {
  const cell = fc.string({
    unit: fc.constantFrom("a", "é", "中", '"', ",", "\n", "\r", " ", "1"),
    maxLength: 6,
  });
  const row = fc.array(cell, { minLength: 2, maxLength: 4 });
  const ending = fc.constantFrom("\n", "\r\n", "\r");
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 6 }),
      ending,
      fc.boolean(),
      (rows, end, last) => {
        const quoted = rows.map((cells) =>
          cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(","),
        );
        const read = rowsOf(quoted.join(end) + (last ? end : ""));
        expect(read.map(({ verbatim }) => verbatim)).toEqual(rows);
        expect(read.map(({ cells }) => cells)).toEqual(
          rows.map((cells) => cells.map((text) => text.trim() || null)),
        );
      },
    ),
  );
});

test("a line of our own reads back as its cells", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 8 }), { minLength: 2, maxLength: 5 }),
      (cells) => {
        // A line of separators alone is no row.
        fc.pre(cells.some((text) => text.trim()));
        const [row] = rowsOf(`x,y\n${Csv.line(cells)}`).slice(1);
        expect(row.verbatim).toEqual(cells);
      },
    ),
  );
});

test("a row's line is the physical line where it starts", () => {
  const source = 'a,b\n\n"x\r\ny",1\r\n  \n2,3\r4,5';
  expect(rowsOf(source).map(({ line }) => line)).toEqual([1, 3, 6, 7]);
});

test("a byte order mark, blank lines and a missing last line end are no cells", () => {
  expect(cellsOf("\ufeffa,b\n\n1,\n\n,2")).toEqual([
    ["a", "b"],
    ["1", null],
    [null, "2"],
  ]);
});

test("lines of separators and blanks are no rows", () => {
  expect(cellsOf('a,b\n,\n , \n1,\n"",2\n')).toEqual([
    ["a", "b"],
    ["1", null],
    [null, "2"],
  ]);
});

test("stray quotes inside a cell stay", () => {
  expect(cellsOf('5" pipe,a"b\n"x" y,"p""q"z')).toEqual([
    ['5" pipe', 'a"b'],
    ["x y", 'p"qz'],
  ]);
});

test("a cell is trimmed as a string is", () => {
  const spaces = " \t\v\f\u00a0\u1680\u2003\u2028\u202f\u205f\u3000\ufeff";
  const unit = fc.constantFrom(...spaces, "a", "中", "é", "\u0001");
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 6 }), (cell) => {
      expect(cellsOf(`x,${cell}`)).toEqual([["x", cell.trim() || null]]);
    }),
    { numRuns: 1000 },
  );
});

test("bytes cut inside a row leave that row out", () => {
  const whole = 'a,b\n1,"x,y"\n2,"z\nw"\n';
  for (let size = 5; size <= whole.length; size++) {
    const scan = Csv.scan(Buffer.from(whole.slice(0, size)), comma, {
      cut: true,
    });
    const ends = [4, 12, 20].filter((end) => end <= size).length;
    expect(scan.rows).toBe(ends);
  }
});

test("headers get names that are all different", () => {
  const scan = Csv.scan(Buffer.from("a,,a,a_2,a\n1,2,3,4,5\n"), comma);
  expect(HeaderRow.read(scan, { header: true }).names).toEqual([
    "a",
    "column2",
    "a_2",
    "a_2_2",
    "a_3",
  ]);
  expect(HeaderRow.read(scan, { header: false }).names).toEqual([
    "0",
    "1",
    "2",
    "3",
    "4",
  ]);
});

test("a mended rejects file reads as the rows it holds", () => {
  const source =
    "_line,_column,_code,_message,_period,id,n,_extra1\n" +
    "7,n,cell.number,no,2026-11,A,5,\n8,,row.cells.many,no,2026-11,B,6,surplus\n";
  const scan = Csv.scan(Buffer.from(source), comma);
  const header = HeaderRow.read(scan, { header: false });
  const { frame, rejects } = TypedFrame.fromScan({
    scan,
    header,
    types: { columns: { id: "category", n: "number" }, dates: {} },
  });
  expect(header.names).toEqual(["id", "n"]);
  expect(Csv.text(scan, scan.first[1] + header.period)).toBe("2026-11");
  expect(frame.rows).toBe(1);
  expect(rejects).toMatchObject([{ row: 1, code: "row.cells.many" }]);
});

test.each([
  ["a,b\n1,2\n", ",", "."],
  ["a;b\n1,5;2,5\n", ";", ","],
  ["a;b\n1.5;x\n", ";", "."],
  ["a;b\n1.234,5;x\n", ";", ","],
  ["a\tb\n1,5\tx\n", "\t", ","],
  ["a|b,c\n1|2\n", "|", "."],
  ["1,5;2,5\n3,5;4,5\n", ";", ","],
  ["only\n1\n", ",", "."],
])(
  "the dialect of %j is separator %j and decimal %j",
  (source, separator, decimal) => {
    expect(Dialect.detect(Buffer.from(source))).toMatchObject({
      separator,
      decimal,
    });
  },
);

test("a quote astray in tab-separated text swallows no rows", () => {
  const source = 'label\ttext\n1\t"big" fun\n0\t"what\n1\tgood\n';
  const dialect = Dialect.detect(Buffer.from(source));
  expect(cellsOf(source, dialect)).toHaveLength(4);
});

const real = process.env.REAL_DATA;
test.skipIf(!real || !existsSync(`${real}/churn/telco_ibm.csv`))(
  "all 7,043 telco customers are accepted, TotalCharges a number (needs REAL_DATA)",
  () => {
    const sample = readFileSync(`${real}/churn/telco_ibm.csv`);
    const layout = TableLayout.find(sample, { whole: true });
    const scan = TableLayout.rows(sample, layout, { whole: true });
    const { definition: types } = InferDefinition.infer({
      dataset: "customers",
      layout,
      scan,
    });
    const { frame, rejects } = TypedFrame.fromScan({
      scan,
      header: layout.header,
      types,
    });
    const [total] = frame.columns.filter(({ name }) => name === "TotalCharges");
    expect([frame.rows, rejects.length, total.type]).toEqual([
      7043,
      0,
      "number",
    ]);
    expect(
      (total as { values: Float64Array }).values.filter(Number.isNaN),
    ).toHaveLength(11);
  },
);

test("no cell of a file for people is a formula, numbers stay numbers, and other texts stay", () => {
  const start = fc.constantFrom(
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＠",
  );
  fc.assert(
    fc.property(fc.tuple(start, fc.string()), fc.double(), (parts, number) => {
      const text = parts.join("");
      const shown = String(Csv.spreadsheetSafe(text));
      if (Number.isNaN(Number(text))) expect(shown).toBe(`'${text}`);
      expect(Csv.spreadsheetSafe(shown)).toBe(shown);
      expect(Csv.spreadsheetSafe(number)).toBe(number);
      expect(Csv.spreadsheetSafe(String(number))).toBe(String(number));
      expect(Csv.spreadsheetSafe(`a${text}`)).toBe(`a${text}`);
    }),
    { numRuns: 300 },
  );
  expect(Csv.sheetLine(['=HYPERLINK("x")', -1.5, "+49 30"])).toBe(
    `"'=HYPERLINK(""x"")",-1.5,'+49 30\r\n`,
  );
});
