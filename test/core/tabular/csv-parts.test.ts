import fc from "fast-check";
import { expect, test } from "vitest";
import { Csv } from "@mainstay/core/tabular/csv";
import type { Dialect } from "@mainstay/core/tabular/dialect";
import { CsvParts } from "@mainstay/core/tabular/csv-parts";

const dialect: Dialect = { separator: ",", decimal: ".", quotes: true };

async function* chunked(bytes: Uint8Array, sizes: number[]) {
  for (let at = 0, k = 0; at < bytes.length; k++) {
    const size = sizes[k % sizes.length];
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const rowsOf = (bytes: Uint8Array, syntax: Csv.Syntax, line = 1) => {
  const scan = Csv.scan(bytes, syntax, { line });
  return Array.from({ length: scan.rows }, (_, row) => ({
    line: scan.line[row],
    cells: Csv.verbatim(scan, syntax, row),
  }));
};

const source = fc
  .array(
    fc.constantFrom(
      ...["a", "中", ",", ",", "\n", "\r\n", "\r", " ", '"', "1", "\ufeff"],
      ...['"x,\n"', '"p""\r\nq"', '""', '"",', ',"27 in', "a,1\nb,2\n", '"\n'],
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(""));

test("the rows of the parts are the rows of the whole, however the stream is chunked", async () => {
  await fc.assert(
    fc.asyncProperty(
      source,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 20, max: 60 }),
      fc.constantFrom(undefined, 2, 3),
      async (text, sizes, maxRows, maxBytes, width) => {
        const bytes = Buffer.from(text);
        const syntax = { ...dialect, width };
        const whole = rowsOf(bytes, syntax);
        const parts: CsvParts.Part[] = [];
        for await (const part of CsvParts.split(chunked(bytes, sizes), syntax, {
          maxRows,
          maxBytes: Math.max(maxBytes, 2 * bytes.length),
        }))
          parts.push(part);
        const joined = parts.map(({ start, end, line, rows }) => {
          const read = rowsOf(bytes.subarray(start, end), syntax, line);
          expect(read.length).toBe(rows);
          expect(rows).toBeLessThanOrEqual(maxRows);
          return read;
        });
        expect(joined.flat()).toEqual(whole);
      },
    ),
    { numRuns: 2000 },
  );
});

test("bytes before the place where the rows begin belong to no part", async () => {
  const bytes = Buffer.from("title\na,b\n1,2\n");
  const parts: CsvParts.Part[] = [];
  const from = { byte: 10, line: 3 };
  for await (const part of CsvParts.split(chunked(bytes, [4]), dialect, {
    from,
  }))
    parts.push(part);
  expect(parts).toEqual([{ start: 10, end: 14, line: 3, rows: 1 }]);
});

test("a part ends with the first row that fills it", async () => {
  const bytes = Buffer.from("h,i\n" + "12,45\n".repeat(10));
  const parts: CsvParts.Part[] = [];
  for await (const part of CsvParts.split(chunked(bytes, [7]), dialect, {
    from: { byte: 4, line: 2 },
    maxBytes: 12,
  }))
    parts.push(part);
  expect(parts).toHaveLength(5);
  expect(parts[1]).toEqual({ start: 16, end: 28, line: 4, rows: 2 });
});

test("of a row that is too long only the beginning is a part, and those around it stay what they are", async () => {
  const length = 3 << 20;
  const ends = ["\n", "\r\n", "\r"];
  for (const end of ends)
    for (const quote of ["", '"']) {
      const lines = ["a,b", "1,2", `${quote}${"x".repeat(length)},3`, "4,5"];
      const bytes = Buffer.from(lines.map((line) => line + end).join(""));
      const parts: CsvParts.Part[] = [];
      for await (const part of CsvParts.split(
        chunked(bytes, [1 << 16]),
        dialect,
        { maxBytes: 1 << 18 },
      ))
        parts.push(part);
      const firsts = parts.map(({ start, end, line, rows }) => ({
        ...{ line, rows, size: Math.min(end - start, 1 << 19) },
        text: bytes.toString("latin1", start, Math.min(end, start + 3)),
      }));
      const head = 2 * (3 + end.length);
      expect(firsts).toEqual([
        { line: 1, rows: 2, size: head, text: "a,b" },
        { line: 3, rows: 1, size: 1 << 19, text: `${quote}xxx`.slice(0, 3) },
        { line: 4, rows: 1, size: 3 + end.length, text: "4,5" },
      ]);
    }
});

test("a quote that is never closed costs its own row and no other", async () => {
  const rows = Array.from({ length: 300_000 }, (_, k) => `${k},plain\n`);
  const bytes = Buffer.from(`a,b\n1,"2\n${rows.join("")}`);
  let count = 0;
  for await (const part of CsvParts.split(chunked(bytes, [1 << 16]), dialect, {
    maxBytes: 1 << 18,
  })) {
    const own = bytes.subarray(part.start, part.end);
    const scan = Csv.scan(own, dialect, { line: part.line });
    expect(scan.rows).toBe(part.rows);
    expect(scan.line[0]).toBe(part.line);
    count += part.rows;
  }
  expect(count).toBe(rows.length + 2);
});
