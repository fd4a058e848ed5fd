// rescore: a newly serving version scores the newest period, and those no model has scored yet
import { Given } from "../periods/given";
import { Refresh } from "../periods/refresh";
import { Bucket } from "../aws/bucket";
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { JoinedFeatures } from "../scoring/joined-features";
import { Parquet } from "../tabular/parquet";
import { AnyScorer } from "../outcome/any-scorer";
import { Registry } from "../model/registry";
import { Period } from "../tabular/period";
import type { Info as Ingested } from "./plan-upload";
import { Predictions } from "./predictions";
import { StoredRows } from "../tabular/stored-rows";
import { ScoredRows } from "../apply/scored-rows";
import { Snapshot } from "../customers/snapshot";
import { Upload } from "./upload";
import { PeriodIndex } from "../customers/period-index";
import { Line } from "../work/line";

type File = { key: string; period: string; upload: string; part: number };
export type Plan = {
  id: string;
  dataset: string;
  sk: string;
  model: string;
  periods: string[];
  files: File[];
};

// No dataset's name has a point in it, so no upload's id looks like this.
const prefix = "rescore.";
const planKey = (id: string) => Bucket.keys.staging(id, "plan.json");
export const read = (id: string) => Bucket.json<Plan>(planKey(id));
export async function get(id: string) {
  const found = await read(id);
  if (found) return found;
  throw new Error(`the plan of ${id} is not there`);
}

// Stands in line at the moment of the promotion, however often its event comes.
export async function join(dataset: string) {
  const { current } = await Registry.serving(dataset);
  if (!current) return;
  if (Dataset.kind(dataset) === "log")
    return Refresh.after(dataset, new Date());
  const turn = current.history.length;
  const { version, at } = current.history[turn - 1];
  const id = `${prefix}${dataset}-${version}-${turn}`;
  await Line.join(dataset, at, "rescore", id);
  await Line.look(dataset);
}

/** Rows that came before the period they are compared with, if the model that scored them learned changes. */
export async function overtaken(
  { dataset, model, upload, order, parts }: Ingested,
  periods: string[],
) {
  const known = await Dataset.periods(dataset);
  const stale = known.filter(
    (period) =>
      periods.includes(Period.previous(period)) &&
      // The rows of one part know each other.
      !(parts.length === 1 && periods.includes(period)),
  );
  if (!model || !stale.length) return;
  const columns = await Registry.columns(dataset, model);
  if (!columns.some((c) => c.joined && JoinedFeatures.isChange(c.name))) return;
  for (const period of stale) await Dataset.setPeriod(dataset, period, null);
  const turn = upload.slice(upload.lastIndexOf("-") + 1);
  const id = `${prefix}${dataset}-${model}-${turn}`;
  await Line.join(dataset, order, "rescore", id);
}

/** Leaves no plan where a newer version has its own pass in line. */
export async function plan(work: Line.Info) {
  const found = await read(work.id);
  const planned = found ?? (await make(work));
  if (await superseded(planned))
    return Bucket.empty(Bucket.keys.staging(work.id));
  // Since the plan was made uploads may have been replaced or taken back.
  const { dataset } = planned;
  const files = new Set((await Manifest.files(dataset)).map(({ key }) => key));
  const periods = await Dataset.periods(dataset);
  const left: Plan = {
    ...planned,
    files: planned.files.filter(({ key }) => files.has(key)),
    periods: planned.periods.filter((period) => periods.includes(period)),
  };
  await Bucket.put(planKey(work.id), JSON.stringify(left));
}

const superseded = async ({ dataset, model }: Plan) =>
  (await Registry.serving(dataset)).current?.version !== model;

async function make({ id, sk, dataset }: Line.Info): Promise<Plan> {
  const model = id.split("-").at(-2)!;
  // What the version before said stays said.
  await Given.freeze(dataset, new Date());
  const periods = await due(dataset);
  const files = await filesOf(dataset, periods);
  const plan: Plan = { id, dataset, sk, model, periods, files };
  await Bucket.put(planKey(id), JSON.stringify(plan));
  return plan;
}

