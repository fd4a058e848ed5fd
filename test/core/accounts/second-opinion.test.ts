import { afterAll, beforeAll, expect, test } from "vitest";
import { HealthDisagreement } from "@mainstay/core/accounts/health-disagreement";
import { HealthOverride } from "@mainstay/core/accounts/health-override";
import { CustomerTable } from "@mainstay/core/customers/customer-table";
import { Lifecycle } from "@mainstay/core/health/lifecycle";
import { start, type Cloud } from "../../cloud";
import { state } from "./book";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const on = (day: string) => new Date(`${day}T10:00:00Z`);
const word = (until: string) => ({
  ...{ status: "red" as const, reason: "New CFO", author: "Ann", until },
});

test("an override holds until its last day or until it is taken back, and stays in the history", async () => {
  const of = async (day: string) =>
    HealthOverride.active(
      await HealthOverride.history("customers", "a"),
      on(day),
    );
  await HealthOverride.set(
    "customers",
    "a",
    word("2026-11-30"),
    on("2026-11-10"),
  );
  expect(await of("2026-11-30")).toMatchObject(word("2026-11-30"));
  expect(await of("2026-12-01")).toBeNull();
  await HealthOverride.set(
    "customers",
    "a",
    word("2026-12-31"),
    on("2026-11-20"),
  );
  await HealthOverride.end("customers", "a", on("2026-11-25"));
  expect(await of("2026-11-26")).toBeNull();
  const all = await HealthOverride.history("customers", "a");
  expect(all.map(({ ended }) => ended?.slice(0, 10))).toEqual([
    "2026-11-20",
    "2026-11-25",
  ]);
  await expect(
    HealthOverride.end("customers", "a", on("2026-11-26")),
  ).rejects.toMatchObject({ code: "override.none" });
  await expect(
    HealthOverride.set("customers", "a", word("2026-11-01"), on("2026-11-26")),
  ).rejects.toMatchObject({ code: "override.until" });
});

test("a calm health beside falling use, a gone owner or an odd burn is named, and so is a poor one beside growing use", () => {
  const customers = ["calm", "fell", "gone", "burns", "grows", "left"].map(
    (id, k) => ({ id, owner: id === "gone" ? null : "Ann", mrr: 10 + k }),
  );
  const now = state("2026-10", customers);
  const at = (id: string) => now.id.indexOf(id);
  now.status = now.id.map((id) => (id === "grows" ? "red" : "green"));
  now.trend = now.trend.with(at("fell"), -0.75).with(at("grows"), 0.5);
  now.metricInputs = {
    spend: Float64Array.from(now.id, (id) => (id === "burns" ? 200 : 80)),
    commitment: Float64Array.from(now.id, () => 100),
  };
  const before = state(
    "2026-09",
    customers.map((one) => ({ ...one, owner: "Ann" })),
  );
  const rows = now.id.map((id, row) => ({
    ...{ state: now, row },
    left: id === "left" ? { period: "2026-10" } : null,
  }));
  const found = HealthDisagreement.watch(rows, before, new Date("2026-11-02"));
  expect(found.map(({ id }) => id)).toEqual(["grows", "burns", "gone", "fell"]);
  expect(found.map(({ signals }) => signals[0].en)).toEqual([
    "use grew by 50 % against its usual level",
    "it burns 200 % of its commitment",
    "its owner Ann is gone",
    "use fell by 75 % against its usual level",
  ]);
});

test("the stage is what the file says, else it follows from the days since signup and to the renewal", () => {
  const dates = CustomerTable.fromColumns({
    ...{
      period: "2026-10",
      id: ["new", "slow", "old", "renews", "passed", "?"],
    },
    roles: { onboarded: "done" },
    numbers: {
      "tenure.days": [20, 200, 800, 800, 800, NaN],
      "renewal.days": [300, 165, 200, 90, -4, NaN],
      done: [1, 0, 1, 1, 1, 1],
    },
  });
  expect(Lifecycle.stagesOf(dates)).toEqual([
    ...["onboarding", "onboarding", "adopted", "renewing", "adopted", null],
  ]);
  const said = CustomerTable.fromColumns({
    ...{ period: "2026-10", id: ["a"], roles: { stage: "phase" } },
    texts: { phase: ["Expansion"] },
  });
  expect(Lifecycle.stagesOf(said)).toEqual(["Expansion"]);
  const none = CustomerTable.fromColumns({ period: "2026-10", id: ["a"] });
  expect(Lifecycle.stagesOf(none)).toBeNull();
});
