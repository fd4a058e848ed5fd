// rescore: a newly serving version scores the newest period, and those no model has scored yet
import { Bucket } from "./bucket";
import { Dataset } from "./dataset";
import { Ingest } from "./ingest";
import { Lake } from "./lake";
import { Registry } from "./model/registry";
import { Part } from "./part";
import { Predictions } from "./predictions";
import { Rows } from "./rows";
import { Snapshot } from "./snapshot";
import { Upload } from "./upload";
import { View } from "./view";
import { Work } from "./work";

type File = { key: string; period: string; upload: string; part: number };
export type Plan = {
  id: string;
  dataset: string;
  sk: string;
  model: string;
  periods: string[];
  files: File[];
};

const prefix = "rescore-";
export const is = (work: string) => work.startsWith(prefix);
const planKey = (id: string) => Bucket.keys.staging(id, "plan.json");
export const read = (id: string) => Bucket.json<Plan>(planKey(id));

// Stands in line at the moment of the promotion, however often its event comes.
export async function join(dataset: string) {
  const { current } = await Registry.serving(dataset);
  if (!current || Dataset.kind(dataset) === "log") return;
  const turn = current.history.length;
  const { version, at } = current.history[turn - 1];
  await Work.join(
    dataset,
    at,
    "rescore",
    `${prefix}${dataset}-${version}-${turn}`,
  );
  await Work.look(dataset);
}

// The plan when nothing but closing is left to be done for it.
export async function begin(work: Work.Info): Promise<Plan | null> {
  const planned = (await read(work.id)) ?? (await make(work));
  const { files } = planned;
  const over = !files.length || (await Part.plan(work.id, files.length));
  return over ? planned : null;
}

async function make({ id, sk, dataset }: Work.Info): Promise<Plan> {
  const version = id.split("-").at(-2)!;
  const serving = (await Registry.serving(dataset)).current?.version;
  const periods = serving === version ? await due(dataset) : [];
  const files: File[] = [];
  for (const period of periods)
    for await (const { key } of Bucket.list(Bucket.keys.lake(dataset, period)))
      files.push({ key, period, ...sourceOf(key) });
  files.sort((a, b) => a.part - b.part);
  const plan = { id, dataset, sk, model: version, periods, files };
  await Bucket.put(planKey(id), JSON.stringify(plan));
  return plan;
}

async function due(dataset: string) {
  const newest = (await Dataset.periods(dataset)).at(-1);
  const unscored = await Dataset.unscored(dataset);
  return newest ? [...new Set([...unscored, newest])].sort() : [];
}

function sourceOf(key: string) {
  const [, upload, part] = /([^/]+)-(\d+)\.parquet$/.exec(key)!;
  return { upload, part: Number(part) };
}

export async function part(plan: Plan, part: number): Promise<Part.Outcome> {
  const { dataset, model } = plan;
  const { key, period, upload } = plan.files[part];
  const definition = await Dataset.get(dataset);
  const rows = Rows.stored(
    await Lake.read((await Bucket.bytes(key))!),
    definition,
  );
  const scores = await Ingest.scored({ dataset, model }, rows);
  const held = await View.read(dataset, period);
  const standing = new Map(
    (held ? View.rows(held) : []).map((row) => [row.id, row]),
  );
  const snapshots = Rows.last(rows)
    .filter((row) => {
      const now = standing.get(rows.id[row]);
      return now?.upload === upload && now.line === rows.line[row];
    })
    .map((row) => Ingest.snapshot(rows, row, scores));
  await Snapshot.write(dataset, snapshots);
  const stage = (name: string, body: string) =>
    Bucket.put(Bucket.keys.staging(plan.id, `${name}-${part}`), body);
  await stage(
    "view",
    JSON.stringify(snapshots.map((s) => View.rowOf(s, definition.roles))),
  );
  const lines = (scores ?? []).map((score, row) =>
    Predictions.line(rows.id[row], period, score),
  );
  await stage("predictions", lines.join(""));
  return { counts: { scored: lines.length }, periods: [period] };
}

// May be run again after a crash at any of its steps.
export async function close(plan: Plan) {
  const staged = (name: string, part: number) =>
    Bucket.text(Bucket.keys.staging(plan.id, `${name}-${part}`));
  for (const period of plan.periods) {
    const rows: View.Row[] = [];
    for (const [part, file] of plan.files.entries())
      if (file.period === period)
        rows.push(...JSON.parse((await staged("view", part)) ?? "[]"));
    await View.merge(plan.dataset, period, rows);
    await Dataset.setPeriod(plan.dataset, period, plan.model);
  }
  const outcomes = await Part.outcomes(plan.id);
  for (const upload of new Set(plan.files.map((file) => file.upload))) {
    const parts = [...plan.files.keys()].filter(
      (part) => plan.files[part].upload === upload,
    );
    const kept = await Predictions.except(upload, new Set(plan.periods));
    await Predictions.assemble(
      upload,
      (async function* () {
        yield kept.text;
        for (const part of parts)
          yield (await staged("predictions", part)) ?? "";
      })(),
    );
    const scored = parts.reduce(
      (sum, p) => sum + outcomes[p].counts.scored,
      kept.rows,
    );
    await Upload.update(
      upload,
      { set: { scored } },
      { when: "attribute_exists(pk)" },
    );
  }
  await Bucket.empty(Bucket.keys.staging(plan.id));
  await Work.finish(plan);
  await Part.forget(plan.id);
}

export * as Rescore from "./rescore";
