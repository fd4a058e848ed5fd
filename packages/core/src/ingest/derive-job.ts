// derive-job: customers' snapshots written out of the log of events, as a file of the inbox like any other
import { EventLog } from "../periods/event-log";
import { Bucket } from "../aws/bucket";
import { Dataset } from "../dataset/dataset";
import { Definition } from "../tabular/definition";
import { derive } from "../lifetime/customers-from-events";
import { Line } from "../work/line";

const log = "events";

/** After the rows in line, once for however many uploads asked. */
export const join = (at: Date) =>
  Line.join(log, `~!${at.toISOString()}`, "derive", log);

export const wanted = async () => (await Dataset.find(log))?.derive ?? null;

export async function write() {
  const asked = await wanted();
  const behaviour = asked && (await EventLog.read());
  if (!behaviour) return;
  const { dataset, ...config } = asked;
  if (!(await Dataset.find(dataset))) await define(dataset);
  const text = derive(behaviour.log, config);
  await Bucket.put(Bucket.keys.inbox(dataset, "derived.csv"), text, {
    type: "text/csv",
  });
}

// What is bought in a month is its revenue; who lapsed is what is foretold.
const define = (dataset: string) =>
  Dataset.write(
    dataset,
    Definition.Info.parse({
      id: "customer_id",
      time: "month",
      label: { column: "lapsed", positive: "1", horizon: 0 },
      roles: { revenue: "rev30" },
    }),
    0,
  );

export * as DeriveJob from "./derive-job";
