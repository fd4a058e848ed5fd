import fc from "fast-check";
import { expect, test } from "vitest";
import { Csv } from "@mainstay/core/tabular/csv";

const read = (text: string, width?: number) => {
  const syntax: Csv.Syntax = { separator: ",", quotes: true, width };
  const scan = Csv.scan(Buffer.from(text), syntax);
  return Array.from({ length: scan.rows }, (_, row) => ({
    line: scan.line[row],
    cells: Csv.verbatim(scan, syntax, row),
  }));
};
const cells = (text: string, width?: number) =>
  read(text, width).map((row) => row.cells);

test("a quote that closes nowhere is a sign of its text", () => {
  expect(cells('a,b\n1,"2\n3,4\n')).toEqual([
    ["a", "b"],
    ["1", '"2'],
    ["3", "4"],
  ]);
});

test("a quote that only the next cell's quote would close is a sign of its text", () => {
  expect(cells('1,"27 inch\n2,x\n3,"27 inch\n4,"a, b"\n')).toEqual([
    ["1", '"27 inch'],
    ["2", "x"],
    ["3", '"27 inch'],
    ["4", "a, b"],
  ]);
});

test("a quote that would swallow rows of the table is a sign of its text", () => {
  expect(cells('C1,10,"27 inch\nC2,20,x\nC3,30,27"\nC4,40,y\n', 3)).toEqual([
    ["C1", "10", '"27 inch'],
    ["C2", "20", "x"],
    ["C3", "30", '27"'],
    ["C4", "40", "y"],
  ]);
});

test("lines of a quoted text are no rows, whatever separators they hold", () => {
  const address = '"12 High Street\nSpringfield, IL, USA"';
  expect(cells(`C1,${address},100\n`, 3)).toEqual([
    ["C1", "12 High Street\nSpringfield, IL, USA", "100"],
  ]);
  expect(cells('C1,5,"a ""b"", c\n\nd"\nC2,6,e\n', 3)).toEqual([
    ["C1", "5", 'a "b", c\n\nd'],
    ["C2", "6", "e"],
  ]);
});

const notes = fc.array(
  fc.constantFrom(
    { text: "fine", stray: false },
    { text: '"27 inch screen', stray: true },
    { text: '27"', stray: false },
    { text: '"said ""yes"", then\nleft, angry"', stray: false },
    { text: '"a, b"', stray: false },
    { text: '""', stray: false },
  ),
  { minLength: 5, maxLength: 30 },
);

test("wherever quotes stray, every other row stands as if they did not", () => {
  fc.assert(
    fc.property(notes, fc.constantFrom(1, 2, 3), (notes, at) => {
      const row = (i: number, note: string) =>
        [`C${100 + i}`, `${i}.50`, i % 2 ? "Yes" : "No"]
          .toSpliced(at, 0, note)
          .join(",");
      const table = notes.map(({ text }, i) => row(i, text)).join("\n");
      const found = new Map(read(`${table}\n`, 4).map((r) => [r.cells[0], r]));
      let line = 1;
      notes.forEach(({ text, stray }, i) => {
        const alone = read(row(i, text), 4)[0].cells;
        if (!stray) expect(found.get(`C${100 + i}`)?.cells).toEqual(alone);
        expect(found.get(`C${100 + i}`)?.line).toBe(line);
        line += text.split("\n").length;
      });
      expect(found.size).toBe(notes.length);
    }),
    { numRuns: 500 },
  );
});
