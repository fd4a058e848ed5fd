// read-warnings: what is said of a file once its rows are read, the same before it is stored and after
import { Dataset } from "../dataset/dataset";
import type { PartRows } from "../dataset/part-rows";
import type { Definition } from "../tabular/definition";
import type { Card } from "../model/card";
import { InputChecks } from "../model/input-checks";
import { Warning } from "../reading/warning";
import { DeriveJob } from "./derive-job";
import { IdWarnings } from "./id-warnings";

/** What one part of a file says. */
export type Part = {
  warnings?: Warning.Info[];
  repeated?: IdWarnings.Repeated;
  guarded?: InputChecks.Count[];
};

/** `card` is of the model that scores the rows, if any does. */
export function part(
  dataset: string,
  rows: PartRows.Info,
  card?: Pick<Card.Info, "columns">,
): Part {
  const { warnings } = rows;
  if (Dataset.kind(dataset) === "log") return { warnings };
  const given = new Set(rows.columns);
  const guarded =
    card && rows.id.length
      ? InputChecks.counts(card.columns, rows.frame, (name) => given.has(name))
      : undefined;
  return { warnings, repeated: IdWarnings.repeatedIn(rows), guarded };
}

type Read = {
  dataset: string;
  /** No store is asked for what else there is. */
  alone?: boolean;
  definition: Definition.Info;
  warnings: Warning.Info[]; // of the file as a whole
} & Pick<IdWarnings.Said, "accepted" | "rows">;

export async function all(read: Read, parts: Part[]): Promise<Warning.Info[]> {
  const { dataset, alone, definition, warnings, accepted, rows } = read;
  const { id } = definition;
  const ids =
    id === undefined || Dataset.kind(dataset) === "log"
      ? []
      : await IdWarnings.of(
          {
            ...{ column: id, accepted, rows },
            repeated: parts.flatMap(({ repeated }) => repeated ?? []),
          },
          alone ? undefined : dataset,
        );
  return Warning.merge([
    ...warnings,
    ...(alone ? [] : await DeriveJob.apart(dataset)),
    ...parts.flatMap((part) => part.warnings ?? []),
    ...ids,
    ...InputChecks.warnings(parts.flatMap((part) => part.guarded ?? [])),
  ]);
}

export * as ReadWarnings from "./read-warnings";
