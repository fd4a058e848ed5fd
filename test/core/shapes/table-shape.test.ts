// Tables that are not one row for each customer and period, and cells parted or quoted otherwise, by what must come of them.
import fc from "fast-check";
import { expect, test } from "vitest";
import { TextSource } from "@mainstay/core/tabular/text-source";
import { Reshape } from "@mainstay/core/dataset/reshape";
import { Preview } from "@mainstay/core/intake/preview";
import { reads, table } from "../dataset/table-text";

const rows = (f: (i: number) => string[], length = 12) =>
  Array.from({ length }, (_, i) => f(i));
const mrr = (i: number) => 100 + 7 * i;
const sum = rows((i) => [String(mrr(i))]).reduce((all, [n]) => all + +n, 0);
const head = ["Customer ID", "Company", "MRR", "Note"];
const plain = (i: number) => [
  `C-${101 + i}`,
  `Firm ${i}, Ltd`,
  String(mrr(i)),
  `it's "fine" ${i}`,
];
const good = { accepted: 12, sums: { MRR: sum } };
const roles = { revenue: "MRR", name: "Company" };

test.each(["~", "^", "\x1f", "\x01"])(
  "cells parted by %j come back without a word",
  (separator) =>
    reads(table([head, ...rows(plain)], separator), {
      ...good,
      ...{ roles, warnings: [] },
    }),
);

test("quotes behind a backslash are signs of their cell", () => {
  const cell = (text: string) => `"${text.replaceAll('"', '\\"')}"`;
  const lines = [head, ...rows(plain)].map((row) => row.map(cell).join(","));
  return reads(`${lines.join("\n")}\n`, {
    ...good,
    ...{ roles, warnings: ["quotes.backslash"] },
  });
});

test("cells in single quotes lose them, and apostrophes within cells stay", () => {
  const cell = (text: string) => `'${text.replaceAll("'", "''")}'`;
  const lines = [head, ...rows(plain)].map((row) => row.map(cell).join(","));
  return reads(`${lines.join("\n")}\n`, {
    ...good,
    ...{ roles, warnings: ["quotes.single"] },
  });
});

test("a leading apostrophe of spreadsheets or a name is no quote", () =>
  reads(table([head, ...rows((i) => [`'${i}`, ...plain(i).slice(1)])]), {
    ...good,
    warnings: [],
  }));

test("however a text is quoted and cut into chunks, the cells come back", async () => {
  const cell = fc
    .array(fc.constantFrom("a", "é", "'", '"', ",", "\n", " b", "\\x"), {
      minLength: 1,
      maxLength: 6,
    })
    .map((signs) => `n${signs.join("")}.`);
  const style = fc.constantFrom("single", "backslash");
  await fc.assert(
    fc.asyncProperty(
      fc.array(cell, { minLength: 6, maxLength: 20 }),
      style,
      fc.integer({ min: 1, max: 40 }),
      async (cells, style, size) => {
        const quote = (text: string) =>
          style === "single"
            ? `'${text.replaceAll("'", "''")}'`
            : `"${text.replaceAll('"', '\\"')}"`;
        // The first rows tell the style.
        const all = [...Array(8).fill('it "is" x'), ...cells];
        const lines = all.map((text, k) => `${quote(`C${k}`)},${quote(text)}`);
        const bytes = Buffer.from(
          `${quote("id")},${quote("note")}\n${lines.join("\n")}\n`,
        );
        const chunks = (async function* () {
          for (let at = 0; at < bytes.length; at += size)
            yield bytes.subarray(at, at + size);
        })();
        const info = await TextSource.open(chunks, {});
        const out: Uint8Array[] = [];
        for await (const chunk of info.chunks) out.push(chunk);
        const wanted = [["id", "note"], ...all.map((t, k) => [`C${k}`, t])]
          .map((row) => row.map((t) => `"${t.replaceAll('"', '""')}"`))
          .join("\n");
        expect(Buffer.concat(out).toString()).toBe(`${wanted}\n`);
      },
    ),
    { numRuns: 60 },
  );
});

test("columns that spaces alone keep apart are told by where they begin", () => {
  const widths = [14, 18, 8];
  const line = (cells: string[]) =>
    cells.map((cell, k) => cell.padEnd(widths[k])).join("");
  const text = [
    line(["Customer ID", "Company", "MRR"]),
    ...rows((i) => [
      `C-${101 + i}`,
      i === 3 ? "" : `Firm no ${i}`,
      `${mrr(i)}`,
    ]).map(line),
  ].join("\n");
  return reads(`${text}\n`, {
    ...good,
    ...{ roles, warnings: ["separator.spaces"] },
  });
});

