// customer-search: customers by id or the beginning of id or name
import { CustomerList } from "@mainstay/core/accounts/customer-list";
import { Snapshot } from "@mainstay/core/customers/snapshot";

// Pages of a thousand that are looked through; an exact id is found among any number.
const pages = 20;
const enough = 50;

export async function find(dataset: string, said: string) {
  const words = said.toLowerCase();
  const matches = ({ id, name }: CustomerList.Item) =>
    id.toLowerCase().startsWith(words) ||
    (name?.toLowerCase().includes(words) ?? false);
  const items: CustomerList.Item[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pages && items.length < enough; page++) {
    const found = await CustomerList.list(dataset, {
      sort: "probability",
      limit: 1000,
      cursor,
    });
    items.push(...found.items.filter(matches));
    if (!found.cursor)
      return { items: items.slice(0, enough), whole: items.length <= enough };
    cursor = found.cursor;
  }
  return { items: items.slice(0, enough), whole: false };
}

export const known = async (dataset: string, id: string) =>
  (await Snapshot.history(dataset, id)).length > 0;

export * as CustomerSearch from "./customer-search";
