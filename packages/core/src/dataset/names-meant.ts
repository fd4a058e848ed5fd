// names-meant: how many of a line's cells are names that columns of customers, answers, events and the like have
import { ColumnNames } from "./column-names";
import { LogNames } from "./log-names";

export const count = (cells: string[]) =>
  new Set([
    ...ColumnNames.ids(cells).strong,
    ...ColumnNames.times(cells),
    ...ColumnNames.labels(cells),
    ...Object.values(ColumnNames.rolesOf(cells)),
    ...Object.values(LogNames.eventsOf(cells)),
    ...Object.values(LogNames.subscriptionsOf(cells)),
  ]).size;

export * as NamesMeant from "./names-meant";
