// What a queue gives up is one problem for one message, however often it is sent again and given up again.
import { afterAll, beforeAll, expect, test } from "vitest";
import { Problems } from "@mainstay/core/jobs/problems";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const given = (dataset: string) => JSON.stringify({ dataset, part: 0 });
const dead = async () => {
  const { items } = await Problems.list({ limit: 100 });
  return items.filter(({ code }) => code === "message.dead");
};

test("a message that is sent again and dies again is listed once, by its newest death", async () => {
  const days = [1, 2, 3].map((day) => new Date(Date.UTC(2026, 10, day)));
  for (const at of days) await Problems.died(given("claims"), at);
  await Problems.died(given("patients"), days[0]);
  const found = await dead();
  expect(found.map(({ dataset, at }) => [dataset, at])).toEqual([
    ["claims", days[2].toISOString()],
    ["patients", days[0].toISOString()],
  ]);
});
