import { Reason } from "@mainstay/core/model/reason";
import { Wording, type Lang } from "@mainstay/core/text/wording";
import fc from "fast-check";
import { expect, test } from "vitest";

const langs: Lang[] = ["en", "zh"];
const lang = fc.constantFrom(...langs);
const contribution = fc.double({ min: -6, max: 6, noNaN: true });
const word = fc.stringMatching(
  /^[A-Za-z一-龥][A-Za-z一-龥 _-]{0,12}[A-Za-z一-龥]$/,
);
const said = (size: number, lang: Lang) =>
  Reason.sentence({ column: "c", value: "v", contribution: size }, { lang });

test("a person reads the sentence the product promises, in both languages", () => {
  const english = {
    column: "Contract",
    value: "Month-to-month",
    contribution: 0.83,
  };
  expect(Reason.sentence(english)).toBe(
    "Contract is Month-to-month: raises the risk strongly",
  );
  const chinese = { column: "合同", value: "按月", contribution: 0.83 };
  expect(Reason.sentence(chinese, { lang: "zh" })).toBe(
    "合同为按月：明显提高风险",
  );
});

test("the direction word follows the sign, and nothing else", () => {
  fc.assert(
    fc.property(contribution, lang, (size, lang) => {
      const { up, down } = {
        en: { up: "raises", down: "lowers" },
        zh: { up: "提高", down: "降低" },
      }[lang];
      const text = said(size, lang);
      expect([text.includes(up), text.includes(down)]).toEqual([
        size > 0,
        size < 0,
      ]);
    }),
  );
});

test("a larger contribution never gets a weaker word, whichever way it points", () => {
  const words = {
    en: ["very slightly", "slightly", "somewhat", "very strongly", "strongly"],
    zh: ["极轻微地", "略微", "一定程度上", "大幅", "明显"],
  };
  const order = [1, 2, 3, 5, 4];
  const place = (size: number, lang: Lang) =>
    order[words[lang].findIndex((word) => said(size, lang).includes(word))] ??
    0;
  fc.assert(
    fc.property(contribution, contribution, lang, (a, b, lang) => {
      const [small, large] = Math.abs(a) <= Math.abs(b) ? [a, b] : [b, a];
      expect(place(small, lang)).toBeLessThanOrEqual(place(large, lang));
    }),
  );
  for (const lang of langs)
    expect([0.01, 0.05, 0.2, 0.6, 2].map((size) => place(-size, lang))).toEqual(
      [1, 2, 3, 4, 5],
    );
});

test("every sentence names its column and its value, and a value that is not there is called missing", () => {
  fc.assert(
    fc.property(word, word, contribution, lang, (column, value, size, lang) => {
      const reason = { column, value, contribution: size };
      const text = Reason.sentence(reason, { lang });
      expect(text.startsWith(column)).toBe(true);
      expect(text).toContain(value);
      const change = { column, before: value, now: null, contribution: size };
      expect(Reason.changed(change, { lang })).toContain(value);
      const gap = { en: "missing", zh: "缺失" }[lang];
      expect(Reason.sentence({ ...reason, value: null }, { lang })).toContain(
        gap,
      );
      expect(Reason.changed(change, { lang })).toContain(gap);
    }),
  );
});

test("numbers, dates and truths are written as people of the language write them", () => {
  const cells = (lang: Lang) =>
    (
      [
        ["1234567.891", "number"],
        ["2024", "number"],
        ["0.123456", "number"],
        ["2026-03-09", "date"],
        ["1", "boolean"],
        ["None", "boolean"],
        ["00123", "category"],
      ] as const
    ).map(([text, type]) => Wording.cell(text, { lang, type }));
  expect(cells("en")).toEqual([
    "1,234,567.89",
    "2024",
    "0.123",
    "9 Mar 2026",
    "yes",
    "None",
    "00123",
  ]);
  expect(cells("zh")).toEqual([
    "1,234,567.89",
    "2024",
    "0.123",
    "2026年3月9日",
    "是",
    "None",
    "00123",
  ]);
});

