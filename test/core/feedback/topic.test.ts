import { Dimension } from "@mainstay/core/feedback/topic/dimension";
import { Topic } from "@mainstay/core/feedback/topic/topic";
import fc from "fast-check";
import { expect, test } from "vitest";

const complaint = (text: string, i: number): Topic.Comment => ({
  id: String(i).padStart(3, "0"),
  text,
  score: -0.5,
});
const praise = (text: string, i: number): Topic.Comment => ({
  id: `p${i}`,
  text,
  score: 0.5,
});

const month = [
  "The invoice surprised us again.",
  "Your invoice is wrong, and the invoice came late!",
  "Wrong invoice!",
  "The status page said nothing during the outage.",
  "Outage again; status page green.",
  "An outage, and the status page was green.",
  "工单三周没人处理",
  "工单一直没人处理，太慢",
  "我的工单还没人处理",
].map(complaint);
const content = [
  "Clear invoice, thank you.",
  "Lovely docs.",
  "Support answered at once.",
  "工单处理很快",
].map(praise);

test("phrases of the same comments are one topic, named by the commonest of them", () => {
  const topics = Topic.topics([...month, ...content]);
  const labels = topics.map(({ label }) => label);
  expect(labels).toContain("invoice");
  expect(labels).toContain("status page");
  const page = topics.find(({ label }) => label === "status page")!;
  expect(page.phrases).toContain("outage");
  expect(page).toMatchObject({
    count: 3,
    share: { value: 1 / 3, n: 9 },
    before: { value: null },
    change: null,
    example: { id: "004", text: "Outage again; status page green." },
  });
  expect(topics.some(({ phrases }) => phrases.includes("工单"))).toBe(true);
});

test("complaints of two languages about one thing are one topic with both names", () => {
  const texts = [
    "Another outage this morning",
    "The outage lasted three hours",
    "An outage again, third this quarter",
    "又宕机了，客户都在问",
    "昨晚宕机两小时",
    "宕机太频繁",
    "The invoice was wrong",
    "Wrong invoice again",
    "Invoice is wrong",
    "发票又开错了",
    "发票抬头不对",
    "发票迟迟不开",
  ];
  const topics = Topic.topics(texts.map(complaint));
  const about = (word: string) =>
    topics.find(({ phrases }) => phrases.includes(word))!;
  expect(about("outage")).toBe(about("宕机"));
  expect(about("outage")).toMatchObject({ label: "outage · 宕机", count: 6 });
  expect(about("invoice")).toBe(about("发票"));
  expect(about("invoice")).not.toBe(about("outage"));
});

test.each([
  ["The app crashes and the data export is wrong", "product"],
  ["退款太慢，运费又贵", "service"],
  [
    "The dashboard menu is confusing, and the docs are out of date",
    "interface",
  ],
  ["客服态度冷淡，没人回复", "interaction"],
])("“%s” is about the %s first", (text, name) => {
  expect(Dimension.of(text)[0]).toBe(name);
});

test("a text about nothing known is about no side", () => {
  expect(Dimension.of("qwzx")).toEqual([]);
});

test("a topic is compared with its own share of the month before", () => {
  const before = ["Wrong invoice", "Too slow", "Slow", "Slow again"].map(
    complaint,
  );
  const invoice = Topic.topics(month, before).find(
    ({ label }) => label === "invoice",
  )!;
  expect(invoice.before).toMatchObject({ value: 1 / 4, n: 4 });
  expect(invoice.change!.change).toBeCloseTo(3 / 9 - 1 / 4, 12);
});

test("what the content say as often is no complaint", () => {
  const both = [
    ...month,
    ...content,
    ...[1, 2, 3].map((i) => praise("The invoice!", 9 + i)),
  ];
  const labels = Topic.topics(both).map(({ label }) => label);
  expect(labels).not.toContain("invoice");
});

test("comments that are content or unjudged make no topic", () => {
  const quiet = month.map((one, i) => ({ ...one, score: i % 2 ? null : 0 }));
  expect(Topic.topics(quiet)).toEqual([]);
});

const word = fc.constantFrom("invoice", "outage", "latency", "quota", "login");
const said = fc.array(word, { minLength: 1, maxLength: 5 });

test("any order of the comments gives the same topics, and counts are those of a plain search", () => {
  const months = fc.array(said, { minLength: 3, maxLength: 25 });
  fc.assert(
    fc.property(months, (texts) => {
      const comments = texts.map((words, i) => complaint(words.join(", "), i));
      const topics = Topic.topics(comments);
      expect(Topic.topics(comments.toReversed())).toEqual(topics);
      for (const { phrases, count, example } of topics) {
        const found = texts.filter((words) =>
          words.some((one) => phrases.includes(one)),
        );
        expect(count).toBe(found.length);
        expect(comments).toContainEqual({ ...example, score: -0.5 });
      }
    }),
  );
});

test("no phrase is of two topics", () => {
  const all = Topic.topics(month).flatMap(({ phrases }) => phrases);
  expect(new Set(all).size).toBe(all.length);
});
