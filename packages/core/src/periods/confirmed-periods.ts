// confirmed-periods: periods that somebody has confirmed to be whole, though they look incomplete
import { Table } from "../aws/table";

export async function read(dataset: string) {
  const items = await Table.all(`confirmed#${dataset}`);
  return new Set(items.map(({ sk }) => sk));
}

export const add = (dataset: string, period: string, at: Date) =>
  Table.put({
    ...Table.keys.confirmed(dataset, period),
    at: at.toISOString(),
  });

export * as ConfirmedPeriods from "./confirmed-periods";
