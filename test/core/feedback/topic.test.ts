import { OwnerTopics } from "@mainstay/core/feedback/topic/owner-topics";
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

const told = (owner: OwnerTopics.Config) =>
  Topic.topics([...month, ...content], [], { ...Topic.defaults, owner });
const phrasesOf = (label: string) =>
  told(OwnerTopics.defaults).find((topic) => topic.label === label)!.phrases;

test("a topic has the owner's name, also where later months bring it other phrases", () => {
  const owner = OwnerTopics.name(
    OwnerTopics.defaults,
    "Silent outages",
    phrasesOf("status page"),
  );
  const named = told(owner).find(({ label }) => label === "Silent outages");
  expect(named).toMatchObject({ named: true, count: 3 });
  const later = [
    "An outage, and the status board was silent.",
    "Outage, status board silent again",
    "Status board silent in the outage!",
  ].map(complaint);
  const [topic] = Topic.topics(later, [], { ...Topic.defaults, owner });
  expect(topic.label).toBe("Silent outages");
  expect(topic.phrases).toContain("status board");
  // One comment is enough for a topic that somebody has named.
  expect(
    Topic.topics(later.slice(0, 1), [], { ...Topic.defaults, owner }),
  ).toMatchObject([{ label: "Silent outages", count: 1 }]);
});

test("topics of one name are one, which holds the comments of each once", () => {
  const owner = ["invoice", "status page"].reduce(
    (owner, label) => OwnerTopics.name(owner, "Trust", phrasesOf(label)),
    OwnerTopics.defaults,
  );
  const topics = told(owner);
  expect(topics.filter(({ label }) => label === "Trust")).toMatchObject([
    { count: 6 },
  ]);
  expect(topics.map(({ label }) => label)).not.toContain("invoice");
});

test("a topic that is left out stays out until it is named", () => {
  const phrases = phrasesOf("invoice");
  const muted = OwnerTopics.mute(OwnerTopics.defaults, phrases);
  const labels = (owner: OwnerTopics.Config) =>
    told(owner).map(({ label }) => label);
  expect(labels(muted)).not.toContain("invoice");
  expect(labels(muted)).toContain("status page");
  expect(labels(OwnerTopics.name(muted, "Invoices", phrases))).toContain(
    "Invoices",
  );
});

test("what an owner says of phrases never leaves one in two places, nor loses one", () => {
  const phrase = fc.constantFrom("a", "b", "c", "d", "e");
  const step = fc.record({
    phrases: fc.uniqueArray(phrase, { minLength: 1 }),
    name: fc.option(fc.constantFrom("x", "y")),
  });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let owner = OwnerTopics.defaults;
      const last = new Map<string, string | null>();
      for (const { phrases, name } of steps) {
        owner =
          name === null
            ? OwnerTopics.mute(owner, phrases)
            : OwnerTopics.name(owner, name, phrases);
        for (const one of phrases) last.set(one, name);
      }
      const found = [
        ...owner.named.flatMap(({ name, phrases }) =>
          phrases.map((one) => [one, name] as const),
        ),
        ...owner.muted.map((one) => [one, null] as const),
      ];
      expect(found.length).toBe(last.size);
      for (const [one, name] of found) expect(last.get(one)).toBe(name);
      OwnerTopics.Config.parse(owner);
    }),
  );
});
