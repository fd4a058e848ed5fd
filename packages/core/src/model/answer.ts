// answer: what a model says of one row where the label is no question of yes and no, with the reasons for it
import * as z from "zod";
import { recordOf } from "../base/record-of";
import type { Label } from "../learning/label";
import { Card } from "./card";
import { Reason } from "./reason";

const amount = z.number().optional();

/** What lists, files and statements keep of an answer. */
export const Told = z.object({
  kind: z.enum(["number", "classes", "ordered", "time"]),
  value: amount.describe("Of amounts, and of levels that are numbers"),
  median: amount,
  low80: amount,
  high80: amount,
  low95: amount,
  high95: amount,
  class: z.string().optional().describe("The likeliest class or level"),
  classes: recordOf(z.number())
    .optional()
    .describe("The probability of each class"),
  survival: z
    .record(z.string(), z.number())
    .optional()
    .describe(
      "Of times: the probability that it comes later than so many periods",
    ),
  expected: amount.describe(
    "Of times: periods until it comes, as far as rows were watched",
  ),
  band: Card.Band.optional(),
});
export type Told = z.infer<typeof Told>;

/** `base + Σ contribution = score` where all reasons are kept: of an amount in its own unit, of classes in log-odds of the likeliest one, of levels in levels, of times in the logarithm of the hazard. */
export const Info = Told.extend({
  score: z.number(),
  base: z.number(),
  reasons: z.array(Reason.Info),
  modelVersion: z.string(),
});
export type Info = z.infer<typeof Info>;

export const told = ({
  score: _,
  base: __,
  reasons: ___,
  modelVersion: ____,
  ...rest
}: Info): Told => rest;

/** How many periods ahead times are told for. */
export const horizons = [1, 3, 6, 12];

/** A column of answers: what it is called in files and lists, and where an answer has it. */
export type Column = {
  name: string;
  path: [keyof Told] | ["classes" | "survival", string];
};

const plain = (...names: (keyof Told)[]) =>
  names.map((name): Column => ({ name, path: [name] }));
const shares = (names: readonly string[]) =>
  names.map((name): Column => ({ name: `p_${name}`, path: ["classes", name] }));

/** The columns that answers of a kind have; `names` are those of its classes. */
export function columns(
  kind: Label.Kind,
  names: readonly string[] = [],
): Column[] {
  if (kind === "number")
    return plain("value", "low80", "high80", "low95", "high95");
  if (kind === "classes") return [...plain("class"), ...shares(names)];
  if (kind === "ordered") return [...plain("class", "value"), ...shares(names)];
  if (kind === "binary") return [];
  return [
    ...horizons.map((ahead): Column => ({
      name: `survival_${ahead}`,
      path: ["survival", String(ahead)],
    })),
    ...plain("expected"),
  ];
}

/** The columns that these answers have, each kind's in its order. */
export function columnsOf(
  answers: Iterable<Told | null | undefined>,
): Column[] {
  const names = new Map<Told["kind"], Set<string>>();
  for (const one of answers) {
    if (!one) continue;
    const known = names.get(one.kind) ?? new Set<string>();
    names.set(one.kind, known);
    for (const name of Object.keys(one.classes ?? {})) known.add(name);
  }
  const all = [...names].flatMap(([kind, classes]) =>
    columns(kind, [...classes]),
  );
  return [...new Map(all.map((column) => [column.name, column])).values()];
}

/** The cell of a column; null where the answer has none. */
export function cell(
  answer: Told | null | undefined,
  { path: [key, name] }: Column,
): string | number | null {
  const found = answer?.[key];
  if (found === undefined) return null;
  if (typeof found !== "object") return found;
  return Object.hasOwn(found, name!) ? found[name!] : null;
}

/** An answer's part put together from the cells of its columns. */
export function fromCells(
  columns: readonly Column[],
  cells: readonly (string | number | null)[],
): Partial<Told> {
  const found: Record<string, unknown> = {};
  const nested = new Map<string, [string, unknown][]>();
  columns.forEach(({ path: [key, name] }, k) => {
    if (cells[k] === null) return;
    if (name === undefined) found[key] = cells[k];
    else nested.set(key, [...(nested.get(key) ?? []), [name, cells[k]]]);
  });
  for (const [key, entries] of nested) found[key] = Object.fromEntries(entries);
  return found as Partial<Told>;
}

export * as Answer from "./answer";
