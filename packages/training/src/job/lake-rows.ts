// lake-rows: a dataset's rows out of the lake, the newest upload's row of each id and period
import type { Definition } from "@mainstay/core/tabular/definition";
import { sha256 } from "@mainstay/core/base/digest";
import { Manifest } from "@mainstay/core/dataset/manifest";
import type { LearnedFrom } from "@mainstay/core/model/learned-from";
import { Failure } from "@mainstay/core/base/error";
import { Frame } from "@mainstay/core/tabular/frame";
import { JoinedFeatures } from "@mainstay/core/scoring/joined-features";
import { Parquet } from "@mainstay/core/tabular/parquet";
import { StoredRows } from "@mainstay/core/tabular/stored-rows";
import { FitModel } from "../fit/fit-model";

export type Info = {
  frame: Frame;
  joined: string[]; // columns of the frame that no file brings
  id: string[]; // [row] for all below
  period: string[];
  at: Float64Array; // epoch day the row's dates are measured against
  label: (string | null)[];
  sources: LearnedFrom.Source[];
  fingerprint: string; // equal for equal rows in the lake and what is joined to them
};

type Place = { order: string; part: number; line: number; row: number };

const later = (a: Place, b: Place) =>
  a.order !== b.order
    ? a.order > b.order
    : a.part !== b.part
      ? a.part > b.part
      : a.line > b.line;

export async function read(
  dataset: string,
  definition: Definition.Info,
  progress: (share: number) => void = () => {},
): Promise<Info> {
  const files = await Manifest.files(dataset);
  const frames: Frame[] = [];
  const id: string[] = [];
  const period: string[] = [];
  const label: (string | null)[] = [];
  const newest = new Map<string, Place>();
  for (const [n, { key, part }] of files.entries()) {
    const lake = await Parquet.read(await Manifest.bytes(key));
    const rows = StoredRows.read(lake, definition);
    const named = lake.columns.indexOf(definition.label?.column ?? "");
    rows.id.forEach((name, k) => {
      const place = {
        order: lake.order[0],
        part,
        line: rows.line[k],
        row: id.length,
      };
      const slot = `${rows.period[k]} ${name}`;
      const before = newest.get(slot);
      if (!before || later(place, before)) newest.set(slot, place);
      id.push(name);
      period.push(rows.period[k]);
      label.push(named < 0 ? null : rows.cells[named][k]);
    });
    frames.push(whole(rows.frame, definition));
    progress((n + 1) / files.length);
  }
  const kept = [...newest.values()].map(({ row }) => row);
  if (!kept.length)
    throw new Failure(
      "train.rows.none",
      `"${dataset}" has no rows yet: drop a CSV under inbox/${dataset}/ first`,
      409,
    );
  kept.sort((a, b) =>
    period[a] !== period[b]
      ? period[a] < period[b]
        ? -1
        : 1
      : id[a] < id[b]
        ? -1
        : 1,
  );
  const pick = <T>(list: T[]) => kept.map((row) => list[row]);
  const keys = { id: pick(id), period: pick(period) };
  const frame = Frame.select(Frame.concat(frames), kept);
  const inputs = FitModel.inputs(definition);
  const joined = await JoinedFeatures.learned({
    ...{ dataset, definition, inputs, frame },
    ...keys,
  });
  const heard = joined.filter(({ name }) => !JoinedFeatures.isChange(name));
  return {
    frame: { ...frame, columns: [...frame.columns, ...joined] },
    joined: joined.map(({ name }) => name),
    ...keys,
    at: StoredRows.ends(keys.period),
    label: pick(label),
    sources: files,
    fingerprint: sha256(
      files.map(({ key, digest }) => `${key} ${digest}\n`).join(""),
      ...heard.map(({ values }) => Buffer.from(values.buffer)),
    ),
  };
}

// Every column of the definition, all missing where the file did not have it, so that files can be joined.
function whole(frame: Frame, { columns }: Definition.Info): Frame {
  return {
    rows: frame.rows,
    columns: Object.entries(columns).map(
      ([name, type]) =>
        Frame.column(frame, name) ?? Frame.missing(name, type, frame.rows),
    ),
  };
}

export * as LakeRows from "./lake-rows";
