// customer-search: finds customers by the beginning of an id or a part of a name
import { CustomerList } from "@mainstay/core/accounts/customer-list";
import { Snapshot } from "@mainstay/core/customers/snapshot";

// A search reads this many pages of the list; an exact id is found among any number of customers.
const maxPages = 20;
const customersPerPage = 1000;
const maxFound = 50;

export async function find(dataset: string, text: string) {
  const words = text.toLowerCase();
  const matches = ({ id, name }: CustomerList.Item) =>
    id.toLowerCase().startsWith(words) ||
    (name?.toLowerCase().includes(words) ?? false);
  const items: CustomerList.Item[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < maxPages && items.length < maxFound; page++) {
    const found = await CustomerList.list(dataset, {
      sort: "probability",
      limit: customersPerPage,
      cursor,
    });
    items.push(...found.items.filter(matches));
    if (!found.cursor)
      return {
        items: items.slice(0, maxFound),
        whole: items.length <= maxFound,
      };
    cursor = found.cursor;
  }
  return { items: items.slice(0, maxFound), whole: false };
}

export const known = async (dataset: string, id: string) =>
  (await Snapshot.history(dataset, id)).length > 0;

export * as CustomerSearch from "./customer-search";
