// close: what can only be said of an upload once all its parts are done
import { Assess } from "./assess";
import { Bucket } from "./bucket";
import { Dataset } from "./dataset";
import { Derived } from "./derived";
import { Ingest } from "./ingest";
import { Lake } from "./lake";
import { Guard } from "./model/guard";
import { Part } from "./part";
import type { Plan } from "./plan";
import { Predictions } from "./predictions";
import { Rejects } from "./rejects";
import { Rescore } from "./rescore";
import { Rows } from "./rows";
import { Snapshot } from "./snapshot";
import { Upload } from "./upload";
import { View } from "./view";

// May be run again after a crash at any of its steps.
export async function upload(plan: Plan.Info) {
  const outcomes = await Part.outcomes(plan.upload);
  const total = (name: string) =>
    outcomes.reduce((sum, { counts }) => sum + counts[name], 0);
  const periods = [...new Set(outcomes.flatMap((o) => o.periods))].sort();
  if (total("rejected")) await Rejects.assemble(plan);
  if (total("scored")) await Predictions.assemble(plan.upload, predicted(plan));
  if (Dataset.kind(plan.dataset) === "snapshots") await views(plan);
  for (const period of periods)
    await Dataset.setPeriod(plan.dataset, period, plan.model);
  const done = await Upload.update(
    plan.upload,
    {
      set: {
        state: "done",
        rows: total("rows"),
        accepted: total("accepted"),
        rejected: total("rejected"),
        scored: total("scored"),
        periods,
        warnings: Guard.sentences(outcomes.flatMap((o) => o.guarded ?? [])),
      },
    },
    { when: "attribute_exists(pk)" },
  );
  const { model, reasons, dataset } = plan;
  if (model && !reasons && total("scored"))
    await Rescore.explain(
      { dataset, model, periods },
      plan.upload,
      ({ upload }) => upload === plan.upload,
    );
  await Rescore.overtaken(plan, periods);
  await Bucket.empty(Bucket.keys.staging(plan.upload));
  await Assess.after(dataset, new Date());
  if (dataset === "events" && (await Derived.wanted()))
    await Derived.join(new Date());
  if (done) await Upload.finish(done);
}

async function* predicted({ upload, parts }: Plan.Info) {
  for (const part of parts.keys())
    yield (
      (await Bucket.text(Bucket.keys.staging(upload, `predictions-${part}`))) ??
      ""
    );
}

type Placed = View.Row & { part: number };

// Parts wrote their snapshots side by side; where two hold the same key, the later line is written once more.
async function views(plan: Plan.Info) {
  const { upload, dataset, parts } = plan;
  const byPeriod = new Map<string, Map<string, Placed>>();
  const torn: Placed[] = [];
  for (const part of parts.keys()) {
    const rows = await Bucket.json<View.Row[]>(
      Bucket.keys.staging(upload, `view-${part}`),
    );
    for (const row of rows ?? []) {
      const ids = byPeriod.get(row.period) ?? new Map<string, Placed>();
      byPeriod.set(row.period, ids);
      const placed = { ...row, part };
      if (ids.has(row.id)) torn.push(placed);
      ids.set(row.id, placed);
    }
  }
  const last = torn.filter(
    (row) => byPeriod.get(row.period)!.get(row.id) === row,
  );
  await mend(plan, last);
  for (const [period, ids] of byPeriod)
    await View.merge(dataset, period, [...ids.values()]);
}

async function mend(plan: Plan.Info, torn: Placed[]) {
  const files = new Map<string, Set<number>>();
  for (const { period, part, line } of torn) {
    const key = Bucket.keys.lakeFile(plan.dataset, period, plan.upload, part);
    files.set(key, (files.get(key) ?? new Set()).add(line));
  }
  const definition = await Dataset.at(plan.dataset, plan.definition);
  for (const [key, lines] of files) {
    const rows = Rows.stored(
      await Lake.read((await Bucket.bytes(key))!),
      definition,
    );
    const scores = await Ingest.scored(plan, rows);
    await Snapshot.write(
      plan.dataset,
      [...rows.line.keys()]
        .filter((row) => lines.has(rows.line[row]))
        .map((row) => Ingest.snapshot(rows, row, scores)),
    );
  }
}

export * as Close from "./close";
