// label-kind: as what a label is learned where its owner has not said it, told by its column's cells and name
import { Label } from "../learning/label";
import { Sentinel } from "../reading/sentinel";
import { boolean } from "../tabular/cell";
import { maxDistinct, type Seen } from "../tabular/column-type";
import type { Definition } from "../tabular/definition";
import { ColumnNames } from "./column-names";
import { LabelCandidates } from "./label-candidates";
import { LabelLevels } from "../label/label-levels";

export type Column = { name: string; seen: Seen; kind?: Definition.Kind };

// People answer on scales of whole numbers within these.
const [lowest, highest] = [0, 10];
const mostStrays = 0.01;
const answerRoles: readonly string[] = [
  ...["satisfaction", "loyalty", "nps", "csat", "ces", "rating"],
];

/** Null where too little is known: fewer than two answers, dates, or more texts than there may be classes. */
export function infer(
  { name, seen, kind }: Column,
  roles: Definition.Roles = {},
): Label.Kind | null {
  const values = answers(seen);
  if (values.length < 2) return null;
  if (values.length === 2 || isBinary({ name, seen, kind })) return "binary";
  if (kind === "number")
    return isScale(name, values, roles) ? "ordered" : "number";
  if (kind === "date") return null;
  return seen.distinct <= maxDistinct && values.length <= LabelLevels.maxClasses
    ? "classes"
    : null;
}

// Yes and no with strays beside them. Counts are mostly 0 and 1 too, so that of numbers hardly any may be another.
function isBinary({ name, seen, kind }: Column) {
  const found = LabelCandidates.positiveOf(name, seen);
  if (!found || kind !== "number") return !!found;
  const others = [...seen.counts].filter(
    ([value]) => !Sentinel.is(value) && Number.isNaN(boolean(value)),
  );
  return others.reduce((sum, [, n]) => sum + n, 0) <= mostStrays * seen.filled;
}

/** Different answers however they are written; words for no value are none. */
function answers({ counts }: Seen): string[] {
  const found = new Set<string>();
  for (const value of counts.keys()) {
    if (Sentinel.is(value)) continue;
    const truth = boolean(value);
    const plain = LabelLevels.cell(value)?.toLowerCase();
    if (plain !== undefined)
      found.add(Number.isNaN(truth) ? plain : String(truth));
  }
  return [...found];
}

// Whole numbers within a scale, under a name or role that speaks of answers.
function isScale(name: string, values: string[], roles: Definition.Roles) {
  const numbers = values.map(Number);
  const fits = (x: number) =>
    Number.isInteger(x) && x >= lowest && x <= highest;
  const isAnswer =
    ColumnNames.isRating(name) ||
    Object.entries(roles).some(
      ([role, column]) => column === name && answerRoles.includes(role),
    );
  return isAnswer && numbers.every(fits);
}

/** The label with what its column tells of it; what was said stands. */
export function complete(
  label: Label.Info,
  column: Column | undefined,
  roles?: Definition.Roles,
): Label.Info {
  if (!column || label.positive !== "") return label;
  const kind = label.kind ?? infer(column, roles) ?? undefined;
  const positive = Label.asksForPositive({ kind })
    ? LabelCandidates.positiveOf(column.name, column.seen)?.positive
    : undefined;
  return {
    ...label,
    ...(kind && { kind }),
    ...(positive !== undefined && { positive }),
  };
}

export * as LabelKind from "./label-kind";