async function filesOf(dataset: string, periods: string[]) {
  const files: File[] = await Manifest.files(dataset, (period) =>
    periods.includes(period),
  );
  // The newest period first: it is the one that is looked at.
  return files.sort(
    (a, b) =>
      Number(a.period < b.period) - Number(a.period > b.period) ||
      a.part - b.part,
  );
}

async function due(dataset: string) {
  const newest = (await Dataset.periods(dataset)).at(-1);
  const unscored = await Dataset.unscored(dataset);
  return newest ? [...new Set([...unscored, newest])].sort() : [];
}

export type Outcome = { scored: number };

export async function part(plan: Plan, part: number): Promise<Outcome> {
  const { dataset } = plan;
  const { key, period, upload } = plan.files[part];
  const definition = await Dataset.get(dataset);
  const rows = StoredRows.read(
    await Parquet.read(await Manifest.bytes(key)),
    definition,
  );
  const scores = await ScoredRows.scored(plan, rows);
  const standing = new Map<string, Pick<PeriodIndex.Row, "upload" | "line">>();
  for await (const { rows } of PeriodIndex.parts(dataset, period))
    for (const { id, upload, line } of rows) standing.set(id, { upload, line });
  const snapshots = StoredRows.last(rows)
    .filter((row) => {
      const now = standing.get(rows.id[row]);
      return now?.upload === upload && now.line === rows.line[row];
    })
    .map((row) => ScoredRows.snapshot(rows, row, scores));
  await Snapshot.write(dataset, snapshots);
  const stage = (name: string, body: string) =>
    Bucket.put(Bucket.keys.staging(plan.id, `${name}-${part}`), body);
  await stage(
    "view",
    JSON.stringify(snapshots.map((s) => PeriodIndex.rowOf(s, definition))),
  );
  const answers = await AnyScorer.answersOf(dataset, plan.model);
  const lines = (scores ?? []).map((score, row) =>
    Predictions.line(rows.id[row], period, score, answers),
  );
  await stage("predictions", lines.join(""));
  return { scored: lines.length };
}

// May be run again after a crash at any of its steps.
export async function close(plan: Plan, outcomes: Outcome[]) {
  const staged = (name: string, part: number) =>
    Bucket.existing(Bucket.keys.staging(plan.id, `${name}-${part}`));
  for (const period of plan.periods) {
    const rows: PeriodIndex.Row[] = [];
    for (const [part, file] of plan.files.entries())
      if (file.period === period)
        rows.push(...JSON.parse(await staged("view", part)));
    await PeriodIndex.merge(plan.dataset, period, rows);
    await Dataset.setPeriod(plan.dataset, period, plan.model);
  }
  const columns = Predictions.columns(
    await AnyScorer.answersOf(plan.dataset, plan.model),
  );
  for (const upload of new Set(plan.files.map((file) => file.upload))) {
    const parts = [...plan.files.keys()].filter(
      (part) => plan.files[part].upload === upload,
    );
    const kept = await Predictions.except(
      upload,
      new Set(plan.periods),
      columns,
    );
    const isWider = kept.columns.length > columns.length;
    await Predictions.assemble(
      upload,
      kept.columns,
      (async function* () {
        yield kept.text;
        for (const part of parts) {
          const text = await staged("predictions", part);
          yield isWider ? Predictions.widened(text, kept.columns) : text;
        }
      })(),
    );
    const scored = parts.reduce(
      (sum, p) => sum + outcomes[p].scored,
      kept.rows,
    );
    await Upload.update(
      upload,
      { set: { scored } },
      { when: "attribute_exists(pk)" },
    );
  }
  await Refresh.join(plan.dataset, new Date());
}

export * as Rescore from "./rescore";
