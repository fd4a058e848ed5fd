import fc from "fast-check";
import { expect, test } from "vitest";
import { Cell } from "@mainstay/core/tabular/cell";

const ofBytes = (text: string, decimal: "." | "," = ".") => {
  const bytes = Buffer.from(`__${text}__`);
  return Cell.numberOfBytes(bytes, 2, bytes.length - 2, decimal);
};
const day = (text: string) => Date.parse(text) / 86_400_000;

test("a number read from bytes is Number(text), bit for bit", () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      (value) => {
        expect(Object.is(ofBytes(String(value)), Number(String(value)))).toBe(
          true,
        );
      },
    ),
    { numRuns: 2000 },
  );
  const decimal = fc
    .tuple(
      fc.constantFrom("", "-", "+"),
      fc.stringMatching(/^\d{1,20}$/),
      fc.stringMatching(/^\d{0,20}$/),
    )
    .map(([sign, whole, part]) => `${sign}${whole}.${part}`);
  fc.assert(
    fc.property(decimal, (text) => {
      expect(Object.is(ofBytes(text), Number(text))).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

test("bytes and strings read alike, whatever stands there", () => {
  const text = fc.string({
    unit: fc.constantFrom(..."0123456789.,-+eE xIN"),
    minLength: 1,
    maxLength: 9,
  });
  fc.assert(
    fc.property(text, fc.constantFrom(".", ","), (text, decimal) => {
      expect(ofBytes(text, decimal)).toBe(Cell.number(text, decimal));
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ["1e3", 1000],
  ["-1.5", -1.5],
  ["+2", 2],
  ["1,234.50", 1234.5],
  ["12,345,678", 12345678],
  [".5", 0.5],
])("%s is a number", (text, value) => expect(Cell.number(text)).toBe(value));

test.each([
  "0x10",
  "Infinity",
  "NaN",
  "1,23",
  "1e999",
  "12 34",
  "-",
  ".",
  "1e",
  "--1",
])("%s is no number", (text) => expect(Cell.number(text)).toBeNaN());

test("yes and no are read in every usual spelling", () => {
  for (const word of [
    "true",
    "Yes",
    "Y",
    "t",
    "1",
    "1.0",
    "是",
    "Ja",
    "oui",
    "sí",
  ])
    expect(Cell.boolean(word)).toBe(1);
  for (const word of ["FALSE", "no", "N", "f", "0", "0.0", "否", "nein", "Non"])
    expect(Cell.boolean(word)).toBe(0);
  for (const word of ["2", "maybe", "yess", "jaja"])
    expect(Cell.boolean(word)).toBeNaN();
});

test.each([
  ["2026-01-05", "2026-01-05"],
  ["2026/1/5", "2026-01-05"],
  ["2026-01", "2026-01-01"],
  ["20260105", "2026-01-05"],
  ["05.01.2026", "2026-01-05"],
  ["1/5/2026", "2026-01-05"],
  ["04-09-2012", "2012-09-04"],
  ["Jan 5, 2026", "2026-01-05"],
  ["5 January 2026", "2026-01-05"],
  ["2026年1月5日", "2026-01-05"],
  ["2026-W02", "2026-01-05"],
  ["2026-01-05T06:30:00Z", "2026-01-05T06:30:00Z"],
  ["2026-01-05 06:30", "2026-01-05T06:30:00Z"],
  ["2019-10-01 00:00:07 UTC", "2019-10-01T00:00:07Z"],
  ["2026-01-05T06:30:00.250+08:00", "2026-01-04T22:30:00.250Z"],
  ["1/5/2026 6:30 PM", "2026-01-05T18:30:00Z"],
  ["1767594600", "2026-01-05T06:30:00Z"],
])("%s is the day %s", (text, iso) =>
  expect(Cell.date(text)).toBeCloseTo(day(iso), 9),
);

test("day and month stand as the definition says", () => {
  expect(Cell.date("02/03/2026", "dmy")).toBe(day("2026-03-02"));
  expect(Cell.date("02/03/2026", "mdy")).toBe(day("2026-02-03"));
  expect(Cell.date("13/02/2026", "mdy")).toBeNaN();
});

test.each([
  "2026-02-29",
  "2026-13-01",
  "31.04.2026",
  "12",
  "2026-01-05 25:00",
  "yesterday",
  "5.5",
])("%s is no day", (text) => expect(Cell.date(text)).toBeNaN());

test("every day written as ISO reads as itself, from bytes too", () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), (days) => {
      const text = new Date(days * 86_400_000).toISOString().slice(0, 10);
      const bytes = Buffer.from(text);
      expect(Cell.date(text)).toBe(days);
      expect(Cell.dateOfBytes(bytes, 0, bytes.length)).toBe(days);
    }),
  );
});
