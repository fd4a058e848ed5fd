// uplift: whom a playbook changes, what is known of a ranking by it, and the trees that give each customer's own
import * as z from "zod";
import { CustomerTable } from "../customers/customer-table";
import { Estimate } from "../metrics/estimate";
import type { Column, Frame } from "../tabular/frame";
import { PackedTrees } from "../trees/packed-trees";
import { Trees } from "../trees/trees";

/** Customers with a known outcome that are needed of each side before anything is learned. */
export const minCustomers = { treated: 100, heldOut: 50 };
export const isEnough = ({ treated, heldOut }: typeof minCustomers) =>
  treated >= minCustomers.treated && heldOut >= minCustomers.heldOut;

export const Info = z.object({
  playbook: z.string(),
  day: z.string().describe("When it was learned"),
  unit: Estimate.Definition.shape.unit,
  treated: z.int().describe("Customers proposed for, with a known outcome"),
  heldOut: z.int().describe("Customers held out, with a known outcome"),
  effect: Estimate.Value.describe("Mean uplift of all of them"),
  qini: Estimate.Value.describe(
    "Area between the Qini curve of the ranking and that of a random order, per customer",
  ),
  curve: z
    .array(
      z.object({
        share: z.number().describe("of customers acted on, the first first"),
        gain: z.number().describe("in the outcome, per customer of all"),
        low: z.number(),
        high: z.number(),
        random: z.number(),
      }),
    )
    .describe("By customers that the ranking had not learned from"),
  offered: z
    .boolean()
    .describe("The Qini's interval lies above 0: the ranking may be used"),
});
export type Info = z.infer<typeof Info>;

export const Stored = Info.extend({ trees: z.string().nullable() }); // base64, of one that is offered
export type Stored = z.infer<typeof Stored>;

/** Whether a ranking with this evidence may be used. */
export const isProven = (qini: Estimate.Value) =>
  qini.value !== null && qini.low !== undefined && qini.low > 0;

/** What acting is expected to change for each customer of the table, in the outcome's unit; null without a proven ranking. */
export function predict(
  { trees: stored }: Stored,
  table: CustomerTable,
): Float64Array | null {
  if (!stored) return null;
  const trees = Trees.parse(Buffer.from(stored, "base64"));
  // A column that the table lacks is missing in every row.
  const columns = trees.columns.flatMap(({ name, type }): Column[] => {
    if (type === "category") {
      const values = table.text(name);
      return values ? [{ name, type: "text", values }] : [];
    }
    const values = table.number(name);
    return values ? [{ name, type, values }] : [];
  });
  const frame: Frame = { rows: table.id.length, columns };
  return PackedTrees.predict(trees, frame, CustomerTable.countedFrom(table));
}

/**
 * The priorities of one playbook's candidates dealt anew, by row: its places in the order of all playbooks stay, and who gets
 * them goes by the money that acting saves (uplift × stake; the median of the known where one is unknown).
 */
export function reorder(
  candidates: readonly { i: number; priority: number }[],
  uplift: Float64Array, // [customer]
  stake: Float64Array | null, // [customer] twelve months of revenue, NaN unknown
): Map<number, number> {
  const known = candidates
    .flatMap(({ i }) => (stake && !Number.isNaN(stake[i]) ? stake[i] : []))
    .sort((a, b) => a - b);
  const typical = known.length ? known[known.length >> 1] : 1;
  const gain = (i: number) =>
    uplift[i] * (stake && !Number.isNaN(stake[i]) ? stake[i] : typical);
  const places = candidates
    .map(({ priority }) => priority)
    .sort((a, b) => b - a);
  const order = candidates
    .map(({ i }) => i)
    .sort((a, b) => gain(b) - gain(a) || a - b);
  return new Map(order.map((i, k) => [i, places[k]]));
}

export * as Uplift from "./uplift";
