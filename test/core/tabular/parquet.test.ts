import fc from "fast-check";
import { expect, test } from "vitest";
import { Parquet } from "@mainstay/core/tabular/parquet";

const cell = fc.option(fc.string({ unit: "grapheme", maxLength: 6 }), {
  nil: null,
});
const rows = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom("a", "b", "_id", "__id", "_line", "名")),
    fc.nat(20),
  )
  .chain(([columns, count]) => {
    const each = <T>(value: fc.Arbitrary<T>) =>
      fc.array(value, { minLength: count, maxLength: count });
    return fc.record({
      columns: fc.constant(columns),
      cells: fc.array(each(cell), {
        minLength: columns.length,
        maxLength: columns.length,
      }),
      upload: each(fc.constantFrom("u1", "u2")),
      line: each(fc.nat()).map((line) => Int32Array.from(line)),
      order: each(fc.string()),
      id: each(fc.string()),
      period: each(fc.constantFrom("2026-10", "2026-11")),
    });
  });

test("rows come back from Parquet as they went in, and the same rows are the same bytes", async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (rows) => {
      const bytes = Parquet.write(rows);
      expect(await Parquet.read(bytes)).toEqual(rows);
      expect(Parquet.write(structuredClone(rows))).toEqual(bytes);
    }),
  );
});

test("many rows of few values stay small and whole", async () => {
  const count = 120_000;
  const column = Array.from({ length: count }, (_, i) =>
    i % 3 ? `level ${i % 7}` : null,
  );
  const same = (value: string) => new Array<string>(count).fill(value);
  const rows = {
    columns: ["c"],
    cells: [column],
    upload: same("u"),
    line: Int32Array.from({ length: count }, (_, i) => i + 2),
    order: same("o"),
    id: Array.from({ length: count }, (_, i) => `C${i}`),
    period: same("2026-11"),
  };
  const bytes = Parquet.write(rows);
  expect(bytes.length).toBeLessThan(2_000_000);
  expect(await Parquet.read(bytes)).toEqual(rows);
});
