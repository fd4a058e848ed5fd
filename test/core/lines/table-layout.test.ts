import { expect, test } from "vitest";
import { TableLayout } from "@mainstay/core/lines/table-layout";

const rowsOf = (line: (i: number) => string, count = 12) =>
  Array.from({ length: count }, (_, i) => line(i));
const find = (lines: string[], known?: TableLayout.Said) => {
  const bytes = Buffer.from(`${lines.join("\n")}\n`);
  const layout = TableLayout.find(bytes, { whole: true, known });
  const scan = TableLayout.rows(bytes, layout, { whole: true });
  return { ...layout, rows: scan.rows };
};
const plain = rowsOf((i) => `C${i},2024-0${1 + (i % 9)},${i * 10},Pro`);

test.each([
  ["a header alone above", ["id,month,mrr,plan", ...plain], 1],
  ["a title of one cell", ["Accounts", "id,month,mrr,plan", ...plain], 2],
  [
    "a title padded to the width",
    ["Accounts,,,", "id,month,mrr,plan", ...plain],
    2,
  ],
  [
    "a title with a date beside it",
    ["Accounts,2024-05-01,,", "id,month,mrr,plan", ...plain],
    2,
  ],
  [
    "lines of keys and values",
    [
      "Report:,Accounts",
      "Created:,2024-05-01",
      "",
      "id,month,mrr,plan",
      ...plain,
    ],
    4,
  ],
  [
    "a sentence with commas",
    ["Accounts, as of May, all regions, by Ann", "id,month,mrr,plan", ...plain],
    2,
  ],
  [
    "comments with commas",
    [
      "# by Ann, in May, for us, all",
      "# second, one, two, three",
      "id,month,mrr,plan",
      ...plain,
    ],
    3,
  ],
  [
    "slashes that comment",
    ["// made by a tool", "id,month,mrr,plan", ...plain],
    2,
  ],
  ["a name that begins with a hash", ["#id,month,mrr,plan", ...plain], 1],
  ["sep= and a title", ["sep=,", "Accounts", "id,month,mrr,plan", ...plain], 3],
  [
    "blank lines and lines of commas",
    ["", ",,,", "id,month,mrr,plan", ...plain],
    3,
  ],
  ["a blank name", [",month,mrr,plan", ...plain], 1],
  [
    "names of years",
    ["id,2022,2023,2024", ...rowsOf((i) => `C${i},${i},${i * 2},${i * 3}`)],
    1,
  ],
  [
    "nothing but text",
    ["Name,City,Country", ...rowsOf((i) => `Person${i},Town${i % 4},Land`)],
    1,
  ],
  [
    "a title above nothing but text",
    [
      "Our people",
      "Name,City,Country",
      ...rowsOf((i) => `Person${i},Town${i % 4},Land`),
    ],
    2,
  ],
  [
    "Chinese names",
    ["客户名单", "客户编号,月份,月费", ...rowsOf((i) => `K${i},2024-01,${i}`)],
    2,
  ],
  ["one column", ["email", ...rowsOf((i) => `a${i}@example.org`)], 1],
  [
    "cells with line breaks",
    ['"customer\nid",month,"mrr\n(USD)",plan', ...plain],
    1,
  ],
  ["a single row", ["id,month,mrr,plan", "C1,2024-01,10,Pro"], 1],
  [
    "a title above a single row",
    ["Accounts of May", "id,month,mrr,plan", "C1,2024-01,10,Pro"],
    2,
  ],
  ["no row at all", ["id,month,mrr,plan"], 1],
] as const)("%s: the header is found", (_, lines, line) => {
  const found = find([...lines]);
  expect(found.line).toBe(line);
  expect(found.warnings.length).toBe(found.skipped ? 1 : 0);
});

test("a file without a header has none, and its first row is a row", () => {
  const found = find([...rowsOf((i) => `${i},2024-01-0${1 + (i % 9)},5.${i}`)]);
  expect([found.line, found.header.names, found.rows]).toEqual([
    null,
    ["0", "1", "2"],
    12,
  ]);
});

test("the names a dataset has show where its header is", () => {
  const names = ["Person,Town,Land", "Ann,Paris,France", "Bob,Rome,Italy"];
  const known = { columns: { person: "text", town: "text" } } as const;
  expect(find(["a,b,c", ...names], known).line).toBe(2);
  expect(find(["a,b,c", ...names], { id: "Land" }).line).toBe(2);
});

test.each([
  ["(text),(month),(USD),(plan)", true],
  ["[-],[yyyy-mm],[EUR],[-]", true],
  ["string,date,float,string", true],
  [",,USD,", true],
  ["文本,月,元,文本", true],
  ["C0,2024-01,5,Pro", false],
  ["C0,,n/a,Pro", false],
  ["unknown,unknown,unknown,unknown", false],
] as const)("the line %s below the header: units %j", (line, units) => {
  const found = find(["id,month,mrr,plan", line, ...plain]);
  const codes = found.warnings.map(({ code }) => code);
  expect(codes).toEqual(units ? ["row.units"] : []);
  expect(found.rows).toBe(units ? 12 : 13);
});

test("separators too many at the end of the header or of the rows are no columns", () => {
  const header = find(["id,month,mrr,plan,,", ...plain]);
  expect(header.header.names).toEqual(["id", "month", "mrr", "plan"]);
  const rows = find(["id,month,mrr,plan", ...plain.map((row) => `${row},`)]);
  expect(rows.header).toMatchObject({ width: 4, extra: 4 });
});

test("a file wider than any table is refused", () => {
  const wide = Array.from({ length: 5001 }, (_, k) => `c${k}`).join(",");
  expect(() => find([wide])).toThrow(
    expect.objectContaining({ code: "upload.columns" }),
  );
});
