// sample-events: what customers look at, put into the cart and buy in the vendor's console
import type { Customer } from "./sample-customer";
import catalog from "./products.json" with { type: "json" };
import type { Random } from "./keyed-random";

type Shelf = keyof typeof catalog.shelves;
const { shelves } = catalog;
// How often each industry goes to which shelf.
const tastes = catalog.tastes as unknown as Record<
  Customer["industry"],
  [Shelf, number][]
>;
export const catalogue = Object.entries(shelves).flatMap(([shelf, names]) =>
  names.map((product) => ({ product, shelf })),
);
export const products = catalogue.map(({ product }) => product);

export type Visit = {
  product: string;
  action: "view" | "cart" | "purchase";
  second: number;
};

/** Visits of one month, `second` counted from its start. People go along a shelf: the next product is often its neighbour. */
export function visits(
  customer: Customer,
  seconds: number,
  random: Random,
): Visit[] {
  const found: Visit[] = [];
  const sessions = random.poisson(0.62);
  for (let session = 0; session < sessions; session++) {
    const shelf = shelves[random.weighted(tastes[customer.industry])];
    let place = Math.floor(random.uniform() ** 1.6 * shelf.length);
    let second = Math.floor(random.uniform() * (seconds - 7200));
    for (let look = 0; look < 1 + random.poisson(0.9); look++) {
      const product = shelf[place % shelf.length];
      const act = (action: Visit["action"]) => {
        found.push({ product, action, second });
        second += 20 + Math.floor(random.uniform() * 280);
      };
      act("view");
      if (random.chance(0.3)) {
        act("cart");
        if (random.chance(0.55)) act("purchase");
      }
      place += random.chance(0.75) ? 1 : 2;
    }
  }
  return found;
}
