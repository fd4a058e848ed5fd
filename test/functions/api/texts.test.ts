// A table whose outcome stands in the words of its notes, from the file to scores with reasons.
import { afterAll, beforeAll, expect, test } from "vitest";
import { random } from "@mainstay/core/base/random";
import { Bucket } from "@mainstay/core/aws/bucket";
import { train } from "@mainstay/training/job/train";
import { settled, start, type Cloud } from "../cloud";

let cloud: Cloud;
const filler =
  "we talked about the new office with their team and sent a note on pricing for next quarter".split(
    " ",
  );

function csv() {
  const draw = random(3);
  const lines = Array.from({ length: 700 }, (_, k) => {
    const angry = draw.uniform() < 0.3;
    const fond = draw.uniform() < 0.3;
    const odds = -1 + (angry ? 2.5 : 0) - (fond ? 2 : 0);
    const words = Array.from(
      { length: 6 },
      () => filler[draw.integer(filler.length)],
    );
    if (angry) words.splice(draw.integer(6), 0, "refund");
    if (fond) words.splice(draw.integer(6), 0, "delighted");
    const left = draw.uniform() < 1 / (1 + Math.exp(-odds));
    return `c${k},2026-10,${(10 * draw.uniform()).toFixed(2)},${words.join(" ")} ${k},${left ? "yes" : "no"}`;
  });
  return ["customer_id,month,usage,notes,churned", ...lines].join("\n") + "\n";
}

beforeAll(async () => {
  cloud = await start();
  await cloud.call("PUT", "/v1/datasets/customers", {
    ...{ id: "customer_id", time: "month" },
    label: { column: "churned", positive: "yes" },
    columns: { notes: "text" },
    learner: { kind: "auto", members: ["plr", "words"] },
  });
  await Bucket.put(Bucket.keys.inbox("customers", "2026-10.csv"), csv());
  await settled(cloud, "customers", 1);
  await train({
    ...{ dataset: "customers", seed: 42, now: new Date() },
    progress: () => {},
  });
});
afterAll(() => cloud.stop());

const score = async (rows: Record<string, string>[]) =>
  (
    await cloud.call("POST", "/v1/score/customers", {
      ...{ rows, explain: true },
    })
  ).body.predictions;

test("notes are scored with the words that move them, and contributions add up", async () => {
  const rows: Record<string, string>[] = [
    { customer_id: "a", usage: "5", notes: "they asked for a refund again" },
    { customer_id: "b", usage: "5", notes: "they are delighted with the team" },
    { customer_id: "c", usage: "5", notes: "" },
    { customer_id: "d", usage: "5" },
  ];
  const all = await score(rows);
  const [angry, fond, none, gone] = all;
  expect(angry.probability).toBeGreaterThan(none.probability);
  expect(fond.probability).toBeLessThan(none.probability);
  expect(gone.probability).toBe(none.probability);
  for (const { base, reasons, logit } of all) {
    const sum = reasons.reduce((z: number, r: any) => z + r.contribution, base);
    expect(Math.abs(sum - logit)).toBeLessThan(1e-4);
  }
  const said = angry.reasons.find((one: any) => one.column === "notes");
  expect(said.value).toBe(rows[0].notes);
  expect(said.words[0]).toMatchObject({ text: "refund" });
  expect(said.words[0].contribution).toBeGreaterThan(0);
  // A row alone is scored as among others, whose texts are longer.
  const [alone] = await score([rows[0]]);
  expect(alone.logit).toBeCloseTo(angry.logit, 5);
});

test("the card lists the words among the drivers", async () => {
  const { body } = await cloud.call("GET", "/v1/models/customers");
  const { version } = body.items[0];
  const card = (await cloud.call("GET", `/v1/models/customers/${version}`))
    .body;
  expect(card.columns.find(({ name }: any) => name === "notes")).toMatchObject({
    type: "text",
    role: "texts",
  });
  const words = card.dependence.find(({ column }: any) => column === "notes");
  const levels = words.bins.map(({ level }: any) => level);
  expect(levels).toContain("refund");
  expect(levels).toContain("delighted");
});
