// take-back: an upload's rows go again, and what the other uploads in force say of their customers stands
import { Job } from "../aws/job";
import { Bucket } from "../aws/bucket";
import { Problem } from "../aws/problem";
import { Table } from "../aws/table";
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

/** Asked for again, it is the same job. */
export async function start(id: string, now: Date) {
  const { dataset, key } = await Upload.get(id);
  const job = await Job.create("remove", key, now, {
    id: prefix + id,
    dataset,
  });
  if (job.state === "queued") {
    await Line.join(dataset, job.createdAt, "remove", job.id);
    await Line.look(dataset);
  }
  return { jobId: job.id };
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
        await ApplyPlan.make(dataset, id, manifest);
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
        const files = kind === "remove" ? await forget(uploadOf(work)) : 0;
        const { leaving } = await Manifest.read(dataset);
        await CommitUpload.follow(dataset);
        if (kind !== "remove") return;
        const { tasks } = await ApplyPlan.read(id);
        const removed = {
          rows: leaving.reduce((sum, { rows }) => sum + rows, 0),
          snapshots: sum(tasks, (t) =>
            t.kind === "remove" ? t.ids.length : 0,
          ),
          lakeFiles: sum(leaving, (entry) => entry.files.length),
          files,
        };
        const restored = sum(tasks, (t) =>
          t.kind === "restore" ? t.lines.length : 0,
        );
        const result = { upload: uploadOf(work), removed, restored };
        await Job.set(id, { state: "done", progress: 1, result });
      },
    },
  };
}

const sum = <T>(list: T[], count: (item: T) => number) =>
  list.reduce((total, item) => total + count(item), 0);

/** What else the upload left; its line in the list of uploads stays. Answers how many files there were. */
async function forget(id: string) {
  const upload = await Upload.find(id);
  if (!upload) return 0;
  const { dataset, key, etag } = upload;
  const keys = [Bucket.keys.rejects(id), Bucket.keys.predictions(id)];
  // A newer file may lie under the key by now.
  if ((await Bucket.etag(key)) === etag) keys.push(key);
  let files = 0;
  for (const one of keys) {
    if (await Bucket.etag(one)) files++;
    await Bucket.remove(one);
  }
  const pointer = Table.keys.object(dataset, key);
  const mine = { when: "#upload = :upload", values: { upload: id } };
  if (await Table.remove(pointer, mine)) await Announced.forget(dataset, key);
  await Problem.clear(Upload.problemOf(upload));
  await Upload.removed(id, new Date());
  return files;
}

export * as TakeBack from "./take-back";
