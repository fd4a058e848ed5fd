import fc from "fast-check";
import { expect, test } from "vitest";
import { EndLines } from "@mainstay/core/lines/end-lines";
import { Csv } from "@mainstay/core/tabular/csv";
import { CsvParts } from "@mainstay/core/tabular/csv-parts";
import { TotalRow } from "@mainstay/core/lines/total-row";

const syntax: Csv.Syntax = { separator: ",", quotes: true };
const totals = (lines: string[], id?: number) => [
  ...TotalRow.find(Csv.scan(Buffer.from(lines.join("\n")), syntax), id),
];

test.each([
  ["a word and the sum", ["C1,1.5,a", "C2,2,b", "Total,3.5,"], [2]],
  ["the sum without an id", ["C1,1,a", "C2,2,b", "C3,4,a", ",7,"], [3]],
  ["a word alone", ["C1,1,a", "合计,,"], [1]],
  ["a word in another column", ["A,C1,1", "B,C2,2", "Summe (2),,3"], [2]],
  [
    "subtotals and their total",
    ["C1,1", "C2,2", "Subtotal,3", "C3,4", "Subtotal,4", "Grand total,7"],
    [2, 4, 5],
  ],
  ["rounded sums", ["C1,10.004", "C2,20.004", "C3,30.004", "Total,60.0"], [3]],
  [
    "money and commas",
    ['C1,"$1,000.50"', 'C2,"$2,000"', 'TOTAL,"$3,000.50"'],
    [2],
  ],
  [
    "decimal commas",
    ['C1,"1.000,50"', 'C2,"2.000,00"', 'Gesamt,"3.000,50"'],
    [2],
  ],
  [
    "a month and a mean beside the sum",
    ["C1,202401,10,20%", "C2,202401,20,40%", "Total,202401,30,30%"],
    [2],
  ],
  [
    "a weighted share beside the sum",
    ["C1,10,20%", "C2,30,40%", "Total,40,35%"],
    [2],
  ],
  [
    "a line of means",
    ["C1,10,1", "C2,30,4", "Total,40,5", "Average,20,2.5"],
    [2, 3],
  ],
  [
    "a phrase over several rows",
    ["C1,10", "C2,30", "Total Enterprise,40"],
    [2],
  ],
  [
    "an answer that begins with such a word",
    ["5,good", "5,Overall happy", "1,no"],
    [],
  ],
  ["a sentence with one figure", ["a,1", "total waste of time,1", "b,0"], []],
  ["a customer called Average", ["C1,10,1", "C2,30,4", "Average Joe,7,9"], []],
  ["a customer called Total", ["C1,1,a", "Total,7,b", "C2,2,c"], []],
  ["a missing id with a sum of nothing", ["C1,1,a", ",5,b", "C2,2,c"], []],
  [
    "a customer of the name Total Wine",
    ["C1,1,Acme", "C2,5,Total Wine", "C3,2,Oz"],
    [],
  ],
  ["zeros without an id", ["C1,0,a", "C2,0,b", ",0,c"], []],
  ["a footnote", ["C1,1,a", "C2,2,b", "provisional figures,,"], []],
] as const)("%s", (_, lines, rows) => {
  expect(totals([...lines])).toEqual([...rows]);
});

test("a row that names somebody is no total, whatever it says of them", () => {
  const lines = ["C1,good,5", "C2,Overall,5", "C3,Total,10"];
  expect(totals(lines, 0)).toEqual([]);
});

test("the sums of any table below it are found, wherever its id stands", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.integer({ min: 1, max: 1e6 }),
          fc.integer({ min: -500, max: 500 }),
        ),
        { minLength: 3, maxLength: 40 },
      ),
      fc.constantFrom("", "TOTAL", "Summe", "总计", "Somme"),
      fc.constantFrom(0, 1, 2),
      (values, word, id) => {
        const row = (name: string, [a, b]: readonly number[]) =>
          [(a / 100).toFixed(2), String(b)].toSpliced(id, 0, name).join(",");
        const sum = values.reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
        const lines = values.map((pair, i) => row(`C${i}`, pair));
        expect(totals([...lines, row(word, sum)], id)).toEqual([lines.length]);
      },
    ),
    { numRuns: 200 },
  );
});

test("sums over the parts of a long file are found at its end", async () => {
  const lines = Array.from({ length: 500 }, (_, i) => `C${i},${i}.25`);
  const bytes = Buffer.from([...lines, "Total,124875", "Total,7"].join("\n"));
  const parts: CsvParts.Part[] = [];
  const whole = (async function* () {
    yield bytes;
  })();
  for await (const part of CsvParts.split(whole, syntax, { maxRows: 60 }))
    parts.push(part);
  const load = async (part: number) =>
    bytes.subarray(parts[part].start, parts[part].end);
  expect(await EndLines.atEnd(parts, load, syntax, 0)).toEqual({
    totals: [501],
    notes: [],
  });
});
