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

test("a row that never ends is found out, with its line, before the memory fills", async () => {
  const endless = (async function* () {
    yield Buffer.from('a,b\n1,"2\n');
    for (;;) yield Buffer.alloc(1 << 16, 0x61);
  })();
  const run = async () => {
    for await (const _ of CsvParts.split(endless, dialect, {
      maxBytes: 1 << 18,
    }));
  };
  await expect(run()).rejects.toMatchObject({
    code: "upload.row.long",
    message: expect.stringContaining("line 2"),
  });
});
