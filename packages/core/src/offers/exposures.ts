// exposures: what was recommended to whom, and what came of it
import * as z from "zod";
import { Effect } from "../playbooks/effect";
import { Event } from "../events/event";
import { Estimate } from "../metrics/estimate";
import { Table } from "../aws/table";

type Shown = {
  customer: string;
  at: number;
  products: string[];
  heldOut: boolean;
};

// Once a customer and day: a page looked at ten times shows one offer.
export async function remember(
  customer: string,
  {
    products,
    heldOut,
    version,
  }: { products: string[]; heldOut: boolean; version: string },
  now: Date,
) {
  if (!products.length) return;
  const day = now.toISOString().slice(0, 10);
  // The first of the day stays, or what was bought between two looks would come before its offer.
  await Table.put(
    {
      ...Table.keys.shown(day.slice(0, 7), customer, day),
      ...{ customer, products, heldOut, version, at: now.getTime() },
    },
    Table.fresh,
  );
}

async function shownIn(month: string): Promise<Shown[]> {
  const lists = await Promise.all(
    Array.from({ length: Table.shards }, (_, n) =>
      Table.all(Table.keys.shownShard(month, n)),
    ),
  );
  return lists.flat() as unknown as Shown[];
}

export const Result = z.object({
  month: z.string(),
  days: z.int().describe("How long after being shown a step counts"),
  offers: z.int(),
  customers: z.int(),
  clicked: Estimate.Value.describe(
    "Share of offers of which a product was looked at",
  ),
  bought: Estimate.Value.describe(
    "Share of offers of which a product was bought",
  ),
  effect: Estimate.Value.describe(
    "Share of customers who bought anything, recommended less held out",
  ),
});
export type Result = z.infer<typeof Result>;

const days = 14;
const dayMs = 86_400_000;

/** What came of the offers of a month. */
export async function result(
  month: string,
  behaviour: () => Promise<{ log: Event.Log } | null>,
): Promise<Result | null> {
  const shown = await shownIn(month);
  const found = shown.length ? await behaviour() : null;
  return found && measured(month, shown, found.log);
}

export function measured(
  month: string,
  shown: Shown[],
  log: Event.Log,
): Result {
  const bought = Event.isPurchase(log);
  const { start, event } = Event.byUser(log);
  const user = new Map(log.users.map((id, k) => [id, k]));
  const after = ({ customer, at }: Shown) => {
    const k = user.get(customer);
    if (k === undefined) return [];
    return Array.from(event.subarray(start[k], start[k + 1])).filter(
      (i) => log.time[i] > at && log.time[i] <= at + days * dayMs,
    );
  };
  const took = (offer: Shown, counts: (event: number) => boolean) => {
    const products = new Set(offer.products);
    return after(offer).some(
      (i) => products.has(log.products[log.product[i]]) && counts(i),
    );
  };
  const treated = shown.filter(({ heldOut }) => !heldOut);
  const share = (list: boolean[]) =>
    list.length
      ? Estimate.proportion(list.filter(Boolean).length, list.length)
      : Estimate.none("Nothing was recommended to anybody but those held out.");
  const buyers = (heldOut: boolean) => {
    const known = new Map<string, boolean>();
    for (const offer of shown)
      if (offer.heldOut === heldOut)
        known.set(
          offer.customer,
          known.get(offer.customer) || after(offer).some(bought),
        );
    return [...known.values()];
  };
  return {
    ...{ month, days },
    offers: treated.length,
    customers: new Set(treated.map(({ customer }) => customer)).size,
    clicked: share(treated.map((offer) => took(offer, () => true))),
    bought: share(treated.map((offer) => took(offer, bought))),
    effect: effect(buyers(false), buyers(true)),
  };
}

const fewest = 10;

function effect(treated: boolean[], heldOut: boolean[]): Estimate.Value {
  if (heldOut.length < fewest || treated.length < fewest)
    return Estimate.none(
      `Not measurable: it needs ${fewest} customers on either side, got ${treated.length} and ${heldOut.length} held out.`,
    );
  return Effect.newcombe(treated.map(Number), heldOut.map(Number));
}

export * as Exposures from "./exposures";
