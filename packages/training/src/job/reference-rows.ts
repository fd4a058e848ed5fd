// reference-rows: the customers a version was made on, counted, for its drift to be told by
import type { CalibrationDrift } from "@mainstay/core/drift/calibration-drift";
import { NewestRows } from "@mainstay/core/drift/newest-rows";
import { Reference } from "@mainstay/core/drift/reference";
import { Frame } from "@mainstay/core/tabular/frame";
import { RowLabels } from "../judge/row-labels";
import type { LakeRows } from "./lake-rows";

type Rows = { frame: Frame; at: Float64Array };
type Asked = {
  names: string[]; // of the learned columns
  learned: ArrayLike<number>; // rows
  positive: string | null; // answer of the label; null where it is none of yes and no
  logits: (rows: Rows) => Promise<ArrayLike<number>>;
  held?: CalibrationDrift.Said[]; // what came of scores of rows held out
};

export async function sketch(
  source: LakeRows.Info,
  { names, learned, positive, logits, held }: Asked,
): Promise<Reference.Info> {
  const columns = source.frame.columns.filter(({ name }) =>
    names.includes(name),
  );
  const pick = (rows: ArrayLike<number>): Rows => ({
    frame: Frame.select({ ...source.frame, columns }, rows),
    at: Float64Array.from(rows, (row) => source.at[row]),
  });
  const { rows, periods } = NewestRows.of(source);
  const population = pick(rows);
  const outcomes =
    positive === null ? null : RowLabels.own(source.label, positive);
  const known = outcomes ? rows.filter((row) => outcomes[row] >= 0) : [];
  return Reference.of(
    { ...population, periods, uploads: uploads(source) },
    await logits(population),
    pick(learned),
    {
      rows: known.length,
      positives: known.filter((row) => outcomes![row] === 1).length,
    },
    held,
  );
}

const uploads = ({ sources }: LakeRows.Info) => [
  ...new Set(sources.map(({ upload }) => upload)),
];

export * as ReferenceRows from "./reference-rows";
