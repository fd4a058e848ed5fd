// What is asked of articles, of a customer's own data, and of the owner's test questions, over HTTP.
import { afterAll, beforeAll, expect, test } from "vitest";
import { OwnAccount } from "@mainstay/core/accounts/own-account";
import { Bucket } from "@mainstay/core/aws/bucket";
import { settled, start, type Cloud } from "../cloud";

let cloud: Cloud;
const articles = `id,title,text,lang
seats,Adding seats,"Owners add seats under Settings, Seats. Each costs 12 euros a month.",en
leaving,Ending the contract,"Give notice one month before the contract renews, under Settings, Contract.",en
`;
const customers = `customer_id,month,plan,renewal_date,seats,tokens,mrr
acme,2026-09,Basic,2027-02-01,10,1000,90
acme,2026-10,Pro,2027-03-15,25,1234567,300
globex,2026-10,Pro,,5,10,60
`;
const questions = `question,article
What does an extra seat cost?,seats
When do I have to give notice?,leaving
Do you sell bicycles?,
`;

beforeAll(async () => {
  cloud = await start();
  await cloud.call("PUT", "/v1/datasets/customers", {
    ...{ id: "customer_id", time: "month" },
    roles: {
      ...{ plan: "plan", renewal: "renewal_date", seats: "seats" },
      ...{ tokens: "tokens", revenue: "mrr" },
    },
  });
  for (const [dataset, text] of [
    ["customers", customers],
    ["knowledge", articles],
    ["questions", questions],
  ]) {
    await Bucket.put(Bucket.keys.inbox(dataset, `${dataset}.csv`), text);
    await settled(cloud, dataset, 1);
  }
});
afterAll(() => cloud.stop());

const ask = async (question: string, customerId?: string) =>
  (await cloud.call("POST", "/v1/ask", { question, customerId })).body;

test.each([
  ["What plan are we on?", "Your plan: Pro (as of 2026-10)."],
  ["When does our contract end?", "Your renewal date: 15 Mar 2027"],
  ["How many seats do we have?", "Your number of seats: 25"],
  ["how many tokens did we use?", "1,234,567"],
  ["我们是什么套餐？", "您的套餐：Pro（截至 2026-10）。"],
  ["我们的合同什么时候到期", "2027年3月15日"],
])(
  "a customer is told its own data with their source: %s",
  async (question, said) => {
    const answer = await ask(question, "acme");
    expect(answer.answer).toContain(said);
    expect(answer).toMatchObject({ handOver: false, reason: null });
    expect(answer.sources).toEqual([
      {
        id: "customers/2026-10/acme",
        title: expect.stringContaining("2026-10"),
      },
    ]);
  },
);

test("what the data do not say goes to a person, and what articles say stays theirs", async () => {
  expect(await ask("When does our contract end?", "globex")).toMatchObject({
    ...{ handOver: true, reason: "unknown", sources: [] },
  });
  expect(await ask("What plan are we on?", "nobody")).toMatchObject({
    handOver: true,
  });
  const extra = await ask("What does an extra seat cost us?", "acme");
  expect(extra.sources).toMatchObject([{ id: "seats" }]);
  const nobody = await ask("What plan are we on?");
  expect(JSON.stringify(nobody)).not.toContain("Pro");
});

test.each([
  "How do we change our plan?",
  "Can we have more seats?",
  "What plan should we take?",
  "Which plan do our friends at Globex have?",
  "怎么升级我们的套餐",
  "What plans are there?",
  "What does your plan for the office party say?",
])("“%s” does not ask for one's own data", (question) => {
  expect(
    OwnAccount.asked(question, ["plan", "seats", "renewal"]),
  ).toBeUndefined();
});

test("the owner's test questions are judged as an evaluation does it", async () => {
  const { status, body } = await cloud.call("GET", "/v1/ask/test");
  expect(status).toBe(200);
  expect(body).toMatchObject({ questions: 3, answerable: 2, refused: 1 });
  expect(body.items.map(({ articles }: any) => articles)).toEqual([
    ["seats"],
    ["leaving"],
    [],
  ]);
  expect(body.right + body.wrongConfident).toBeLessThanOrEqual(2);
});
