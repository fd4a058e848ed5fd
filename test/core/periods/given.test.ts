import { afterAll, beforeAll, expect, test } from "vitest";
import { PeriodIndex } from "@mainstay/core/customers/period-index";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Given } from "@mainstay/core/periods/given";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const day = (n: number) => new Date(Date.UTC(2026, 10, n));
const score = (period: string, model: string, logits: Record<string, number>) =>
  PeriodIndex.write(
    "customers",
    period,
    Object.entries(logits).map(([id, logit], line) => ({
      ...{ id, period, upload: "u", line, logit, band: "low" as const },
      ...{ revenue: null, name: null, model },
    })),
  );
const said = async (period: string, id: string) =>
  Given.find("customers", period, id);

test("what was said on the day stays, with its version, whatever newer versions say of the same rows", async () => {
  await Dataset.setPeriod("customers", "2026-10", "v1");
  await score("2026-10", "v1", { a: 0, __proto__x: 1 });
  await Given.freeze("customers", day(1));
  expect(await said("2026-10", "a")).toEqual({
    ...{ probability: 0.5, band: "low", version: "v1" },
    at: day(1).toISOString(),
  });
  await score("2026-10", "v2", { a: 2, b: 0 });
  await Given.freeze("customers", day(2));
  await Given.freeze("customers", day(3));
  expect((await said("2026-10", "a"))!.version).toBe("v1");
  expect(await said("2026-10", "b")).toMatchObject({
    ...{ version: "v2", at: day(2).toISOString() },
  });
  expect(await said("2026-10", "nobody")).toBeNull();
  expect((await said("2026-10", "__proto__x"))!.version).toBe("v1");
});

test("rows of an older period that a version scores which may know what came of them are no prediction", async () => {
  await Dataset.setPeriod("customers", "2026-11", "v2");
  await score("2026-11", "v2", { a: 1 });
  await score("2026-10", "v3", { a: 1, late: 1 });
  await Given.freeze("customers", day(4));
  expect(await said("2026-10", "late")).toBeNull();
  expect((await said("2026-11", "a"))!.version).toBe("v2");
});
