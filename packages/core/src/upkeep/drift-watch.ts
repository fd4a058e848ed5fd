// drift-watch: how far a dataset has moved from what its serving version learned, kept until rows or the version change
import * as z from "zod";
import { Bucket } from "../aws/bucket";
import { sha256 } from "../base/digest";
import { Failure } from "../base/error";
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { Drift } from "../drift/drift";
import { Reference } from "../drift/reference";
import { Registry } from "../model/registry";
import { AnyScorer } from "../outcome/any-scorer";
import { OutcomeScorer } from "../outcome/outcome-scorer";
import { Scorer } from "../model/scorer";
import { CurrentRows } from "./current-rows";
import { OutcomesSince } from "./outcomes-since";

export const Info = z.object({
  dataset: z.string(),
  version: z.string(), // that serves
  period: z.string().nullable(), // newest looked at
  n: z.int(), // customers looked at
  level: z.number(), // chance of any false alarm
  verdict: z.enum(["steady", "drift", "none"]),
  why: z.string().nullable(), // of none
  columns: z.array(Drift.Finding),
  score: Drift.Finding.nullable(),
  label: Drift.Finding.nullable(),
  calibration: Drift.Finding.nullable(),
});
export type Info = z.infer<typeof Info>;
// The newest period alone where it has so many: older ones would hide what has just changed.
const enoughOutcomes = 300;
const Kept = z.object({ input: z.string(), info: Info });

/** As kept, or worked out anew where rows, the definition or the version have changed since. */
export async function read(dataset: string): Promise<Info> {
  const current = await Registry.promoted(dataset);
  if (!current)
    throw new Failure(
      "model.none",
      `No model of "${dataset}" serves yet: train one (POST /v1/models/${dataset}/train)`,
      404,
    );
  const { version } = current;
  const definition = await Dataset.get(dataset);
  const { uploads } = await Manifest.read(dataset);
  const input = sha256(
    JSON.stringify([version, definition.version]),
    JSON.stringify(uploads.map(({ id, order }) => [id, order])),
  ).slice(0, 16);
  const key = Bucket.keys.drift(dataset);
  const kept = Kept.safeParse(await Bucket.json(key));
  if (kept.success && kept.data.input === input) return kept.data.info;
  const info = await assess(dataset, version, definition);
  await Bucket.put(key, JSON.stringify({ input, info }), {
    type: "application/json",
  });
  return info;
}

const unexplained = { reasons: 0, cell: () => null };

async function assess(
  dataset: string,
  version: string,
  definition: Dataset.Info,
): Promise<Info> {
  const none = (why: string): Info => ({
    ...{ dataset, version, period: null, n: 0, level: Drift.level },
    ...{ verdict: "none", why, columns: [] },
    ...{ score: null, label: null, calibration: null },
  });
  const known = await Reference.read(dataset, version);
  if (!known)
    return none(
      "This version was made before customers were counted for it: train again.",
    );
  const scorer = await AnyScorer.open(dataset, version);
  const now = await CurrentRows.read(definition, known, scorer);
  if (!now)
    return none("Too few customers have come in since this version was made.");
  const said = await OutcomesSince.read(
    dataset,
    (one) => one.version === version,
    enoughOutcomes,
  );
  const { frame, at, header, label } = now;
  const logits = AnyScorer.isOutcome(scorer)
    ? (await OutcomeScorer.answers(scorer, frame, at, unexplained)).map(
        ({ score }) => score,
      )
    : await Scorer.logits(scorer, frame, at);
  const isSameLabel =
    JSON.stringify(scorer.card.label) === JSON.stringify(definition.label);
  const findings = Reference.assess(known, {
    ...{ frame, at, logits, header, said },
    label: isSameLabel ? label : null,
  });
  const one = (of: Drift.Finding["of"]) =>
    findings.find((finding) => finding.of === of) ?? null;
  const isDrift = findings.some(({ verdict }) => verdict === "drift");
  return {
    ...{ dataset, version, level: Drift.level, why: null },
    ...{ period: now.periods[0], n: frame.rows },
    verdict: isDrift ? "drift" : "steady",
    columns: findings.filter(({ of }) => of === "column"),
    ...{ score: one("score"), label: one("label") },
    calibration: one("calibration"),
  };
}

export * as DriftWatch from "./drift-watch";
