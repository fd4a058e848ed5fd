import fc from "fast-check";
import { expect, test } from "vitest";
import { DecimalSign } from "@mainstay/core/reading/decimal-sign";
import { PlainNumber } from "@mainstay/core/reading/plain-number";
import { WrittenNumber } from "@mainstay/core/reading/written-number";

test.each([
  ["$1,234.50", 1234.5],
  ["-$12", -12],
  ["$-12.5", -12.5],
  ["US$ 1,000", 1000],
  ["USD 12", 12],
  ["12 eur", 12],
  ["￥12", 12],
  ["１，２３４．５", 1234.5],
  ["45%", 0.45],
  ["45 %", 0.45],
  ["0.1%", 0.001],
  ["(12.00)", -12],
  ["($1,012.00)", -1012],
  ["$(12)", -12],
  ["12-", -12],
  ["−3.5", -3.5],
  ["1'234'567.8", 1234567.8],
  ["1’037.50", 1037.5],
  ["1 234 567", 1234567],
  ["12\u202f345.6", 12345.6],
  ["12\u00a0345", 12345],
  ["12,34,567.5", 1234567.5],
  ["3万", 30000],
  ["1.2亿元", 120000000],
  ["3.5K", 3500],
  ["$1.2M", 1200000],
  ["2B USD", 2e9],
  ["637.05 CHF", 637.05],
  ["\\12,000", 12000], // of Shift_JIS
  ["k€ 12.5", 12500],
  ["12 €m", 12e6],
  ["12.5 T€", 12500],
  ["$1.2mn", 1.2e6],
  ["12.-", 12],
  ["CHF 12.–", 12],
])("%s is %d", (text, value) => expect(WrittenNumber.read(text)).toBe(value));

test.each([
  ["1.234,50 €", 1234.5],
  ["-0,500", -0.5],
  ["1.000", 1000],
  ["12,5 %", 0.125],
  ["1 234,5", 1234.5],
  ["(1.234,5)", -1234.5],
])("%s is %d where the comma parts off decimals", (text, value) =>
  expect(WrittenNumber.read(text, ",")).toBe(value),
);

test.each([
  "0,500",
  "12 34",
  "1.234.567",
  "1,2,3",
  "--1",
  "-(1)",
  "-1-",
  "10–20",
  "15秒",
  "C001",
  "2024-01",
  "12:30",
  "1.2.3.4",
  "12 apples",
  "% 5 %",
  "#1",
])("%s is no number with a decimal point", (text) =>
  expect(WrittenNumber.read(text)).toBeNaN(),
);

const amount = fc
  .record({
    cents: fc.integer({ min: -1e11, max: 1e11 }),
    places: fc.constantFrom(0, 1, 2),
    decimal: fc.constantFrom(".", ","),
    group: fc.constantFrom("", ".", ",", "'", "’", " ", "\u00a0", "\u202f"),
    dress: fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => `${text} €`,
      (text) => `${text}€`,
      (text) => text.replace(/\d/, (digit) => `$${digit}`),
      (text) => `EUR ${text}`,
      (text) => (text.startsWith("-") ? `(${text.slice(1)})` : text),
      (text) => (text.startsWith("-") ? `${text.slice(1)}-` : text),
      (text) => text.replace("-", "−"),
    ),
  })
  .filter(({ decimal, group }) => group !== decimal);

test("an amount reads back equal, however it is grouped and dressed", () => {
  fc.assert(
    fc.property(amount, ({ cents, places, decimal, group, dress }) => {
      const value = cents / 10 ** places;
      const [whole, part] = Math.abs(value).toFixed(places).split(".");
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
      const text = `${value < 0 ? "-" : ""}${grouped}${part ? decimal + part : ""}`;
      const read = WrittenNumber.read(dress(text), decimal as "." | ",");
      expect(read).toBeCloseTo(value, 6);
    }),
    { numRuns: 500 },
  );
});

test("a number respelt with the other sign is the same number", () => {
  fc.assert(
    fc.property(amount, ({ cents, dress }) => {
      const text = dress(
        (cents / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ","),
      );
      expect(WrittenNumber.read(DecimalSign.respelt(text), ",")).toBe(
        WrittenNumber.read(text),
      );
    }),
    { numRuns: 200 },
  );
});

const signOf = (...cells: string[]) => {
  const votes = DecimalSign.votes();
  for (const cell of cells)
    DecimalSign.count(votes, cell, WrittenNumber.both(cell));
  return DecimalSign.of(votes) ?? (votes.either.cells ? "either" : "none");
};

test("the sign that parts off decimals is told from the cells that only it reads", () => {
  expect(signOf("1.234,50 €", "12,5")).toBe(",");
  expect(signOf("0,500", "11,000")).toBe(",");
  expect(signOf("$1,234", "2,345.67")).toBe(".");
  expect(signOf("1.200", "950", "43.000")).toBe("either");
  expect(signOf("1,234,567")).toBe(".");
  expect(signOf("12", "1 234")).toBe("none");
});

test("a plain number is told apart as the reading of it by both signs tells", () => {
  const text = fc.oneof(
    fc.stringMatching(/^-?\d{1,6}(\.\d{0,4})?$/),
    fc.string({ unit: fc.constantFrom(..."0123.,- e"), maxLength: 8 }),
  );
  fc.assert(
    fc.property(text, (text) => {
      const kind = PlainNumber.kindOf(text);
      const bytes = Buffer.from(`_${text}_`);
      expect(PlainNumber.kindOfBytes(bytes, 1, bytes.length - 1)).toBe(kind);
      if (kind === null) return;
      const { ".": point, ",": comma } = WrittenNumber.both(text);
      expect(point).toBe(Number(text));
      if (kind === "whole") expect(comma).toBe(point);
      if (kind === ".") expect(comma).toBeNaN();
      if (kind === "either") expect(comma).toBe(Math.round(point * 1000));
    }),
    { numRuns: 1000 },
  );
});

test("digits of any script, and marks that nobody sees, make the number that plain digits make", () => {
  // Arabic, Persian, Devanagari, Bengali, Thai and full-width zero.
  const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];
  const mark = fc.constantFrom("", "\u200e", "\u202d", "\u2060");
  fc.assert(
    fc.property(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom(...zeros),
      mark,
      (value, places, zero, mark) => {
        const plain = (value / 10 ** places).toFixed(places);
        const other = plain.replace(/\d/g, (digit) =>
          String.fromCodePoint(zero + Number(digit)),
        );
        expect(WrittenNumber.read(mark + other + mark)).toBe(Number(plain));
      },
    ),
    { numRuns: 300 },
  );
});