test("a date reads by the order its column is written in", () => {
  const form = { type: "date", order: "dmy" } as const;
  expect(Wording.cell("03/04/2026", form)).toBe("3 Apr 2026");
});

test("the usual value stands beside an unusual one only", () => {
  const reason = { column: "tenure", value: "2", contribution: 0.2 };
  const form = { type: "number", typical: "29.0" } as const;
  expect(Reason.sentence(reason, form)).toBe(
    "tenure is 2 (typically 29): raises the risk somewhat",
  );
  expect(Reason.sentence(reason, { ...form, lang: "zh" })).toBe(
    "tenure 为 2（通常为 29）：一定程度上提高风险",
  );
  expect(Reason.sentence(reason, { ...form, typical: "2" })).toBe(
    "tenure is 2: raises the risk somewhat",
  );
});

const reasons = fc
  .uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 1 })
  .chain((columns) =>
    fc.tuple(
      ...columns.map((column) =>
        fc.record({
          column: fc.constant(column),
          value: fc.option(fc.constantFrom("x", "y")),
          contribution,
        }),
      ),
    ),
  );

test("all changes together are the score's movement, and the first are the largest", () => {
  fc.assert(
    fc.property(reasons, reasons, (before, now) => {
      const sum = (list: { contribution: number }[]) =>
        list.reduce((total, { contribution }) => total + contribution, 0);
      const all = Reason.changes(before, now, { count: Infinity, least: 0 });
      expect(sum(all)).toBeCloseTo(sum(now) - sum(before), 9);
      const sizes = all.map(({ contribution }) => Math.abs(contribution));
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
      expect(Reason.changes(before, now, { count: 2, least: 0 })).toEqual(
        all.slice(0, 2),
      );
    }),
  );
});

test("two snapshots alike have no changes", () => {
  fc.assert(
    fc.property(reasons, (same) => {
      expect(Reason.changes(same, same)).toEqual([]);
    }),
  );
});

test("a change says from what to what, and that an unchanged value weighs differently", () => {
  const change = {
    column: "tickets",
    before: "1",
    now: "6",
    contribution: 0.6,
  };
  expect(Reason.changed(change, { type: "number" })).toBe(
    "tickets went from 1 to 6: raises the risk strongly",
  );
  expect(Reason.changed({ ...change, column: "工单数" }, { lang: "zh" })).toBe(
    "工单数由 1 变为 6：明显提高风险",
  );
  const still = { ...change, now: "1", contribution: -0.05 };
  expect(Reason.changed(still)).toBe(
    "tickets is still 1 but weighs differently now: lowers the risk slightly",
  );
  expect(Reason.changed({ ...still, column: "工单数" }, { lang: "zh" })).toBe(
    "工单数仍为 1，但权重有变：略微降低风险",
  );
});

test("a column is called what its owner calls it, and what follows from it likewise", () => {
  const labels = { seats_used: { en: "Seats in use", zh: "使用席位" } };
  const reason = { column: "seats_used", value: "3", contribution: 0.5 };
  expect(Reason.sentence(reason, { labels })).toMatch(/^Seats in use is 3/);
  expect(Reason.sentence(reason, { labels, lang: "zh" })).toMatch(/^使用席位/);
  const change = { ...reason, column: "before.seats_used" };
  expect(Reason.sentence(change, { labels })).toMatch(
    /^change of Seats in use/,
  );
  const other = { ...reason, column: "constructor" };
  expect(Reason.sentence(other, { labels })).toMatch(/^constructor is 3/);
});

test("a long text is told by its beginning, and by its words where they are known", () => {
  const notes = {
    ...{ column: "notes", contribution: 1.2 },
    value: "they asked for a refund ".repeat(20).trim(),
  };
  expect(Reason.sentence(notes).length).toBeLessThan(120);
  const words = [
    { text: "refund", contribution: 1 },
    { text: "asked", contribution: 0.2 },
  ];
  expect(Reason.sentence({ ...notes, words })).toContain("“refund, asked”");
  expect(Reason.sentence({ ...notes, words }, { lang: "zh" })).toContain(
    "提到",
  );
  expect(Reason.phrase({ ...notes, words })).toBe(
    "notes = refund, asked (+1.20)",
  );
});
