import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Job } from "@mainstay/core/aws/job";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Definition } from "@mainstay/core/tabular/definition";
import { start, type Cloud } from "../cloud";

let cloud: Cloud;
beforeAll(async () => {
  cloud = await start();
});
afterAll(() => cloud.stop());

const versions = ["v1", "v2", "v3", "v4"];
async function dataset(name: string) {
  await Dataset.write(name, Definition.Info.parse({}), 0);
  for (const version of versions)
    await Bucket.put(
      Bucket.keys.model(name, version, "card.json"),
      JSON.stringify({ createdAt: "2026-01-01T00:00:00.000Z" }),
    );
}

test("what served is told for every moment across ten promotions and rollbacks, with who and why", async () => {
  await dataset("claims");
  const steps = ["v1", "v2", "back", "v3", "back", "v4", "v1", "back", "v2"];
  const said: { version: string; after: number }[] = [];
  for (const [k, step] of [...steps, "v3"].entries()) {
    const { status, body } =
      step === "back"
        ? await cloud.call("POST", "/v1/models/claims/rollback", {
            why: `step ${k}`,
          })
        : await cloud.call("POST", "/v1/models/claims/promote", {
            ...{ version: step, why: `step ${k}` },
          });
    expect(status).toBe(200);
    if (step !== "back") expect(body.version).toBe(step);
    said.push({ version: body.version, after: Date.now() });
    // The next one begins in a later millisecond.
    while (Date.now() <= said.at(-1)!.after);
  }
  const { body } = await cloud.call("GET", "/v1/models/claims/history");
  expect(body.items.map(({ version }: any) => version)).toEqual(
    said.map(({ version }) => version),
  );
  expect(body.items.map(({ who, why }: any) => `${who}: ${why}`)).toEqual(
    said.map((_, k) => `all: step ${k}`),
  );
  expect(body.serving).toMatchObject({ version: "v3", until: null });
  for (const { version, after } of said) {
    const at = new Date(after).toISOString();
    const told = await cloud.call(
      "GET",
      `/v1/models/claims/history?at=${encodeURIComponent(at)}`,
    );
    expect(told.body.serving.version).toBe(version);
  }
  const today = new Date().toISOString().slice(0, 10);
  const day = await cloud.call("GET", `/v1/models/claims/history?at=${today}`);
  expect(day.body.serving.version).toBe("v3");
  const before = await cloud.call(
    "GET",
    "/v1/models/claims/history?at=2020-01-01",
  );
  expect(before.body).toEqual({ items: [], serving: null });
  const wrong = await cloud.call("GET", "/v1/models/claims/history?at=soon");
  expect(wrong).toMatchObject({
    status: 400,
    body: { code: "request.invalid" },
  });
});

test("a failed training stays told with its reason and the next step, also after one that went well", async () => {
  await dataset("patients");
  const job = async (at: string, patch: Partial<Job.Info>) => {
    const { id } = await Job.create("train", "patients", new Date(at), {
      ...{ dataset: "patients", input: { who: "ops" } },
    });
    await Job.set(id, patch);
    return id;
  };
  const failed = await job("2026-05-01T00:00:00Z", {
    state: "failed",
    error: { code: "train.rows.few", message: "too few" },
  });
  const refused = await job("2026-05-02T00:00:00Z", {
    state: "failed",
    error: { code: "train.refused.base", message: "no better", next: "do x" },
  });
  await job("2026-05-03T00:00:00Z", {
    ...{ state: "done", version: "v1" },
    result: { promoted: true, why: "the first version" },
  });
  const { body } = await cloud.call("GET", "/v1/models/patients");
  expect(body.trainings).toMatchObject([
    {
      state: "done",
      version: "v1",
      promoted: true,
      reason: "the first version",
    },
    { jobId: refused, state: "refused", reason: "no better", next: "do x" },
    { jobId: failed, state: "failed", who: "ops", code: "train.rows.few" },
  ]);
  expect(body.trainings[2].next).toMatch(/older periods/);
});
