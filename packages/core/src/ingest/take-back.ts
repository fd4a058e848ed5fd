// take-back: an upload's rows go again, and what the other uploads in force say of their customers stands
import { Job } from "../aws/job";
import { Bucket } from "../aws/bucket";
import { Problem } from "../aws/problem";
import { Table } from "../aws/table";
import { Tally } from "../aws/tally";
import { Manifest } from "../dataset/manifest";
import { Line } from "../work/line";
import type { RunWork } from "../work/run-work";
import { ApplyPlan } from "../apply/apply-plan";
import { ApplyRows } from "../apply/apply-rows";
import { CommitUpload } from "./commit-upload";
import { Announced } from "../intake/announced";
import { Upload } from "./upload";

const prefix = "remove.";
const uploadOf = ({ id }: Line.Info) => id.slice(prefix.length);

/** Asked for again, it is the same job; one that failed is tried again. */
export async function start(id: string, now: Date) {
  const { dataset, key } = await Upload.get(id);
  const asked = { id: prefix + id, dataset };
  let job = await Job.create("remove", key, now, asked);
  if (job.state === "failed") {
    await Job.again(job.id, now);
    job = await Job.get(job.id);
  }
  if (job.state === "queued") await join(job);
  return { jobId: job.id };
}

/** Takes back what came as one object. */
export async function startOf(dataset: string, key: string, now: Date) {
  const { uploads } = await Manifest.read(dataset);
  for (const { id } of uploads.filter((entry) => entry.key === key))
    await start(id, now);
}

export async function join(job: Job.Info) {
  await Line.join(job.dataset!, Job.queuedAt(job), "remove", job.id);
  await Line.look(job.dataset!);
}

/** Also of a mend, where an upload that failed late is out of force already. */
export function steps(work: Line.Info): RunWork.Steps {
  const { dataset, id, kind } = work;
  return {
    planned: {
      run: async () => {
        if (kind === "remove") await Job.set(id, { state: "running" });
        const manifest = await Manifest.change(dataset, (before) =>
          Manifest.take(before, (entry) => entry.id === uploadOf(work)),
        );
        const plan = await ApplyPlan.make(dataset, id, manifest);
        if (kind === "remove") await count(work, manifest, plan);
      },
      close: async () => {
        const { tasks } = await ApplyPlan.read(id);
        return tasks.length
          ? { phase: "committed", parts: tasks.length }
          : { phase: "applied", parts: 1 };
      },
    },
    committed: {
      run: (task) => ApplyRows.run(work, task),
      close: async () => {
        await ApplyRows.close(work);
        return { phase: "applied", parts: 1 };
      },
    },
    applied: {
      run: async () => {
        if (kind === "mend") return CommitUpload.follow(dataset);
        const { state } = await Job.get(id);
        if (state === "done") return;
        const tally = await Tally.open(id);
        await forget(uploadOf(work), tally);
        await CommitUpload.follow(dataset);
        const { restored, ...removed } = tally.sums();
        await Job.done(id, { upload: uploadOf(work), removed, restored });
      },
    },
  };
}

/** What is to go and to come back, while all of it is there. */
async function count(
  work: Line.Info,
  { leaving }: Manifest.Info,
  { tasks }: ApplyPlan.Info,
) {
  const tally = await Tally.open(work.id);
  const mine = leaving.filter((entry) => entry.id === uploadOf(work));
  const counts = {
    rows: sum(mine, ({ rows }) => rows),
    snapshots: sum(tasks, (t) => (t.kind === "remove" ? t.ids.length : 0)),
    lakeFiles: sum(mine, ({ files }) => files.length),
    restored: sum(tasks, (t) => (t.kind === "restore" ? t.lines.length : 0)),
  };
  for (const [name, n] of Object.entries(counts)) await tally.note(name, "", n);
}

const sum = <T>(list: T[], count: (item: T) => number) =>
  list.reduce((total, item) => total + count(item), 0);

/** What else the upload left; its line in the list of uploads stays. */
export async function forget(id: string, tally: Tally.Info) {
  await tally.note("files", "", 0);
  const upload = await Upload.find(id);
  if (!upload) return;
  const { dataset, key, etag } = upload;
  const keys = [Bucket.keys.rejects(id), Bucket.keys.predictions(id)];
  // A newer file may lie under the key by now.
  if ((await Bucket.etag(key)) === etag) keys.push(key);
  for (const one of keys) {
    await tally.note("files", one, Number((await Bucket.etag(one)) !== null));
    await Bucket.remove(one);
  }
  const pointer = Table.keys.object(dataset, key);
  const mine = { when: "#upload = :upload", values: { upload: id } };
  if (await Table.remove(pointer, mine)) await Announced.forget(dataset, key);
  await Problem.clear(Upload.problemOf(upload));
  await Upload.removed(id, new Date());
}

export * as TakeBack from "./take-back";
