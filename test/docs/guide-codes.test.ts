// The guide names every code that is said of a file or a row.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path/posix";
import { expect, test } from "vitest";

const rooms = ["reading", "lines", "tabular", "shapes", "dataset", "intake"];
const sources = rooms
  .flatMap((room) => {
    const folder = `packages/core/src/${room}`;
    return readdirSync(folder).map((file) => join(folder, file));
  })
  .map((file) => readFileSync(file, "utf8"));

// Codes that are put together of parts.
const made = [
  ...["number.decimal.undecided", "number.decimal.changed"],
  ...["date.order.undecided", "date.order.changed"],
  ...["cell.number", "cell.date", "cell.boolean"],
];
const code =
  /"((?:row|cell|id|column|header|label|number|date|period|encoding|workbook|subscriptions|table|quotes|separator)\.(?!csv)[a-z]+(?:\.[a-z]+)*)"/g;

test("the guide names every code that is said of a file or a row", () => {
  const found = new Set([
    ...made,
    ...sources.flatMap((text) => Array.from(text.matchAll(code), ([, c]) => c)),
  ]);
  expect(found.size).toBeGreaterThan(25);
  const guide = readFileSync("docs/guide.md", "utf8");
  const unnamed = [...found].filter((name) => !guide.includes(`\`${name}\``));
  expect(unnamed).toEqual([]);
});
