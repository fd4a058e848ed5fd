// apply-rows: carries what the manifest says into the table, task by task, then into the periods' indexes
import { Bucket } from "../aws/bucket";
import { PeriodIndex } from "../customers/period-index";
import { Snapshot } from "../customers/snapshot";
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { Registry } from "../model/registry";
import { Parquet } from "../tabular/parquet";
import { StoredRows } from "../tabular/stored-rows";
import type { Line } from "../work/line";
import { ApplyPlan } from "./apply-plan";
import { LogRows } from "./log-rows";
import { ScoredRows } from "./scored-rows";
import { StagedRows } from "./staged-rows";

/** May be run again after it died anywhere: it writes the same again. */
export async function run({ dataset, id: work }: Line.Info, n: number) {
  const { tasks } = await ApplyPlan.read(work);
  const task = tasks[n];
  if (task.kind === "put") {
    const skip = new Set(task.skip);
    const staged = await StagedRows.read(work, task.part);
    const rows = staged.filter(({ line }) => !skip.has(line));
    await Snapshot.write(dataset, rows);
  }
  if (task.kind === "restore") {
    const { snapshots, index } = await restored(dataset, task);
    await Snapshot.write(dataset, snapshots);
    await PeriodIndex.stage(work, `restored-${n}`, index);
  }
  if (task.kind === "remove")
    await Snapshot.remove(dataset, task.period, task.ids);
  if (task.kind === "logs") {
    const entry = await inForce(dataset, work);
    await LogRows.write(dataset, entry, task.part);
  }
  if (task.kind === "forget") await LogRows.forget(dataset, task.files);
}

async function inForce(dataset: string, upload: string) {
  const { uploads } = await Manifest.read(dataset);
  const entry = uploads.find(({ id }) => id === upload);
  if (entry) return entry;
  throw new Error(`${upload} is not in force while its rows are applied`);
}

async function restored(
  dataset: string,
  { file, lines }: Extract<ApplyPlan.Task, { kind: "restore" }>,
) {
  const definition = await Dataset.get(dataset);
  const lake = await Parquet.read(await Manifest.bytes(file.key));
  const rows = StoredRows.read(lake, definition);
  const { current } = await Registry.serving(dataset);
  const model = current?.version ?? null;
  const scores = await ScoredRows.scored({ dataset, model }, rows);
  const wanted = new Set(lines);
  const snapshots = [...rows.line.keys()]
    .filter((row) => wanted.has(rows.line[row]))
    .map((row) => ScoredRows.snapshot(rows, row, scores));
  const index = snapshots.map((s) => PeriodIndex.rowOf(s, definition));
  return { snapshots, index };
}

/** The indexes last: until then lists show what was. */
export async function close(
  { dataset, id: work }: Line.Info,
  model?: string | null, // that scored every row that was put
) {
  const { tasks, periods } = await ApplyPlan.read(work);
  if (Dataset.kind(dataset) === "log") return logs(dataset, periods);
  const rows: PeriodIndex.Row[] = [];
  for (const [n, task] of tasks.entries()) {
    if (task.kind === "restore")
      rows.push(...(await PeriodIndex.staged(work, `restored-${n}`)));
    if (task.kind !== "put") continue;
    const skip = new Set(task.skip);
    const view = await PeriodIndex.staged(work, `view-${task.part}`);
    rows.push(...view.filter(({ line }) => !skip.has(line)));
  }
  const byPeriod = new Map<string, PeriodIndex.Row[]>();
  for (const row of rows) {
    const list = byPeriod.get(row.period);
    if (list) list.push(row);
    else byPeriod.set(row.period, [row]);
  }
  for (const { period, gone } of periods) {
    const newer = byPeriod.get(period) ?? [];
    const left = await PeriodIndex.replace(dataset, period, gone, newer);
    if (!left) await forgetPeriod(dataset, period);
    else if (model !== undefined && newer.length)
      await Dataset.setPeriod(dataset, period, model);
  }
}

async function logs(dataset: string, periods: ApplyPlan.Info["periods"]) {
  for (const { period } of periods)
    if (!(await LogRows.remain(dataset, period)))
      await forgetPeriod(dataset, period);
}

/** A period without rows is none. */
export async function forgetPeriod(dataset: string, period: string) {
  await Dataset.removePeriod(dataset, period);
  await PeriodIndex.remove(dataset, period);
  await Bucket.empty(Bucket.keys.period(dataset, period));
  await Bucket.empty(Bucket.keys.given(dataset, period));
}

/** Once nothing of them is left in the table, what went out of force is swept out of the lake. */
export async function sweep(dataset: string) {
  const { uploads, leaving } = await Manifest.read(dataset);
  if (!leaving.length) return;
  const kept = new Set(
    uploads.flatMap((e) => Manifest.filesOf(dataset, e)).map(({ key }) => key),
  );
  for (const entry of leaving)
    for (const { key } of Manifest.filesOf(dataset, entry))
      if (!kept.has(key)) await Bucket.remove(key);
  const gone = new Set(leaving.map(({ id, order }) => `${order} ${id}`));
  await Manifest.change(dataset, (manifest) => ({
    ...manifest,
    leaving: manifest.leaving.filter(
      ({ id, order }) => !gone.has(`${order} ${id}`),
    ),
  }));
}

export * as ApplyRows from "./apply-rows";
