// lineage: where a customer's score comes from: file, line, definition and model version; and the same score computed again
import * as z from "zod";
import { Failure } from "../base/error";
import { Table } from "../aws/table";
import { Snapshot } from "../customers/snapshot";
import { Dataset } from "../dataset/dataset";
import { AnyScorer } from "../outcome/any-scorer";
import { ExplainSnapshot } from "../scoring/explain-snapshot";

export const Info = z.object({
  id: z.string(),
  period: z.string(),
  upload: z.string(),
  key: z.string().nullable().describe("The file; null once it was removed"),
  line: z.int(),
  definition: z.int().describe("The version that the row was read by"),
  model: z.string().nullable(),
  probability: z.number().nullable(),
  score: z
    .number()
    .optional()
    .describe("Of an amount, a class, a level or a time; as in reasons"),
  again: z
    .number()
    .nullable()
    .describe(
      "Computed anew from the stored cells; comments, actions and earlier periods that have come since may move it",
    ),
});
export type Info = z.infer<typeof Info>;

/** Of the newest period that the customer is in, unless one is asked for. */
export async function of(
  dataset: string,
  id: string,
  period?: string,
): Promise<Info> {
  const snapshot = period
    ? await Snapshot.get(dataset, period, id)
    : (await Snapshot.history(dataset, id)).at(-1);
  if (!snapshot)
    throw new Failure(
      "customer.unknown",
      `There is no customer "${id}" in "${dataset}"${period ? ` in ${period}` : ""}`,
      404,
    );
  const { upload, line, score, answer } = snapshot;
  const file = await Table.get(Table.keys.upload(dataset, upload));
  const version: number | null = file?.definition ?? null;
  const definition = version
    ? await Dataset.at(dataset, version)
    : await Dataset.current(dataset);
  const model = (score ?? answer)?.modelVersion ?? null;
  const again =
    model &&
    (await ExplainSnapshot.explain(
      await AnyScorer.open(dataset, model),
      definition,
      snapshot,
    ));
  return {
    ...{ id, period: snapshot.period, upload, line, model },
    key: file?.key ?? null,
    definition: definition.version,
    probability: score?.probability ?? null,
    ...(answer && { score: answer.score }),
    again: again
      ? AnyScorer.isAnswer(again)
        ? again.score
        : again.probability
      : null,
  };
}

export * as Lineage from "./lineage";
