// A day of uploads, replaced, refused and taken back, with a function killed at a point of it: the end is the same.
import { OutgoingMessage } from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { random as randomOf } from "@mainstay/core/base/random";
import { PeriodIndex } from "@mainstay/core/customers/period-index";
import { Snapshot } from "@mainstay/core/customers/snapshot";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Definition } from "@mainstay/core/tabular/definition";
import { Job } from "@mainstay/core/aws/job";
import { Line } from "@mainstay/core/work/line";
import { Manifest } from "@mainstay/core/dataset/manifest";
import { Problem } from "@mainstay/core/aws/problem";
import { TakeBack } from "@mainstay/core/ingest/take-back";
import { Upload } from "@mainstay/core/ingest/upload";
import { start, type Cloud, type Queue } from "../cloud";
import { install, live } from "./killed";

const points = Number(process.env.CHAOS ?? 20);
// Longer than any lease, and than a queue may forget a message.
const waitMs = 20 * 60_000;

let cloud: Cloud;
beforeAll(async () => {
  for (const name of ["log", "warn", "error"] as const)
    vi.spyOn(console, name).mockImplementation(() => {});
  // Servers send real time, by which the SDK's clients would correct the made one.
  Object.defineProperty(OutgoingMessage.prototype, "sendDate", {
    get: () => false,
    set: () => {},
  });
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  cloud = await start();
  install();
});
afterAll(async () => {
  vi.useRealTimers();
  await cloud.stop();
});

type Kill = { at: number; isDone: boolean; times: number } | null;

/** Delivers all there is, each message several times; the process that comes to the point dies there. */
function driver(kill: Kill) {
  let writes = 0;
  let isOver = !kill;
  const give = async (queue: Queue, body: string) => {
    for (let tries = 0; tries < 20; tries++) {
      const killAt = isOver ? Infinity : kill!.at - writes;
      const isDone = kill?.isDone;
      const told = await live(() => cloud.deliver(queue, body), {
        killAt,
        isDone,
      });
      writes += told.writes;
      if (told.isDead) isOver = true;
      if (told.went) return true;
      vi.setSystemTime(Date.now() + 60_000);
    }
    return false;
  };
  const drain = async (dataset: string) => {
    await cloud.drain({ give, times: kill?.times ?? 1 });
    for (let n = 0; (await Line.waiting(dataset)).length; n++) {
      if (n === 10) throw new Error(`${dataset} is stuck`);
      vi.setSystemTime(Date.now() + waitMs);
      await Line.look(dataset);
      await cloud.drain({ give, times: kill?.times ?? 1 });
    }
  };
  return { drain, count: () => writes };
}

const file = (rows: string[]) =>
  `customer_id,month,plan,mrr\n${rows.map((row) => `${row}\n`).join("")}`;
const first = file(["a,2026-10,pro,1", "b,2026-10,pro,2", "c,2026-10,pro,x"]);
const other = file(["b,2026-10,max,3", "d,2026-11,max,4"]);
const newer = file(["a,2026-10,pro,5", "e,2026-10,pro,6"]);
const refused = file(["f,2026-10,pro,much"]);

async function run(dataset: string, kill: Kill) {
  const columns = { mrr: "number" };
  const definition = { id: "customer_id", time: "month", columns };
  await Dataset.write(dataset, Definition.Info.parse(definition), 0);
  const { drain, count } = driver(kill);
  const drop = async (name: string, body: string) => {
    vi.setSystemTime(Date.now() + 1_000);
    await Bucket.put(Bucket.keys.inbox(dataset, name), body);
  };
  await drop("a.csv", first);
  await drop("b.csv", other);
  await drain(dataset);
  await drop("bad.csv", refused);
  await drop("a.csv", newer);
  const { items } = await Upload.page(dataset, { limit: 10 });
  const second = items.find(({ key }) => key.endsWith("/b.csv"))!;
  const { jobId } = await TakeBack.start(second.id, new Date());
  await drain(dataset);
  return { writes: count(), state: await stateOf(dataset, jobId) };
}

/** All that is kept, without the moments in it. */
async function stateOf(dataset: string, jobId: string) {
  const { items } = await Upload.page(dataset, { limit: 10 });
  // A sweep may find a file once more under its name; only what is in force counts.
  const names = new Map(items.map(({ id, digest }) => [id, digest ?? "none"]));
  const plain = (text: string) =>
    [...names].reduce((all, [id, name]) => all.replaceAll(id, name), text);
  const objects: string[] = [];
  for (const prefix of ["lake", "rejects", "predictions", "staging", "inbox"])
    for await (const { key } of Bucket.list(`${prefix}/`))
      if (key.includes(dataset)) objects.push(plain(key));
  const periods = await Dataset.periods(dataset);
  const rows: string[] = [];
  for (const period of periods) {
    const index = await PeriodIndex.read(dataset, period);
    for (const row of index ? PeriodIndex.rows(index) : [])
      rows.push(plain(JSON.stringify(row)));
    for (const { score: _, ...snapshot } of await Snapshot.inPeriod(
      dataset,
      period,
    ))
      rows.push(plain(JSON.stringify(snapshot)));
  }
  const rejects: string[] = [];
  for (const { id, rejected, state } of items)
    if (rejected && state !== "removed")
      rejects.push((await Bucket.text(Bucket.keys.rejects(id))) ?? "lost");
  const manifest = await Manifest.read(dataset);
  const named = manifest.uploads.flatMap((e) => Manifest.filesOf(dataset, e));
  return JSON.parse(
    JSON.stringify({
      uploads: items
        .map(
          ({ digest, key, state, rows, accepted, rejected, drops, error }) => ({
            ...{ digest, key, state, rows, accepted, rejected, drops },
            code: error?.code,
          }),
        )
        .sort((a, b) => ((a.digest ?? "") < (b.digest ?? "") ? -1 : 1)),
      files: named.map(({ key }) => plain(key)).sort(),
      leaving: manifest.leaving.length,
      objects: objects.sort(),
      rows: rows.sort(),
      rejects: rejects.sort(),
      periods,
      version: await Dataset.newest(dataset),
      job: (await Job.get(jobId)).state,
      problems: (await Problem.list())
        .filter((problem) => problem.dataset === dataset)
        .map(({ subject, code }) => `${subject} ${code}`)
        .sort(),
    }).replaceAll(dataset, "dataset"),
  );
}

test(
  `killed at ${points} points, with every message delivered twice, a day ends as if nothing had happened`,
  { timeout: 60_000 + points * 90_000 },
  async () => {
    const calm = await run("calm", null);
    expect(calm.state.uploads).toHaveLength(4);
    expect(calm.state.job).toBe("done");
    const random = randomOf(7);
    for (let n = 0; n < points; n++) {
      const at = 1 + Math.floor(random.uniform() * calm.writes);
      const kill = { at, isDone: random.uniform() < 0.5, times: 1 + (n % 2) };
      const { state } = await run(`kill-${n}`, kill);
      if (process.env.CHAOS)
        process.stdout.write(`${n + 1} ${JSON.stringify(kill)}\n`);
      expect(state, JSON.stringify(kill)).toEqual(calm.state);
    }
  },
);
