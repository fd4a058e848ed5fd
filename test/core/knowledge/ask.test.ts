import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Ask } from "@mainstay/core/knowledge/ask/ask";
import { masked, normal } from "@mainstay/core/knowledge/ask/asked-questions";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Knowledge } from "@mainstay/core/knowledge/knowledge";
import { knowledge } from "@mainstay/local/sample/sample-articles";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => {
  cloud = await start();
  await Bucket.put(Bucket.keys.inbox("knowledge", "articles.csv"), knowledge);
  await cloud.drain();
});
afterAll(() => cloud.stop());

const now = new Date("2026-11-23T12:00:00Z");
const known = "How do I rotate an API key?";

test("a sure answer is given and not handed over", async () => {
  expect(await Ask.ask({ question: known }, { now })).toEqual({
    answer: expect.stringContaining("Create a second key, deploy it"),
    sources: [
      { id: "api-keys", title: "Creating, rotating and revoking API keys" },
    ],
    confidence: expect.closeTo(1, 1),
    handOver: false,
    reason: null,
    lang: "en",
  });
});

test.each([
  ["I want to talk to a person about API keys", "person"],
  ["Put me through to your manager", "person"],
  ["转人工", "person"],
  ["我要找你们经理", "person"],
  ["This is unacceptable, your API keys never work", "anger"],
  ["I have written three times and still no reply!!", "anger"],
  ["我要投诉", "anger"],
  ["垃圾公司，骗子", "anger"],
  ["Which football club do you sponsor?", "unknown"],
  ["Do API keys cure hay fever and headaches?", "unknown"],
])("“%s” goes to a person: %s", async (question, reason) => {
  const given = await Ask.ask({ question }, { now });
  expect(given).toMatchObject({ handOver: true, reason });
  expect(given.answer).toMatch(/[Aa] person will|人工/);
});

test.each([
  "We keep getting 429s on our nightly job",
  "Our bill doubled, how can we find out why?",
  "URGENT: how do I revoke an API key?",
  "How do I cancel our plan?",
  "Can I get a refund of unused credit?",
  "怎么申请退款？",
])("“%s” tells of a problem and is answered", async (question) => {
  const given = await Ask.ask({ question }, { now });
  expect(given).toMatchObject({ handOver: false, reason: null });
});

test("somebody who is angry and asks nothing is answered nothing; a question is answered all the same", () => {
  const base = Knowledge.build([
    {
      id: "keys",
      title: "Rotating keys",
      text: "Create a new key.",
      lang: "en",
    },
  ]);
  const asked = (question: string) => Ask.answer(base, { question });
  expect(asked("Rotating keys is garbage, you idiots")).toMatchObject({
    ...{ reason: "anger", confidence: 0, sources: [] },
  });
  expect(asked("How do I rotate keys with this damn thing?")).toMatchObject({
    ...{ reason: "anger", sources: [{ id: "keys" }] },
    answer: expect.stringContaining("Create a new key."),
  });
});

test("two articles that disagree are both named, and a person answers", () => {
  const article = (id: string, text: string) => ({
    ...{ id, text, title: `Refunds, ${id}` },
    lang: "en" as const,
  });
  const asked = (days: string) =>
    Ask.answer(
      Knowledge.build([
        article("terms", "A refund is paid within 14 days of the purchase."),
        article("help", `A refund is paid within ${days} of the purchase.`),
      ]),
      { question: "Within how many days of the purchase is a refund paid?" },
    );
  expect(asked("30 days")).toMatchObject({
    ...{ handOver: true, reason: "conflict" },
    sources: [{ id: expect.any(String) }, { id: expect.any(String) }],
  });
  expect(asked("30 days").confidence).toBeLessThan(Ask.sure);
  expect(asked("two weeks").reason).not.toBe("conflict");
});

test.each(["人工智能模型怎么微调？", "How do I contact support?"])(
  "“%s” asks for no person",
  (question) => {
    expect(Ask.answer(Knowledge.build([]), { question }).reason).toBe(
      "unknown",
    );
  },
);

test("without a knowledge base every question goes to a person", () => {
  const base = Knowledge.build([]);
  fc.assert(
    fc.property(fc.string(), (question) => {
      expect(Ask.answer(base, { question })).toMatchObject({
        handOver: true,
        confidence: 0,
        sources: [],
      });
    }),
  );
});

test("a question is neither empty nor longer than 2,000 characters", async () => {
  const code = { code: "ask.question" };
  await expect(Ask.ask({ question: " \n" }, { now })).rejects.toMatchObject(
    code,
  );
  const long = "a".repeat(2001);
  await expect(Ask.ask({ question: long }, { now })).rejects.toMatchObject(
    code,
  );
  await Ask.ask({ question: long.slice(1) }, { now });
});

test("questions without an answer are counted by their words, most asked first, in their month", async () => {
  const at = (day: string) => ({ now: new Date(`2026-12-${day}T08:00:00Z`) });
  const ask = (question: string, day: string) =>
    Ask.ask({ question, customerId: "C0001" }, at(day));
  await ask("Do you sell bicycles?", "01");
  await ask("你们卖自行车吗？", "02");
  await ask("你们卖自行车吗", "03");
  await ask("do you  SELL bicycles!", "04");
  await ask("Do you sell bicycles", "05");
  await ask("Any office in Oslo? Mail jo@example.com", "06");
  await ask(known, "07");
  const found = await Ask.unanswered("2026-12");
  expect(found).toEqual([
    {
      question: "Do you sell bicycles",
      lang: "en",
      count: 3,
      asked: 3,
      last: "2026-12-05T08:00:00.000Z",
    },
    expect.objectContaining({
      question: "你们卖自行车吗",
      lang: "zh",
      count: 2,
    }),
    expect.objectContaining({ question: "Any office in Oslo? Mail […]" }),
  ]);
  expect(await Ask.unanswered("2026-12", 1)).toHaveLength(1);
  expect(await Ask.unanswered("2027-01")).toEqual([]);
});

test.each([
  ["write to jo.doe+x@mail.example.com now", "write to […] now"],
  ["call +49 (30) 1234-5678", "call […]"],
  ["my key is sk-live-9f8e7d6c5b4a39281706", "my key is […]"],
  ["error 503 on 2 regions in 2026", "error 503 on 2 regions in 2026"],
])("addresses, numbers and keys of people are not kept: %s", (said, kept) => {
  expect(masked(said)).toBe(kept);
});

test("writing a question with other case, width or punctuation makes no other question", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(normal(` ${normal(text)}?! `)).toBe(normal(text));
    }),
  );
  expect(normal("ＡＰＩ key？")).toBe("api key");
});