test("fields down and customers across are turned", () => {
  const cells = [head.slice(0, 3), ...rows((i) => plain(i).slice(0, 3))];
  const turned = [...cells[0].keys()].map((k) => cells.map((row) => row[k]));
  return reads(table(turned), {
    ...good,
    ...{ roles, warnings: ["table.transposed"] },
  });
});

test("a table of few rows with ids in front is not turned", () =>
  reads(table([head, ...rows(plain, 2)]), { accepted: 2, warnings: [] }));

const month = (i: number) => 1 + (i % 2);
test.each([
  [["Year", "Month"], (i: number) => ["2025", `${month(i)}`]],
  [["Jahr", "Monat"], (i) => ["2025", ["Januar", "Februar"][i % 2]]],
  [["年份", "月份"], (i) => ["2025年", `${month(i)}月`]],
  [["year", "quarter"], (i) => ["2025", `Q${month(i)}`]],
  [["Year", "Week"], (i) => ["2025", `${month(i) + 4}`]],
] as [string[], (i: number) => string[]][])(
  "%j tell the period together",
  async (names, cells) => {
    const text = table([
      ["Customer ID", ...names, "MRR"],
      ...rows((i) => [`C-${i >> 1}`, ...cells(i), `${mrr(i)}`]),
    ]);
    const { periods, time, warnings, accepted } = await preview(text);
    expect([time, accepted, periods.length]).toEqual(["period", 12, 2]);
    expect(periods[0]).toMatch(/^2025-/);
    expect(warnings.map(({ code }) => code)).toContain("period.joined");
  },
);

test.each([
  ["2025-01", "2025-02", "2025-03"],
  ["Jan 2025", "Feb 2025", "Mar 2025"],
  ["MRR 01/2025", "MRR 02/2025", "MRR 03/2025"],
  ["2025年1月", "2025年2月", "2025年3月"],
])(
  "columns named %s, %s and %s become a row for each month",
  async (...names) => {
    const figures = (i: number) => [0, 1, 2].map((k) => `$${mrr(i) + k}.50`);
    const total = [0, 1, 2].map((k) => `$${sum + 12 * (k + 0.5)}`);
    const text = table([
      ["Customer ID", "Plan", ...names],
      ...rows((i) => [`C-${i}`, "Pro", ...figures(i)]),
      ["C-90", "Pro", "$5", "-", ""],
      ["Total", "", ...total],
    ]);
    const found = await preview(text);
    expect(found).toMatchObject({
      ...{ accepted: 37, rejected: 1, time: "period" },
      periods: ["2025-01", "2025-02", "2025-03"],
      refused: [{ code: "row.total" }],
    });
    expect(found.columns.map(({ name, role }) => [name, role])).toContainEqual([
      ...[names[0].startsWith("MRR") ? "MRR" : "revenue", "revenue"],
    ]);
    expect(found.warnings.map(({ code }) => code)).toEqual(["table.wide"]);
  },
);

test("whoever says that rows stand as they are gets them so", async () => {
  const text = table([
    ["Customer ID", "2025-01", "2025-02", "2025-03"],
    ...rows((i) => [`C-${i}`, "1", "2", "3"]),
  ]);
  expect(Reshape.of("customers", { shape: "rows" })).toBeUndefined();
  expect(Reshape.of("feedback")).toBeUndefined();
  const info = await TextSource.open(once(Buffer.from(text)), {
    reshape: Reshape.of("customers", { shape: "rows" }),
  });
  expect(info.converted).toBe(false);
});

test("names that repeat stand behind the heads above them", () =>
  reads(
    table([
      ["", "", "2024", "", "2025", ""],
      ["Customer ID", "Company", "Sales", "Tickets", "Sales", "Tickets"],
      ...rows((i) => [...plain(i).slice(0, 2), `${mrr(i)}`, "1", "3", "4"]),
    ]),
    {
      ...{ accepted: 12, sums: { "2024 Sales": sum, "2025 Tickets": 48 } },
      warnings: ["header.joined"],
    },
  ));

async function* once(bytes: Uint8Array) {
  yield bytes;
}
const preview = (text: string) =>
  Preview.read(
    { dataset: "customers", name: "accounts.csv", bytes: Buffer.from(text) },
    new Date("2026-01-15T00:00:00Z"),
  );
