import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Definition } from "@mainstay/core/tabular/definition";
import { Period } from "@mainstay/core/tabular/period";
import { Feedback } from "@mainstay/core/feedback/feedback";
import type { StoredRows } from "@mainstay/core/tabular/stored-rows";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

// Judges by the length of a text, and signs with its name.
const judge =
  (model: string): Feedback.Judge =>
  async (texts) =>
    texts.map((text) => ({
      ...{ label: "positive", probability: 1, words: [], model },
      score: Math.min(1, text.length / 100),
    }));
const said = (customer: string, time: string, text: string | null = "good") =>
  Feedback.withId({
    ...{ customer, time, text },
    ...{ channel: "mail", rating: 4, scale: 5 },
  });

test("the same answer has the same id, and another customer, time, rating or text another", () => {
  const one = said("a", "2026-10-01T00:00:00.000Z");
  expect(said("a", "2026-10-01T00:00:00.000Z").id).toBe(one.id);
  const { id: _, sentiment: __, ...content } = one;
  const others = [
    said("b", one.time),
    said("a", "2026-10-01T00:00:00.001Z"),
    said("a", one.time, "bad"),
    Feedback.withId({ ...content, rating: 3 }),
    Feedback.withId({ ...content, scale: 10 }),
    Feedback.withId({ ...content, channel: "chat" }),
  ];
  expect(new Set([one, ...others].map(({ id }) => id)).size).toBe(7);
});

test("only what has words is judged, each by its own", async () => {
  const list = ["one", " ", null, "three"].map((text, k) =>
    said(`c${k}`, "2026-10-01T00:00:00.000Z", text),
  );
  const found = await Feedback.judged(list, judge("m"));
  expect(found.map(({ sentiment }) => sentiment?.score ?? null)).toEqual([
    0.03,
    null,
    null,
    0.05,
  ]);
});

test("a month's answers come in the order of time, a customer's the newest first and nobody else's", async () => {
  // The second customer's id begins with the first one's and what parts keys.
  const list = [
    said("a", "2026-10-03T00:00:00.000Z"),
    said("a", "2026-09-30T00:00:00.000Z"),
    said("a", "2026-10-01T00:00:00.000Z"),
    ...Array.from({ length: 64 }, (_, k) =>
      said(`a#${k}`, "2026-10-02T00:00:00.000Z"),
    ),
  ];
  await Feedback.write("order", list);
  await Feedback.write("order", list.slice(0, 2));
  const october = await Feedback.inMonth("order", "2026-10");
  expect(october).toHaveLength(66);
  const times = october.map(({ time }) => time);
  expect(times).toEqual(times.toSorted());
  const own = await Feedback.byCustomer("order", "a", ["2026-09", "2026-10"]);
  expect(own).toEqual([list[0], list[2], list[1]]);
});

test("what came by CSV is removed, what came by HTTP stays", async () => {
  const [csv, http] = [1, 2].map((day) =>
    said("a", `2026-10-0${day}T00:00:00.000Z`),
  );
  await Feedback.write("ways", [csv]);
  await Feedback.write("ways", [http], "http");
  await Feedback.remove("ways", [csv, http]);
  expect(await Feedback.inMonth("ways", "2026-10")).toEqual([http]);
});

test("judged again, an answer keeps its way, and one forgotten meanwhile does not come back", async () => {
  const [csv, http, gone] = [1, 2, 3].map((day) =>
    said("a", `2026-10-0${day}T00:00:00.000Z`),
  );
  await Feedback.write("again", [csv]);
  await Feedback.write("again", [http], "http");
  await Feedback.judgeAgain("again", [csv, http, gone], judge("new"));
  const models = (await Feedback.inMonth("again", "2026-10")).map(
    ({ sentiment }) => sentiment?.model,
  );
  expect(models).toEqual(["new", "new"]);
  await Feedback.remove("again", [csv, http, gone]);
  const left = await Feedback.inMonth("again", "2026-10");
  expect(left.map(({ id }) => id)).toEqual([http.id]);
});

test("rows of a file are answers by their roles; a row without a time stands at its month's start", () => {
  const definition = {
    ...Definition.Info.parse({
      id: "who",
      time: "when",
      dates: { when: "dmy" },
      roles: { rating: "stars", scale: "of", text: "words" },
    }),
    version: 1,
  };
  const rows: StoredRows.Info = {
    ...{ upload: "u", columns: ["who", "when", "stars", "words"] },
    frame: { rows: 2, columns: [] },
    cells: [
      ["a", "b"],
      ["03/10/2026", null],
      ["4", null],
      [null, "fine"],
    ],
    line: Int32Array.of(2, 3),
    id: ["a", "b"],
    period: ["2026-10", "2026-11"],
  };
  expect(Feedback.fromRows(rows, definition)).toMatchObject([
    {
      ...{ customer: "a", time: "2026-10-03T00:00:00.000Z" },
      ...{ rating: 4, scale: null, text: null, channel: null },
    },
    {
      ...{ customer: "b", time: "2026-11-01T00:00:00.000Z" },
      ...{ rating: null, text: "fine" },
    },
  ]);
});

test("an answer counts in the month that its dataset's time zone has at its moment, as its row does", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("Asia/Shanghai", "America/New_York", "UTC"),
      fc.integer({ min: 1_600_000_000, max: 1_800_000_000 }),
      (timezone, seconds) => {
        const definition = {
          ...Definition.Info.parse({ id: "who", time: "at", timezone }),
          version: 1,
        };
        const at = new Date(seconds * 1000).toISOString();
        const rows: StoredRows.Info = {
          ...{ upload: "u", columns: ["at"], cells: [[at]] },
          frame: { rows: 1, columns: [] },
          ...{ line: Int32Array.of(2), id: ["a"], period: ["2020-01"] },
        };
        const [answer] = Feedback.fromRows(rows, definition);
        const month = Period.parse(at, "month", undefined, timezone);
        expect(Feedback.month(answer.time)).toBe(month);
      },
    ),
  );
});
