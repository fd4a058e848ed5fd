// exposures: recommendations that were shown, and the clicks and purchases that followed
import * as z from "zod";
import { Effect } from "../playbooks/effect";
import { Event } from "../events/event";
import { Estimate } from "../metrics/estimate";
import { Table } from "../aws/table";

type Exposure = {
  customer: string;
  at: number; // ms, when it was shown
  products: string[];
  heldOut: boolean;
};

/** Stores the exposure, once a customer and day: a page looked at ten times shows one offer. */
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
  // The first of the day stays: else a purchase between two looks would come before its offer.
  await Table.put(
    {
      ...Table.keys.shown(day.slice(0, 7), customer, day),
      ...{ customer, products, heldOut, version, at: now.getTime() },
    },
    Table.fresh,
  );
}

async function inMonth(month: string): Promise<Exposure[]> {
  const lists = await Promise.all(
    Array.from({ length: Table.shards }, (_, n) =>
      Table.all(Table.keys.shownShard(month, n)),
    ),
  );
  return lists.flat() as unknown as Exposure[];
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

const attributionDays = 14;
const dayMs = 86_400_000;

/** The clicks and purchases that followed the exposures of a month; null without exposures or events. */
export async function result(
  month: string,
  readLog: () => Promise<{ log: Event.Log } | null>,
): Promise<Result | null> {
  const exposures = await inMonth(month);
  const events = exposures.length ? await readLog() : null;
  return events && measured(month, exposures, events.log);
}

export function measured(
  month: string,
  exposures: Exposure[],
  log: Event.Log,
): Result {
  const isPurchase = Event.isPurchase(log);
  const { start, event } = Event.byUser(log);
  const userCode = new Map(log.users.map((id, code) => [id, code]));
  const eventsAfter = ({ customer, at }: Exposure) => {
    const user = userCode.get(customer);
    if (user === undefined) return [];
    return Array.from(event.subarray(start[user], start[user + 1])).filter(
      (i) => log.time[i] > at && log.time[i] <= at + attributionDays * dayMs,
    );
  };
  const isFollowed = (
    exposure: Exposure,
    counts: (event: number) => boolean,
  ) => {
    const products = new Set(exposure.products);
    return eventsAfter(exposure).some(
      (i) => products.has(log.products[log.product[i]]) && counts(i),
    );
  };
  const treated = exposures.filter(({ heldOut }) => !heldOut);
  const share = (list: boolean[]) =>
    list.length
      ? Estimate.proportion(list.filter(Boolean).length, list.length)
      : Estimate.none("Nothing was recommended to anybody but those held out.");
  const buyers = (heldOut: boolean) => {
    const hasBought = new Map<string, boolean>();
    for (const exposure of exposures)
      if (exposure.heldOut === heldOut)
        hasBought.set(
          exposure.customer,
          hasBought.get(exposure.customer) ||
            eventsAfter(exposure).some(isPurchase),
        );
    return [...hasBought.values()];
  };
  return {
    month,
    days: attributionDays,
    offers: treated.length,
    customers: new Set(treated.map(({ customer }) => customer)).size,
    clicked: share(treated.map((exposure) => isFollowed(exposure, () => true))),
    bought: share(treated.map((exposure) => isFollowed(exposure, isPurchase))),
    effect: effect(buyers(false), buyers(true)),
  };
}

const minCustomersPerSide = 10;

function effect(treated: boolean[], heldOut: boolean[]): Estimate.Value {
  if (
    heldOut.length < minCustomersPerSide ||
    treated.length < minCustomersPerSide
  )
    return Estimate.none(
      `Not measurable: it needs ${minCustomersPerSide} customers on either side, got ${treated.length} and ${heldOut.length} held out.`,
    );
  return Effect.newcombe(treated.map(Number), heldOut.map(Number));
}

export * as Exposures from "./exposures";
