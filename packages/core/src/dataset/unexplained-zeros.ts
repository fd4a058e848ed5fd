// unexplained-zeros: columns of a file whose zeros look like missing values, and of which nobody has said what they are
import { own } from "../base/own";
import { ImpossibleZeros } from "../reading/impossible-zeros";
import type { Decimal } from "../reading/written-number";
import * as Cell from "../tabular/cell";
import type { Seen } from "../tabular/column-type";
import type { Definition } from "../tabular/definition";

/** Of measured columns; what names a row or plays a role is no measurement. */
export const warnings = (
  definition: Definition.Info,
  looked: { name: string; seen: Seen }[],
) =>
  ImpossibleZeros.warnings(
    looked
      .filter(({ name }) => own(definition.columns, name) === "number")
      .filter(({ name }) => !isKey(name, definition))
      .map(({ name, seen }) => ({
        name,
        counts: () => numbersOf(seen, own(definition.numbers, name)?.decimal),
      })),
    definition.zeros,
  );

const isKey = (name: string, { id, time, label, roles }: Definition.Info) =>
  [id, time, label?.column, ...Object.values(roles)].includes(name);

const numbersOf = ({ counts }: Seen, decimal?: Decimal) =>
  Array.from(
    counts,
    ([text, count]) => [Cell.number(text, decimal), count] as const,
  );

export * as UnexplainedZeros from "./unexplained-zeros";
