// derive-job: customers' snapshots written out of the log of events or of subscriptions, as a file of the inbox like any other
import { EventLog } from "../periods/event-log";
import { Bucket } from "../aws/bucket";
import { Dataset } from "../dataset/dataset";
import { Definition } from "../tabular/definition";
import { CustomersFromEvents } from "../lifetime/customers-from-events";
import { Subscription } from "../lifetime/subscription";
import { CustomersFromSubscriptions } from "../lifetime/customers-from-subscriptions";
import type { Warning } from "../reading/warning";
import { ConfirmedPeriods } from "../periods/confirmed-periods";
import { SubscriptionLog } from "../periods/subscription-log";
import { Calendar } from "../reading/calendar";
import { Line } from "../work/line";
import { Announced } from "./announced";

type Asked = NonNullable<Definition.Info["derive"]>;
// The log says of everybody whether they are there in each of the months named.
type Made = { csv: string; months: string[]; warnings: Warning.Info[] };
type Log = {
  file: string;
  label: string;
  revenue: string;
  labels: NonNullable<Definition.Info["labels"]>; // of the columns, for people
  make: (asked: Asked, now: Date) => Promise<Made | null>;
};

const logs: Record<string, Log> = {
  events: {
    ...{ file: "derived.csv", label: "lapsed", revenue: "rev30" },
    labels: CustomersFromEvents.columns,
    make: async ({ dataset: _, ...config }) => {
      const behaviour = await EventLog.read();
      if (!behaviour) return null;
      const csv = CustomersFromEvents.derive(behaviour.log, config);
      return { csv, months: [], warnings: [] };
    },
  },
  subscriptions: {
    ...{ file: "subscriptions.csv", label: "churned", revenue: "mrr" },
    labels: Subscription.titles,
    make: async (_, now) => {
      const today = Math.floor(now.getTime() / Calendar.dayMs);
      const list = await SubscriptionLog.read();
      return list && CustomersFromSubscriptions.derive(list, { today });
    },
  },
};

/** After the rows in line, once for however many uploads asked. */
export const join = (log: string, at: Date) =>
  Line.join(log, `~!${at.toISOString()}`, "derive", log);

/** What is to be made of a log; subscriptions make customers unasked where no other file does. */
export async function wanted(log: string): Promise<Asked | null> {
  if (!Object.hasOwn(logs, log)) return null;
  const said = (await Dataset.find(log))?.derive;
  if (said ?? log !== "subscriptions") return said ?? null;
  const { dataset } = Definition.Derive.parse({});
  const key = Bucket.keys.inbox(dataset, logs[log].file);
  for await (const object of Bucket.list(Bucket.keys.inbox(dataset)))
    if (object.key !== key) return null;
  return Definition.Derive.parse({});
}

/** Said of a log that makes no customers, since they come in files of their own. */
export async function apart(log: string): Promise<Warning.Info[]> {
  if (log !== "subscriptions" || (await wanted(log))) return [];
  const message =
    "Customers come in files of their own, so the subscriptions change none of their months; `derive` in the definition of subscriptions names the dataset to make of them.";
  return [{ code: "subscriptions.apart", message }];
}

/** The object that holds the customers made of a log. */
export type Derived = { dataset: string; key: string };

/** Of a log without any row left it answers what was made of it before, which is to go as well. */
export async function write(log: string, now: Date): Promise<Derived | null> {
  const asked = await wanted(log);
  if (!asked) return null;
  const { dataset } = asked;
  const key = Bucket.keys.inbox(dataset, logs[log].file);
  const made = await logs[log].make(asked, now);
  if (!made || !hasRows(made.csv)) return { dataset, key };
  if (!(await Dataset.find(dataset))) await define(dataset, logs[log]);
  for (const month of made.months)
    await ConfirmedPeriods.add(dataset, month, now);
  await Announced.put(dataset, key, { warnings: made.warnings });
  await Bucket.put(key, made.csv, { type: "text/csv" });
  return null;
}

// Nobody may be there yet in any month that has ended.
const hasRows = (csv: string) => /\n./.test(csv);

// Who lapsed or left is what is foretold.
const define = (dataset: string, { label, revenue, labels }: Log) =>
  Dataset.write(
    dataset,
    Definition.Info.parse({
      id: "customer_id",
      time: "month",
      label: { column: label, positive: "1", horizon: 0 },
      roles: { revenue },
      labels,
    }),
    0,
  );

export * as DeriveJob from "./derive-job";
