import { afterAll, beforeAll, expect, test } from "vitest";
import { Table } from "@mainstay/core/aws/table";
import { Feedback } from "@mainstay/core/feedback/feedback";
import { MonthDigest } from "@mainstay/core/feedback/month-digest";
import { Sentiment } from "@mainstay/core/feedback/sentiment/sentiment";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const judge: Feedback.Judge = (texts) => Sentiment.words.classify(texts);
const said = (customer: string, month: string, text: string) =>
  Feedback.withId({
    ...{ customer, text, time: `${month}-05T00:00:00.000Z` },
    ...{ channel: null, rating: null, scale: null },
  });
const write = async (...list: Feedback.Info[]) =>
  Feedback.write("feedback", await Feedback.judged(list, judge));
const digests = () => MonthDigest.list("feedback", ["2026-09", "2026-10"]);

test("a month's digest is that of its answers, and follows each that comes", async () => {
  await write(
    said("a", "2026-09", "great support, thanks"),
    ...["b", "c", "d"].map((id) =>
      said(id, "2026-10", `the billing page is terrible ${id}`),
    ),
  );
  const [september, october] = await digests();
  expect(september).toMatchObject({
    ...{ month: "2026-09", answers: 1, customers: 1 },
    sides: { negative: 0, mixed: 0, positive: 1 },
  });
  expect(october).toMatchObject({ answers: 3, sides: { negative: 3 } });
  expect(october.sentiment.value).toBeLessThan(-0.3);
  await write(said("b", "2026-10", "thanks, all is well and good"));
  expect((await digests())[1]).toMatchObject({
    ...{ answers: 4, customers: 3, sides: { negative: 3, positive: 1 } },
  });
});

test("what is kept of a month holds nobody's words; an example is read from the comments", async () => {
  const [, october] = await digests();
  const item = await Table.get(Table.keys.feedbackMonth("feedback", "2026-10"));
  expect(item!.digest).not.toContain("terrible");
  const { topics } = await MonthDigest.read("feedback", october);
  expect(topics[0].example.text).toContain("billing page");
  expect(topics[0].customers.sort()).toEqual(["b", "c", "d"]);
  expect(october.experience).toContainEqual({
    ...{ dimension: "service", channel: null },
    ...{ comments: 3, negative: 3, positive: 0 },
  });
});
