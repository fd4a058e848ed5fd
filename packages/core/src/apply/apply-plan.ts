// apply-plan: what the table has to be told after the manifest changed: rows to put, to bring back, and to remove
import { Group } from "../base/group";
import { Bucket } from "../aws/bucket";
import { PeriodIndex } from "../customers/period-index";
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { Parquet } from "../tabular/parquet";

export type Task =
  | { kind: "put"; part: number; skip: number[] } // lines that another row stands before
  | { kind: "restore"; file: Manifest.LakeFile; lines: number[] }
  | { kind: "remove"; period: string; ids: string[] }
  | { kind: "logs"; part: number }
  | { kind: "forget"; files: Manifest.LakeFile[] }; // of one part

export type Info = {
  tasks: Task[];
  periods: { period: string; gone: string[] }[]; // and the ids that leave their places
};

/** The rows that a part of the upload staged, as the period's index shows them. */
export type Added = { upload: string; parts: PeriodIndex.Row[][] };

const idsPerTask = 5_000;

/** For each id and period of a dataset of snapshots: the newest upload in force, and its last line. */
export async function snapshots(
  dataset: string,
  manifest: Manifest.Info,
  added?: Added,
): Promise<Info> {
  const orders = new Map(manifest.uploads.map(({ id, order }) => [id, order]));
  const own = added?.upload;
  const newest = lastOf(added);
  const periods = new Set(newest.keys());
  for (const { files } of manifest.leaving)
    for (const { period } of files) periods.add(period);
  const put = new Set<Placed>();
  const info: Info = { tasks: [], periods: [] };
  for (const period of [...periods].sort()) {
    const standing = new Map<string, string>();
    for await (const { rows } of PeriodIndex.parts(dataset, period))
      for (const { id, upload } of rows) standing.set(id, upload);
    const orderOf = (id: string) => {
      const upload = standing.get(id);
      return upload === undefined || upload === own
        ? undefined
        : orders.get(upload);
    };
    const fresh = newest.get(period) ?? new Map<string, Placed>();
    for (const [id, row] of fresh)
      if ((orderOf(id) ?? "") < orders.get(own!)!) put.add(row);
    const orphans = new Set<string>();
    const orphan = (id: string, isTorn = false) => {
      const row = fresh.get(id);
      if (row && put.has(row)) return;
      if (isTorn || orderOf(id) === undefined) orphans.add(id);
    };
    for (const id of standing.keys()) orphan(id);
    // The rows of a torn one may stand in the table though no index shows them.
    for (const entry of manifest.leaving)
      for (const file of Manifest.filesOf(dataset, entry))
        if (file.period === period)
          for (const id of (await keysOf(file)).id) orphan(id, entry.isTorn);
    info.periods.push({ period, gone: [...orphans] });
    info.tasks.push(...(await restored(dataset, manifest, period, orphans)));
    const ids = [...orphans];
    for (let k = 0; k < ids.length; k += idsPerTask) {
      const some = ids.slice(k, k + idsPerTask);
      info.tasks.push({ kind: "remove", period, ids: some });
    }
  }
  for (const [part, rows] of (added?.parts ?? []).entries()) {
    const skip = rows.flatMap((row) => {
      const last = newest.get(row.period)!.get(row.id)!;
      return last.row === row && put.has(last) ? [] : [row.line];
    });
    if (skip.length < rows.length) info.tasks.push({ kind: "put", part, skip });
  }
  return info;
}

type Placed = { row: PeriodIndex.Row };

function lastOf(added?: Added) {
  const byPeriod = new Map<string, Map<string, Placed>>();
  for (const rows of added?.parts ?? [])
    for (const row of rows) {
      const ids = byPeriod.get(row.period) ?? new Map<string, Placed>();
      byPeriod.set(row.period, ids.set(row.id, { row }));
    }
  return byPeriod;
}

const keysOf = async ({ key }: Manifest.LakeFile) => {
  const { id, line } = await Parquet.read(await Manifest.bytes(key));
  return { id, line };
};

/** What the other uploads in force say of the ids, the newest first; takes those out of `orphans` that are found. */
async function restored(
  dataset: string,
  { uploads }: Manifest.Info,
  period: string,
  orphans: Set<string>,
): Promise<Task[]> {
  const tasks: Task[] = [];
  for (const entry of [...uploads].reverse()) {
    if (!orphans.size) break;
    const files = Manifest.filesOf(dataset, entry)
      .filter((file) => file.period === period)
      .sort((a, b) => b.part - a.part);
    for (const file of files) {
      const { id, line } = await keysOf(file);
      const lines = new Map<string, number>();
      id.forEach((one, row) => orphans.has(one) && lines.set(one, line[row]));
      for (const one of lines.keys()) orphans.delete(one);
      if (lines.size)
        tasks.push({ kind: "restore", file, lines: [...lines.values()] });
    }
  }
  return tasks;
}

/** The parts of a log that came, and those that go. */
export function logs(
  dataset: string,
  { uploads, leaving }: Manifest.Info,
  parts: number[],
): Info {
  const gone = Group.by(
    leaving.flatMap((e) => Manifest.filesOf(dataset, e)),
    (file) => `${file.upload}-${file.part}`,
  );
  const kept = new Set(
    uploads.flatMap(({ files }) => files.map(({ period }) => period)),
  );
  const periods = new Set(
    leaving.flatMap(({ files }) => files.map(({ period }) => period)),
  );
  return {
    tasks: [
      ...parts.map((part): Task => ({ kind: "logs", part })),
      ...[...gone.values()].map((files): Task => ({ kind: "forget", files })),
    ],
    periods: [...periods]
      .filter((period) => !kept.has(period))
      .map((period) => ({ period, gone: [] })),
  };
}

const keyOf = (work: string) => Bucket.keys.staging(work, "apply.json");

export const write = (work: string, plan: Info) =>
  Bucket.put(keyOf(work), JSON.stringify(plan));
export const read = async (work: string): Promise<Info> =>
  JSON.parse(await Bucket.existing(keyOf(work)));

/** What follows from a manifest whose uploads are all gone, or some. */
export async function make(
  dataset: string,
  work: string,
  manifest: Manifest.Info,
) {
  const plan =
    Dataset.kind(dataset) === "log"
      ? logs(dataset, manifest, [])
      : await snapshots(dataset, manifest);
  await write(work, plan);
  return plan;
}

export * as ApplyPlan from "./apply-plan";
