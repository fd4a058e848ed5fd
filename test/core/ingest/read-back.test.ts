import fc from "fast-check";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { Inspect } from "@mainstay/core/dataset/inspect";
import { PartRows } from "@mainstay/core/dataset/part-rows";
import { CsvParts } from "@mainstay/core/tabular/csv-parts";
import { TextSource } from "@mainstay/core/tabular/text-source";
import { bytesOf } from "../reading/bytes-of";

// From bytes to rows as ingest goes, but for the stores.
async function readBack(bytes: Uint8Array, path = "2024-05.csv") {
  const { text, info } = await TextSource.read(bytes);
  const seen = Inspect.inspect({
    dataset: "customers",
    path,
    source: info,
    dropped: new Date("2026-01-01"),
  });
  const { layout, found } = seen;
  const parts: CsvParts.Part[] = [];
  const chunks = (async function* () {
    yield text;
  })();
  const { from, dialect } = layout;
  for await (const part of CsvParts.split(chunks, dialect, {
    from,
    maxRows: 7,
  }))
    parts.push(part);
  const plan = {
    ...Inspect.rowsPlan(seen),
    ...{ upload: "u", dropped: "2026-01-01T00:00:00.000Z", order: "1" },
  };
  const read = parts.map(({ start, end, line }) =>
    PartRows.read(text.subarray(start, end), plan, line),
  );
  return {
    seen,
    text,
    names: found.names,
    cells: found.names.map((_, k) => read.flatMap((part) => part.cells[k])),
    line: read.flatMap((part) => Array.from(part.line)),
    id: read.flatMap((part) => part.id),
    refused: read.flatMap((part) =>
      part.refused.map(({ line, code }) => [line, code] as const),
    ),
  };
}

const encodings: [string, string][] = [
  ["utf-8", "aé中😀 "],
  ["utf-16le", "aé中 "],
  ["utf-16be", "aß "],
  ["gb18030", "公司客户名称的年月"],
  ["windows-1252", "éàçüñ abc"],
];
const dialects = fc.record({
  separator: fc.constantFrom(",", ";", "\t", "|"),
  end: fc.constantFrom("\n", "\r\n", "\r"),
  quoteAll: fc.boolean(),
  encoding: fc.constantFrom(...encodings),
  title: fc.boolean(),
  comment: fc.boolean(),
  stated: fc.boolean(),
  blank: fc.boolean(),
  units: fc.boolean(),
  total: fc.constantFrom(null, "Total", "Summe", ""),
  again: fc.boolean(),
  trailing: fc.boolean(),
  commas: fc.boolean(),
  zipped: fc.boolean(),
  lastEnd: fc.boolean(),
});
type Dialect = typeof dialects extends fc.Arbitrary<infer D> ? D : never;
const notes = fc.array(
  fc.record({
    words: fc.array(fc.nat(8), { minLength: 1, maxLength: 6 }),
    signs: fc.constantFrom("", ",", ";", '"', '""', "\n", 'x"y', "|", "\t"),
  }),
  { minLength: 6, maxLength: 25 },
);

function written(d: Dialect, rows: { words: number[]; signs: string }[]) {
  const letters = [...d.encoding[1]];
  const names = ["customer_id", "month", "mrr", "note"];
  const notes = rows.map(({ words, signs }) => {
    const text = words.map((k) => letters[k % letters.length]).join("");
    // A note of one sign alone would be no text.
    return `n${text}${d.end === "\r" ? signs.replace("\n", " ") : signs}${text}.`;
  });
  const money = (value: number) =>
    d.commas ? value.toFixed(2).replace(".", ",") : value.toFixed(2);
  const table = notes.map((note, i) => [
    `C${i}`,
    `2024-0${1 + (i % 5)}`,
    money(100 + 10.25 * i),
    note,
  ]);
  const lines: string[] = [];
  const quoted = (cell: string, always = d.quoteAll) =>
    always || cell.includes(d.separator) || /["\r\n]/.test(cell)
      ? `"${cell.replaceAll('"', '""')}"`
      : cell;
  const line = (cells: string[]) =>
    cells.map((cell) => quoted(cell)).join(d.separator);
  const skipped: string[] = [];
  if (d.stated) skipped.push(`sep=${d.separator}`);
  if (d.title) skipped.push("Accounts of May");
  if (d.comment) skipped.push("# made by hand");
  lines.push(...skipped);
  if (d.blank) lines.push("");
  lines.push(line(names));
  if (d.units) lines.push(line(["(id)", "(month)", "(EUR)", "(text)"]));
  const at: number[] = [];
  const refused: [number, string][] = [];
  let physical = lines.length;
  const add = (text: string) => {
    lines.push(text);
    physical += text.split("\n").length;
    return physical - text.split("\n").length + 1;
  };
  table.forEach((cells, i) => {
    at.push(add(line(cells) + (d.trailing ? d.separator : "")));
    if (i === 2 && d.blank) add(d.separator.repeat(3));
    if (i === 3 && d.again) refused.push([add(line(names)), "row.header"]);
  });
  if (d.total !== null) {
    const sum = rows.reduce((sum, _, i) => sum + 100 + 10.25 * i, 0);
    refused.push([add(line([d.total, "", money(sum), ""])), "row.total"]);
  }
  const text = lines.join(d.end) + (d.lastEnd ? d.end : "");
  return { names, table, at, refused, text, skipped: skipped.length };
}

test("a table comes back as it was written, in whatever dialect, and every line is accounted for", async () => {
  await fc.assert(
    fc.asyncProperty(dialects, notes, async (d, rows) => {
      const file = written(d, rows);
      const plain = bytesOf(file.text, d.encoding[0]);
      const read = await readBack(d.zipped ? gzipSync(plain) : plain);
      expect(read.text.toString()).toBe(file.text);
      expect(read.names).toEqual(file.names);
      expect(read.refused).toEqual(file.refused);
      expect(read.line).toEqual(file.at);
      const plainNumber = (cell: string | null) => cell?.replace(",", ".");
      expect(read.id).toEqual(file.table.map(([id]) => id));
      expect(read.cells[1]).toEqual(file.table.map(([, month]) => month));
      expect(read.cells[2].map(plainNumber)).toEqual(
        file.table.map(([, , mrr]) => plainNumber(mrr)),
      );
      expect(read.cells[3]).toEqual(file.table.map(([, , , note]) => note));
      const codes = read.seen.warnings.map(({ code }) => code);
      expect(codes.includes("header.skipped")).toBe(file.skipped > 0);
      expect(codes.includes("row.units")).toBe(d.units);
      expect(read.seen.found.definition).toMatchObject({
        ...{ id: "customer_id", time: "month", columns: { mrr: "number" } },
      });
    }),
    { numRuns: Number(process.env.DIALECTS ?? 150) },
  );
});
