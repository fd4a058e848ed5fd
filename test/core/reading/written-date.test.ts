import fc from "fast-check";
import { expect, test } from "vitest";
import { Cell } from "@mainstay/core/tabular/cell";

const day = (text: string) => Date.parse(text) / 86_400_000;
const reads = (
  text: string,
  iso: string,
  ...rest: [("dmy" | "mdy")?, string?]
) => expect(Cell.date(text, ...rest), text).toBeCloseTo(day(iso), 8);

test.each([
  ["31.01.24", "2024-01-31"],
  ["31/01/2024", "2024-01-31", "dmy"],
  ["1/31/24 4:30 pm", "2024-01-31T16:30:00Z"],
  ["31-Jan-24", "2024-01-31"],
  ["31. Januar 2024", "2024-01-31"],
  ["1. März 2024", "2024-03-01"],
  ["1er août 2024", "2024-08-01"],
  ["3 févr. 2024", "2024-02-03"],
  ["31 de enero de 2024", "2024-01-31"],
  ["enero de 2024", "2024-01-01"],
  ["Jan-24", "2024-01-01"],
  ["Sep-25", "2025-09-01"],
  ["Mai 2025", "2025-05-01"],
  ["Okt 25", "2025-10-01"],
  ["January 2024", "2024-01-01"],
  ["2024-Jan", "2024-01-01"],
  ["01/2024", "2024-01-01"],
  ["2024.01", "2024-01-01"],
  ["202401", "2024-01-01"],
  ["20240131", "2024-01-31"],
  ["2024年1月", "2024-01-01"],
  ["2024年1月31日", "2024-01-31"],
  ["2024年1月31日 16:30", "2024-01-31T16:30:00Z"],
  ["2024年十二月", "2024-12-01"],
  ["2025/3/1 8:00:09", "2025-03-01T08:00:09Z"],
  ["2025/3/1 下午3:05", "2025-03-01T15:05:00Z"],
  ["Wed, 31 Jan 2024 16:30:00 +0100", "2024-01-31T15:30:00Z"],
  [
    "Wed Jan 31 2024 16:30:00 GMT+0100 (Central European Standard Time)",
    "2024-01-31T15:30:00Z",
  ],
  ["Wed Jan 31 16:30:00 CET 2024", "2024-01-31T15:30:00Z"],
  ["Wednesday, January 31, 2024", "2024-01-31"],
  ["2024-07-01 00:30 Europe/Berlin", "2024-06-30T22:30:00Z"],
  ["2024-07-01T00:30:00+02:00[Europe/Berlin]", "2024-06-30T22:30:00Z"],
  ["2024-01-31 16:30 America/New_York", "2024-01-31T21:30:00Z"],
  ["2024-01-31 16:30 EST", "2024-01-31T21:30:00Z"],
  ["1706718600", "2024-01-31T16:30:00Z"],
  ["1706718600.5", "2024-01-31T16:30:00.500Z"],
  ["1706718600000", "2024-01-31T16:30:00Z"],
  ["1706718600000000", "2024-01-31T16:30:00Z"],
  ["1706718600000000000", "2024-01-31T16:30:00Z"],
  ["45292", "2024-01-01"],
  ["45322.75", "2024-01-31T18:00:00Z"],
  ["20250131T163000Z", "2025-01-31T16:30:00Z"],
  ["20250131 163000", "2025-01-31T16:30:00Z"],
  ["2025-01-31-16.30.00.000000", "2025-01-31T16:30:00Z"],
  ["31-JAN-25 04.30.00.000000 PM", "2025-01-31T16:30:00Z"],
  ["31.01.2025 16.30 Uhr", "2025-01-31T16:30:00Z"],
  ["31/Jan/2025:16:30:00 +0100", "2025-01-31T15:30:00Z"],
  ["31 Jan '25", "2025-01-31"],
  ["2025-W07", "2025-02-10"],
  ["KW 7/2025", "2025-02-10"],
  ["W07 2025", "2025-02-10"],
  ["Week 7, 2025", "2025-02-10"],
  ["Semaine 7 2025", "2025-02-10"],
  ["2025年第7周", "2025-02-10"],
  ["Q1 2024", "2024-01-01"],
  ["2024-Q3", "2024-07-01"],
  ["3Q24", "2024-07-01"],
  ["T4 2024", "2024-10-01"],
  ["2. Quartal 2024", "2024-04-01"],
  ["2024年第三季度", "2024-07-01"],
  ["Mo 31.01.2024", "2024-01-31"],
  ["mié. 31/01/2024", "2024-01-31", "dmy"],
] as [string, string, ("dmy" | "mdy")?][])("%s is %s", (text, iso, order) =>
  reads(text, iso, order),
);

test.each([
  "31.02.24",
  "Spring term",
  "Jan",
  "12:30",
  "32 Jan 2024",
  "Foo 2024",
  "2024-01-31 25:00",
  "2024-01-31 10:00 Nowhere/City",
  "10.0.0.1",
  "1.2.3",
  "Q5 2024",
  "W54 2025",
  "FY 05/2025",
  "12345",
  "C-2024",
])("%s is no date", (text) => expect(Cell.date(text)).toBeNaN());

test("a moment with an offset counts in the time zone, one without as it is written", () => {
  reads(
    "2024-01-31T16:30:00Z",
    "2024-02-01T00:30:00Z",
    undefined,
    "Asia/Shanghai",
  );
  reads("1706718600", "2024-02-01T00:30:00Z", undefined, "Asia/Shanghai");
  reads(
    "2024-06-30T22:30:00Z",
    "2024-07-01T00:30:00Z",
    undefined,
    "Europe/Berlin",
  );
  reads("2024-01-31 16:30", "2024-01-31T16:30:00Z", undefined, "Asia/Shanghai");
});

const languages = ["en", "de", "fr", "es", "zh"];
test("a month's name reads in five languages, long and short", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...languages),
      fc.constantFrom<"long" | "short">("long", "short"),
      fc.integer({ min: 0, max: 11 }),
      fc.integer({ min: 1990, max: 2049 }),
      (lang, month, k, year) => {
        const first = new Date(Date.UTC(year, k, 1));
        const text = first.toLocaleDateString(lang, {
          ...{ month, year: "numeric", timeZone: "UTC" },
        });
        expect(Cell.date(text), text).toBe(first.getTime() / 86_400_000);
      },
    ),
    { numRuns: 400 },
  );
});
