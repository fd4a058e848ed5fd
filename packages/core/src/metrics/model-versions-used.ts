// model-versions-used: which model versions or endpoints customers call, and who still calls one that will be switched off
import * as z from "zod";
import { date } from "../tabular/cell";
import { Estimate } from "./estimate";
import { Retiring } from "./metric-config";
import { ListCells } from "./list-cells";

export const definitions = {
  modelsInUse: {
    version: 1,
    name: "Models in use",
    unit: "count",
    text: "Models or endpoints a customer calls, mean over customers.",
    formula: "Σ modelsᵢ / n",
  },
  onRetiring: {
    version: 1,
    name: "On a retiring model",
    unit: "share",
    text: "Customers who call a model version that is set to be switched off, as a share of the customers whose models are known.",
    formula: "customers on a retiring version / customers",
  },
} as const satisfies Record<string, Estimate.Definition>;

export const InUse = z.array(
  z.object({ name: z.string(), customers: z.int().min(1) }),
);
export type InUse = z.infer<typeof InUse>;

/** A version to be switched off, the days left at the period's end, and who still calls it. */
export const Leaving = Retiring.extend({
  days: z.number(),
  customers: z.int().min(0),
  ids: z.array(z.string()),
});
export type Leaving = z.infer<typeof Leaving>;

/** Models as a number a customer, or as the cell that lists them. */
export function modelsInUse(
  models: Float64Array | (string | null)[] | null,
): Estimate.Value {
  const counts = Array.isArray(models) ? ListCells.sizes(models) : models;
  return Estimate.asked("models", counts, Estimate.mean);
}

export const inUse = (cells: (string | null)[]): InUse =>
  [...ListCells.tally(cells)].map(([name, customers]) => ({ name, customers }));

/** Cells are [customer]; `end` is the first day after the period. A version is told regardless of case. */
export function retiring(
  id: string[],
  cells: (string | null)[] | null,
  versions: Retiring[],
  end: number,
): { onRetiring: Estimate.Value; leaving: Leaving[] } {
  if (versions.length === 0)
    return {
      onRetiring: Estimate.none("No model version is set to be switched off."),
      leaving: [],
    };
  if (!cells) return { onRetiring: Estimate.lacking("models"), leaving: [] };
  const known = versions.map(({ version }) => version.toLowerCase());
  const ids = versions.map((): string[] => []);
  const read = ListCells.reader();
  const affected = cells.map((cell, i) => {
    if (cell === null) return NaN;
    const called = read(cell).map((name) => name.toLowerCase());
    const found = known.flatMap((version, k) =>
      called.includes(version) ? [k] : [],
    );
    for (const k of found) ids[k].push(id[i]);
    return +(found.length > 0);
  });
  return {
    onRetiring: Estimate.asked("models", affected, Estimate.share),
    leaving: versions.map((version, k) => ({
      ...version,
      days: date(version.retiresOn) - end,
      customers: ids[k].length,
      ids: ids[k],
    })),
  };
}

export * as ModelVersionsUsed from "./model-versions-used";
