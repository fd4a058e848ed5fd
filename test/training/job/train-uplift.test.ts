import { BatchClient, SubmitJobCommand } from "@aws-sdk/client-batch";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { app } from "@mainstay/functions/api/index";
import { ApiKey } from "@mainstay/core/aws/api-key";
import { Bucket } from "@mainstay/core/aws/bucket";
import { random } from "@mainstay/core/base/random";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Job } from "@mainstay/core/aws/job";
import { UpliftDue } from "@mainstay/core/jobs/uplift-due";
import { Action } from "@mainstay/core/playbooks/action/action";
import { StoredUplift } from "@mainstay/core/playbooks/stored-uplift";
import { Settings } from "@mainstay/core/settings/settings";
import { Definition } from "@mainstay/core/tabular/definition";
import { TrainUplift } from "@mainstay/training/job/train-uplift";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
let key: string;
// Containers that never begin.
const batch = mockClient(BatchClient);
beforeAll(async () => {
  batch.on(SubmitJobCommand).resolves({ jobId: "container" });
  cloud = await start();
  key = ApiKey.random();
  await ApiKey.put({ key, name: "test", scopes: ["read", "write"] });
});
afterAll(() => cloud.stop());

const now = new Date("2026-11-02T00:00:00Z");
const dataset = "customers";
const text = { en: "Call", zh: "致电" };
const playbook = (id: string) => ({
  ...{ id, name: text, rank: "uplift", holdOut: 0.2 },
  when: { all: [{ column: "usage", op: "present" }] },
  steps: [{ text, owner: text, dueDays: 3 }],
});

/** An action of each customer; those who use little are kept by being acted on, the others driven away. */
function actions(id: string, count: number, seed: number): Action.Info[] {
  const draw = random(seed);
  return Array.from({ length: count }, (_, k) => {
    const heldOut = draw.uniform() < 0.25;
    const keeps = k % 10 < 5 ? 0.4 : -0.2;
    const stays = draw.uniform() < 0.5 + (heldOut ? 0 : keeps);
    const at = "2026-06-01T00:00:00.000Z";
    return Action.Info.parse({
      ...{ id: `2026-05-${id}${k}`, dataset, customer: `c${k}`, name: null },
      ...{ period: "2026-05", playbook: id, title: text, why: text },
      ...{ steps: [{ text, owner: text, due: "2026-06-04" }], owner: text },
      ...{ state: heldOut ? "held" : "proposed", heldOut, priority: 1 },
      ...{ due: "2026-06-04", createdAt: at, stake: 12 },
      history: [{ state: heldOut ? "held" : "proposed", at }],
      measured: { value: stays, at },
    });
  });
}

const call = async (method: string, path: string) => {
  const answer = await app.request(path, {
    method,
    headers: { authorization: `Bearer ${key}` },
  });
  return { status: answer.status, body: await answer.json() };
};

test("whom a playbook changes is learned from its outcomes, said with its proof, and learned again when enough more are known", async () => {
  const definition = { id: "id", time: "month", period: "month" };
  await Dataset.write(dataset, Definition.Info.parse(definition), 0);
  const lines = Array.from({ length: 900 }, (_, k) =>
    [`c${k}`, "2026-05", k % 10, k % 3 ? "team" : "firm"].join(","),
  );
  await Bucket.put(
    Bucket.keys.inbox(dataset, "2026-05.csv"),
    `id,month,usage,plan\n${lines.join("\n")}\n`,
  );
  await cloud.drain();
  await Settings.put(dataset, "playbooks", {
    playbooks: [playbook("tells"), playbook("few")],
    capacityPerWeek: 10,
  });
  await Action.put([...actions("tells", 900, 1), ...actions("few", 60, 2)]);

  expect(await StoredUplift.read(dataset)).toEqual([]);
  const due = await UpliftDue.run(now);
  expect(due).toMatchObject([{ dataset }]);
  // Once a day is enough while it waits or runs.
  expect(await UpliftDue.run(now)).toEqual([]);
  await Job.set(due[0].jobId, { state: "done" });

  const came = await TrainUplift.train({
    ...{ dataset, seed: 42, now, progress: () => {} },
  });
  expect(came.why).toBe("A ranking by uplift is offered for tells");
  const [tells, few] = await StoredUplift.read(dataset);
  expect(tells).toMatchObject({ playbook: "tells", offered: true });
  expect(tells.treated + tells.heldOut).toBe(900);
  expect(tells.curve.at(-1)).toMatchObject({ share: 1 });
  expect(few).toMatchObject({
    ...{ offered: false, trees: null },
    qini: { value: null, why: expect.stringMatching(/at least 100/) },
  });
  // Nothing new is known.
  expect(await UpliftDue.run(now)).toEqual([]);

  const { status, body } = await call("GET", "/v1/actions/uplift");
  expect(status).toBe(200);
  expect(body.items).toHaveLength(2);
  expect(body.items[0]).not.toHaveProperty("trees");
  const asked = await call("POST", "/v1/actions/uplift");
  expect(asked.status).toBe(202);
  expect(await Job.get(asked.body.jobId)).toMatchObject({
    ...{ kind: "uplift", subject: dataset, state: "queued" },
  });
});
