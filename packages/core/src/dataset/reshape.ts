// reshape: tables that are not one row for each customer and period, told by what names of columns mean
import type { Definition } from "../tabular/definition";
import type { TextSource } from "../tabular/text-source";
import { TableShape } from "../shapes/table-shape";
import { NamesMeant } from "./names-meant";

// In these kinds, columns named for months or years are answers, events or things like any others.
const asTheyStand = new Set([
  ...["events", "feedback", "knowledge", "products", "subscriptions"],
]);

/** None where the owner said that rows stand as they are. */
export const of = (
  dataset: string,
  known?: Pick<Definition.Input, "shape">,
): TextSource.Reshape | undefined =>
  asTheyStand.has(dataset) || known?.shape === "rows"
    ? undefined
    : (sample, whole, separator) =>
        TableShape.find(sample, { whole, separator, meant: NamesMeant.count });

export * as Reshape from "./reshape";
