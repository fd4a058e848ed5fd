// changeable-columns: the columns that changes of a row may be proposed in, and the values each of them may take
import { Failure } from "../base/error";
import { Reference } from "../drift/reference";
import type { AnyScorer } from "../outcome/any-scorer";
import type { Definition } from "../tabular/definition";
import { ValueRange } from "./value-range";
import type { WhatIf } from "./what-if";

const list = (names: readonly string[]) =>
  names.map((name) => JSON.stringify(name)).join(", ");

/** Those asked for, else those that the definition calls changeable; a Failure where the owner allows no such change. */
export function of(
  { columns }: WhatIf.Input,
  { changeable, protected: kept = [] }: Definition.Info,
  { card }: Pick<AnyScorer.AnyScorer, "card">,
): string[] {
  const asked = columns ?? changeable;
  if (!asked?.length)
    throw new Failure(
      "score.whatif.columns",
      `whatif: expected columns that somebody can act on; name them in the definition ("changeable") or in "columns" of whatif`,
    );
  const refuse = (names: string[], why: string) => {
    if (names.length)
      throw new Failure(
        "score.whatif.columns",
        `whatif: ${why} ${list(names)}`,
      );
  };
  const learned = new Set(
    card.columns.filter(({ joined }) => !joined).map(({ name }) => name),
  );
  if (columns && changeable)
    refuse(
      columns.filter((name) => !changeable.includes(name)),
      `the definition calls ${list(changeable)} changeable, got`,
    );
  refuse(
    asked.filter((name) => kept.includes(name)),
    "no decision may rest on",
  );
  if (columns)
    refuse(
      columns.filter((name) => !learned.has(name)),
      `expected columns that the model has learned (${list([...learned])}), got`,
    );
  return asked.filter((name) => learned.has(name));
}

export async function ranges(
  columns: string[],
  { dataset, version, card }: AnyScorer.AnyScorer,
) {
  const known = (await Reference.read(dataset, version))?.learned ?? [];
  return columns.flatMap((name) => {
    const column = card.columns.find((one) => one.name === name)!;
    const sketch = known.find((one) => one.column === name);
    return ValueRange.of(column, sketch) ?? [];
  });
}

export * as ChangeableColumns from "./changeable-columns";
