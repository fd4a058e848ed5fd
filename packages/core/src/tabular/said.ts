// said: which parts of a definition its owner said, which were inferred, and which are still open
import { own } from "../base/own";
import type { Definition } from "./definition";

const records = ["columns", "roles", "numbers", "dates", "zeros"] as const;
const alone = [
  "id",
  "time",
  "period",
  "header",
  "names",
  "separator",
  "label",
  "encoding",
  "shape",
  "timezone",
] as const;

/** Paths of all that is given: "id", "columns.mrr". */
export const paths = (given: Definition.Input) => [
  ...alone.filter((key) => given[key as keyof Definition.Input] !== undefined),
  ...(given.label?.kind === undefined ? [] : ["label.kind"]),
  ...records.flatMap((key) =>
    Object.keys(given[key] ?? {}).map((name) => `${key}.${name}`),
  ),
];

export function value(given: Definition.Input, path: string) {
  const [key, ...rest] = path.split(".");
  const found = given[key as keyof Definition.Input];
  return rest.length
    ? own(found as Record<string, unknown> | undefined, rest.join("."))
    : found;
}

/** What was there before the first file came was said, all of it. */
export const of = (known: Definition.Input) =>
  new Set(known.said ?? (known.candidates ? [] : paths(known)));

/** For the answer to somebody who asks what is in force, and why. */
export function tell(definition: Definition.Info) {
  const said = of(definition);
  const known = paths(definition);
  const { lastHeader = [], columns } = definition;
  const untyped = lastHeader.filter((name) => !Object.hasOwn(columns, name));
  return {
    said: [...said].sort(),
    inferred: known.filter((path) => !said.has(path)),
    open: [
      ...(["id", "time", "label"] as const).filter(
        (key) => definition[key] === undefined,
      ),
      ...untyped.map((name) => `columns.${name}`),
      ...(definition.undecided ?? []),
    ],
  };
}

/**
 * Columns whose cells count as missing where they do not read; those that were said refuse the row. So does the time, for want
 * of a period, and an id is read as it stands there.
 */
export function lenient(definition: Definition.Info): ReadonlySet<string> {
  const said = of(definition);
  const { columns, time } = definition;
  return new Set(
    Object.keys(columns).filter(
      (name) => name === time || !said.has(`columns.${name}`),
    ),
  );
}

export * as Said from "./said";
