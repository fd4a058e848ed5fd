// subscription-log: the subscriptions as the newest of their rows in the lake say
import { Group } from "../base/group";
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { RowRoles } from "../dataset/row-roles";
import { Subscription } from "../lifetime/subscription";
import { boolean } from "../tabular/cell";
import type { Definition } from "../tabular/definition";
import { Parquet } from "../tabular/parquet";

export const dataset = "subscriptions";

type Stored = Subscription.Info & { order: string; line: number };

/** Null where no file has come yet. */
export async function read(): Promise<Subscription.Info[] | null> {
  const definition = await Dataset.find(dataset);
  if (!definition) return null;
  const rowOf = reader(definition);
  const newest = new Map<string, Stored>();
  let hasFile = false;
  for (const { key } of await Manifest.files(dataset)) {
    hasFile = true;
    const lake = await Parquet.read(await Manifest.bytes(key));
    lake.id.forEach((_, row) => {
      const one = rowOf(lake, row);
      const known = newest.get(one.key);
      if (!known || isLater(one, known)) newest.set(one.key, one);
    });
  }
  return hasFile ? byUnit([...newest.values()], definition) : null;
}

const isLater = (a: Stored, b: Stored) =>
  a.order > b.order || (a.order === b.order && a.line > b.line);

function reader(definition: Definition.Info) {
  const { text, number, days } = RowRoles.reader(definition);
  const named = Subscription.monthsByName(definition.roles.amount ?? "");
  const { interval } = definition.roles;
  return (lake: Parquet.Rows, row: number): Stored => {
    const cells = Object.create(null) as Record<string, string>;
    lake.columns.forEach((name, k) => {
      const cell = lake.cells[k][row];
      if (cell !== null) cells[name] = cell;
    });
    const [plan, flag] = [text(cells, "plan"), text(cells, "trial")];
    const start = Math.floor(days(cells, "start") ?? NaN);
    const customer = lake.id[row];
    const own = text(cells, "subscription");
    const months = interval
      ? Subscription.monthsOf(text(cells, "interval") ?? "")
      : 1;
    return {
      ...{ order: lake.order[row], line: lake.line[row] },
      key: JSON.stringify(own ? [own] : [customer, plan, start]),
      ...{ customer, plan: plan ?? null, start },
      currency: text(cells, "currency")?.toUpperCase() ?? null,
      amount: number(cells, "amount") ?? NaN,
      months: Number.isNaN(named) ? months : named,
      quantity: number(cells, "quantity") ?? 1,
      seats: number(cells, "seats") ?? number(cells, "quantity") ?? NaN,
      trial:
        (flag !== undefined && boolean(flag) === 1) ||
        Subscription.isTrialPlan(flag ?? null) ||
        Subscription.isTrialPlan(plan ?? null),
      end: Math.floor(days(cells, "end") ?? NaN),
    };
  };
}

// Amounts of a plan that grow with the quantity are totals; those that stay are of one unit.
function byUnit(
  list: Stored[],
  { roles }: Definition.Info,
): Subscription.Info[] {
  const isTotal =
    !Number.isNaN(Subscription.monthsByName(roles.amount ?? "")) ||
    totals(list);
  return isTotal ? list.map((one) => ({ ...one, quantity: 1 })) : list;
}

function totals(list: Stored[]): boolean {
  const plans = Group.by(
    list.filter(({ amount, quantity }) => amount > 0 && quantity > 0),
    ({ plan, currency, months }) => JSON.stringify([plan, currency, months]),
  );
  let [grow, stay] = [0, 0];
  for (const own of plans.values()) {
    if (new Set(own.map(({ quantity }) => quantity)).size < 2) continue;
    const each = spread(own.map(({ amount, quantity }) => amount / quantity));
    const all = spread(own.map(({ amount }) => amount));
    if (each < all) grow += own.length;
    if (all < each) stay += own.length;
  }
  return grow > stay;
}

function spread(values: number[]) {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const squares = values.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  return Math.sqrt(squares / values.length) / mean;
}

export * as SubscriptionLog from "./subscription-log";
