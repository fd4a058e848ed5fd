import { Pdf } from "@mainstay/core/document/pdf";
import { TextLines } from "@mainstay/core/document/text-lines";
import { build } from "@mainstay/core/reporting/build-report";
import { Report } from "@mainstay/core/report/report";
import { ReportDocument } from "@mainstay/core/report/report-document";
import fc from "fast-check";
import { expect, test } from "vitest";
import { month } from "../report/example-month";

const made = new Date("2026-11-01T00:00:00Z");
const documentOf = (word: string, lang: "en" | "zh") => {
  const given = month(word);
  const [account] = given.atRisk;
  const many = Array.from({ length: 30 }, (_, k) => ({
    ...account,
    ...{ id: `${k}`, owner: word, renewal: "2026-12-24", daysToRenewal: 20 },
    ...{ moneyAtRisk: 1e6 - k, todo: [{ en: word, zh: word }] },
    reasons: [1, 2, 3].flatMap(() => account.reasons),
  }));
  const info = Report.Info.parse(
    JSON.parse(build({ ...given, atRisk: many }).json),
  );
  return ReportDocument.of(info, lang);
};

test("the same document gives the same bytes, a PDF", async () => {
  const [once, again] = [
    await Pdf.pdf(documentOf("Ortiz", "zh"), made),
    await Pdf.pdf(documentOf("Ortiz", "zh"), made),
  ];
  expect(once.bytes.equals(again.bytes)).toBe(true);
  expect(once.bytes.subarray(0, 5).toString()).toBe("%PDF-");
});

test.each([
  ["en", "Ortiz"],
  ["en", "Northern Lights Holding and Sons Incorporated of Greater Manchester"],
  ["en", "Donaudampfschifffahrtsgesellschaftskapitän".repeat(4)],
  ["zh", "深圳市南山区人工智能基础设施有限责任公司"],
] as const)(
  "whatever is called what, no more than four pages stand before the appendix (%s, %s)",
  async (lang, word) => {
    const { appendixPage } = await Pdf.pdf(documentOf(word, lang), made);
    expect(appendixPage).toBeGreaterThan(2);
    expect(appendixPage).toBeLessThanOrEqual(5);
  },
);

const style = { size: 10, colour: "#000000" };

test("lines hold every letter in its order and none is wider than its column", () => {
  const words = fc
    .array(
      fc.oneof(
        fc.stringMatching(/^[A-Za-z]{1,30}$/),
        fc.stringMatching(/^[\u4e00-\u4fff]{1,12}[，。]?$/),
      ),
      { maxLength: 30 },
    )
    .map((list) => list.join(" "));
  fc.assert(
    fc.property(words, fc.integer({ min: 30, max: 300 }), (text, width) => {
      const lines = TextLines.lines(text, style, width);
      const bare = (text: string) => text.replace(/ /g, "");
      expect(
        bare(
          lines
            .flatMap(({ pieces }) => pieces.map(({ text }) => text))
            .join(""),
        ),
      ).toBe(bare(text));
      for (const line of lines) {
        const ends = line.pieces.reduce((sum, { width }) => sum + width, 0);
        expect(ends).toBeCloseTo(line.width, 6);
        // What closes a sentence is never parted from its word.
        expect(line.width).toBeLessThanOrEqual(width + 10);
      }
    }),
    { numRuns: 60 },
  );
});
