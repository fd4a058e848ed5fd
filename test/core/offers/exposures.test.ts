import { afterAll, beforeAll, expect, test } from "vitest";
import { Effect } from "@mainstay/core/playbooks/effect";
import type { Event } from "@mainstay/core/events/event";
import { Exposures } from "@mainstay/core/offers/exposures";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const day = 86_400_000;
type Did = [user: string, at: number, product: string, action: string];

function logOf(list: Did[]): Event.Log {
  const steps = list.toSorted((a, b) => a[1] - b[1]);
  const dictionary = (of: (step: Did) => string) => [...new Set(steps.map(of))];
  const [users, products, actions] = [
    dictionary(([user]) => user),
    dictionary(([, , product]) => product),
    dictionary(([, , , action]) => action),
  ];
  return {
    ...{ users, products, actions },
    user: Int32Array.from(steps, ([user]) => users.indexOf(user)),
    product: Int32Array.from(steps, ([, , one]) => products.indexOf(one)),
    action: Int32Array.from(steps, ([, , , one]) => actions.indexOf(one)),
    time: Float64Array.from(steps, ([, at]) => at),
    quantity: new Float64Array(steps.length).fill(1),
    amount: new Float64Array(steps.length).fill(NaN),
    order: Int32Array.from(steps.keys()),
  };
}
const shown = (customer: string, at: number, products: string[]) => ({
  ...{ customer, at, products, heldOut: false },
});

test("an offer counts as clicked and as bought by what follows it within fourteen days alone", () => {
  const at = Date.UTC(2026, 9, 1);
  const offers = [
    shown("clicked", at, ["p", "q"]),
    shown("bought", at, ["p"]),
    shown("before", at, ["p"]),
    shown("late", at, ["p"]),
    shown("last", at, ["p"]),
    shown("other", at, ["p"]),
    shown("nobody", at, ["p"]),
    shown("bought", at + 2 * day, ["q"]),
  ];
  const result = Exposures.measured(
    "2026-10",
    offers,
    logOf([
      ["clicked", at + day, "q", "view"],
      ["bought", at + day, "p", "purchase"],
      ["before", at, "p", "purchase"],
      ["late", at + 14 * day + 1, "p", "purchase"],
      ["last", at + 14 * day, "p", "purchase"],
      ["other", at + day, "z", "purchase"],
    ]),
  );
  // Clicked: "clicked", "bought" (its first), "last"; bought: the latter two; of eight offers to seven customers.
  expect(result).toMatchObject({
    ...{ month: "2026-10", days: 14, offers: 8, customers: 7 },
    clicked: { value: 3 / 8, n: 8 },
    bought: { value: 2 / 8, n: 8 },
    effect: { value: null },
  });
});

test("the effect is the share of those offered who bought anything, less that of those held out", () => {
  const at = Date.UTC(2026, 9, 1);
  const people = (prefix: string, n: number, heldOut: boolean) =>
    Array.from({ length: n }, (_, k) => ({
      ...shown(`${prefix}${k}`, at, ["p"]),
      heldOut,
    }));
  const offers = [...people("t", 20, false), ...people("h", 10, true)];
  // Shown twice, a customer counts once.
  const twice = [...offers, ...offers.map((o) => ({ ...o, at: at + day }))];
  const buys = [
    ...Array.from({ length: 12 }, (_, k): Did => [
      ...([`t${k}`, at + 2 * day, "z", "purchase"] as const),
    ]),
    ...Array.from({ length: 3 }, (_, k): Did => [
      ...([`h${k}`, at + 2 * day, "p", "purchase"] as const),
    ]),
  ];
  const { effect, offers: count } = Exposures.measured(
    "2026-10",
    twice,
    logOf(buys),
  );
  expect(effect.value).toBeCloseTo(12 / 20 - 3 / 10, 12);
  const ones = (k: number, n: number) =>
    Array.from({ length: n }, (_, i) => +(i < k));
  expect(effect).toEqual(Effect.newcombe(ones(12, 20), ones(3, 10)));
  expect(count).toBe(40);
});

test("looked at ten times a day, a page makes one offer, at the first look", async () => {
  const at = Date.UTC(2026, 9, 5, 8);
  for (let hour = 0; hour < 10; hour++)
    await Exposures.remember(
      "ann",
      { products: [`p${hour}`], heldOut: false, version: "v" },
      new Date(at + hour * 3_600_000),
    );
  await Exposures.remember(
    "bob",
    { products: [], heldOut: false, version: "v" },
    new Date(at),
  );
  const log = logOf([["ann", at + 3_600_000, "p0", "view"]]);
  const found = await Exposures.result("2026-10", async () => ({ log }));
  expect(found).toMatchObject({ offers: 1, customers: 1 });
  expect(found!.clicked.value).toBe(1);
  expect(await Exposures.result("2026-09", async () => ({ log }))).toBeNull();
});
