// A real export of subscriptions, whose revenue by month anybody can count.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { settled, start, until, type Cloud } from "../functions/cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const folder = process.env.REAL_DATA;
test.skipIf(!folder)(
  "a real export of 5,000 subscriptions adds up month by month (needs REAL_DATA)",
  async () => {
    const bytes = await readFile(
      join(folder!, "saas/ravenstack_subscriptions.csv"),
    );
    await Bucket.put(Bucket.keys.inbox("subscriptions", "a.csv"), bytes);
    await settled(cloud, "subscriptions", 1);
    await until(async () => {
      const { body } = await cloud.call("GET", "/v1/uploads?dataset=customers");
      return body.items[0]?.state === "done";
    });
    const [names, ...lines] = bytes
      .toString()
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(","));
    const at = (name: string) => names.indexOf(name);
    for (const month of ["2023-01", "2023-12", "2024-06", "2024-12"]) {
      const [y, m] = month.split("-").map(Number);
      const day = new Date(Date.UTC(y, m, 0)).toISOString().slice(0, 10);
      const expected = lines
        .filter((cells) => cells[at("start_date")] <= day)
        .filter(
          (cells) => !cells[at("end_date")] || cells[at("end_date")] > day,
        )
        .reduce((sum, cells) => sum + Number(cells[at("mrr_amount")]), 0);
      const { body } = await cloud.call("GET", `/v1/metrics?period=${month}`);
      expect([month, body.mrr.value]).toEqual([month, expected]);
    }
    const { body } = await cloud.call("GET", "/v1/metrics");
    expect(body.period).toBe("2024-12");
  },
);
