// reshape: tables that are not one row for each customer and period, told by what names of columns mean
import type { TextSource } from "../tabular/text-source";
import { TableShape } from "../shapes/table-shape";
import { NamesMeant } from "./names-meant";

// Of these, columns named for months or years are answers, events or things like any others.
const asTheyStand = new Set([
  ...["events", "feedback", "knowledge", "products", "subscriptions"],
]);

export const of = (dataset: string): TextSource.Reshape | undefined =>
  asTheyStand.has(dataset)
    ? undefined
    : (sample, whole, separator) =>
        TableShape.find(sample, { whole, separator, meant: NamesMeant.count });

export * as Reshape from "./reshape";
