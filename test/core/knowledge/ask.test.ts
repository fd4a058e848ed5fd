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
    confidence: 1,
    handOver: false,
    why: null,
    lang: "en",
  });
});

test.each([
  ["I want to talk to a person about API keys", "person"],
  ["转人工", "person"],
  ["This is unacceptable, your API keys never work", "upset"],
  ["URGENT: how do I revoke an API key?", "upset"],
  ["How do I cancel our plan?", "upset"],
  ["我要投诉", "upset"],
  ["我要退款", "upset"],
  ["Which football club do you sponsor?", "nothing"],
  ["Do API keys cure hay fever and headaches?", "unsure"],
])("“%s” goes to a person: %s", async (question, why) => {
  const given = await Ask.ask({ question }, { now });
  expect(given).toMatchObject({ handOver: true, why });
  expect(given.answer).toMatch(/[Aa] person will|人工/);
});

test.each(["人工智能模型怎么微调？", "How do I contact support?"])(
  "“%s” asks for no person",
  (question) => {
    expect(Ask.answer(Knowledge.build([]), { question }).why).toBe("nothing");
  },
);

test("an angry tone is handed over whatever the words, and the answer is still given", async () => {
  const asked: string[] = [];
  const sentiment = (score: number) => async (text: string) => {
    asked.push(text);
    return score;
  };
  const question = ` ${known} `;
  const angry = await Ask.ask(
    { question },
    { now, sentiment: sentiment(-0.6) },
  );
  const calm = await Ask.ask({ question }, { now, sentiment: sentiment(-0.5) });
  expect(asked).toEqual([known, known]);
  expect(angry).toMatchObject({ handOver: true, why: "upset" });
  expect(angry.answer).toContain(calm.answer);
  expect(calm.handOver).toBe(false);
});

test("without a knowledge base every question goes to a person, and more anger never takes that back", () => {
  const base = Knowledge.build([]);
  const mood = fc.double({ noNaN: true, min: -1, max: 1 });
  fc.assert(
    fc.property(fc.string(), mood, (question, mood) => {
      expect(Ask.answer(base, { question, mood })).toMatchObject({
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
