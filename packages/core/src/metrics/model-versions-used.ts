// model-versions-used: model versions or endpoints that customers call, and who still calls one that will be switched off
import * as z from "zod";
import { date } from "../tabular/cell";
import { Estimate } from "./estimate";
import { MetricConfig } from "./metric-config";
import { ListCells } from "./list-cells";

export const definitions = Estimate.define({
  modelsInUse: {
    name: "Models in use",
    unit: "count",
    text: "Models or endpoints a customer calls, mean over customers.",
    formula: "Σ modelsᵢ / n",
  },
  onRetiring: {
    name: "On a retiring model",
    unit: "share",
    text: "Customers who call a model version that is set to be switched off, as a share of the customers whose models are known.",
    formula: "customers on a retiring version / customers",
  },
});

export const InUse = z.array(
  z.object({ name: z.string(), customers: z.int().min(1) }),
);
export type InUse = z.infer<typeof InUse>;

/** A version to be switched off, the days left at the period's end, and who still calls it. */
export const Leaving = MetricConfig.Retiring.extend({
  days: z.number(),
  customers: z.int().min(0),
  ids: z.array(z.string()),
});
export type Leaving = z.infer<typeof Leaving>;

/** `models` holds a number for each customer, or the cell that lists them. */
export function modelsInUse(
  models: Float64Array | (string | null)[] | null,
): Estimate.Value {
  const counts = Array.isArray(models) ? ListCells.sizes(models) : models;
  return Estimate.summarise("models", counts, Estimate.mean);
}

export const inUse = (cells: (string | null)[]): InUse =>
  [...ListCells.tally(cells)].map(([name, customers]) => ({ name, customers }));

/** Cells are [customer]; `end` is the first day after the period. Case makes no difference between versions. */
export function retiring(
  id: string[],
  cells: (string | null)[] | null,
  versions: MetricConfig.Retiring[],
  end: number,
): { onRetiring: Estimate.Value; leaving: Leaving[] } {
  if (versions.length === 0)
    return {
      onRetiring: Estimate.none("No model version is set to be switched off."),
      leaving: [],
    };
  if (!cells)
    return { onRetiring: Estimate.withoutRole("models"), leaving: [] };
  const known = versions.map(({ version }) => version.toLowerCase());
  const ids = versions.map((): string[] => []);
  const read = ListCells.reader();
  const affected = cells.map((cell, i) => {
    if (cell === null) return NaN;
    const called = read(cell).map((name) => name.toLowerCase());
    const affects = known.map((version) => called.includes(version));
    affects.forEach((calls, k) => calls && ids[k].push(id[i]));
    return +affects.includes(true);
  });
  return {
    onRetiring: Estimate.summarise("models", affected, Estimate.share),
    leaving: versions.map((version, k) => ({
      ...version,
      days: date(version.retiresOn) - end,
      customers: ids[k].length,
      ids: ids[k],
    })),
  };
}

export * as ModelVersionsUsed from "./model-versions-used";
