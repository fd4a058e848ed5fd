// http-events: events sent by HTTP, put into the inbox as a file, so that they are kept like any others
import * as z from "zod";
import { Bucket } from "../aws/bucket";
import { Csv } from "../tabular/csv";
import { Dataset } from "../dataset/dataset";
import { Pseudonyms } from "../customers/pseudonyms";
import { sha256 } from "../base/digest";

const Step = z.strictObject({
  userId: z.string().min(1).max(500),
  productId: z.string().min(1).max(500),
  action: z.string().min(1).max(100),
  time: z.iso.datetime({ offset: true }),
  quantity: z.number().optional(),
  amount: z.number().optional(),
});
type Step = z.infer<typeof Step>;
export const Input = z.strictObject({
  events: z.array(Step).min(1).max(1000),
});
export type Input = z.infer<typeof Input>;

/** Named by content, so that a call repeated is a file dropped again. */
export async function put({ events: given }: Input) {
  const events: Step[] = [];
  for (const step of given)
    events.push({
      ...step,
      userId: await Pseudonyms.told("events", step.userId),
    });
  const definition = await Dataset.find("events");
  const { id = "UserID", time = "Time", roles = {} } = definition ?? {};
  const columns = {
    [id]: (step: Step) => step.userId,
    [roles.product ?? "ProductID"]: (step: Step) => step.productId,
    [roles.action ?? "Action"]: (step: Step) => step.action,
    [time]: (step: Step) => step.time,
    ...(events.some(({ quantity }) => quantity !== undefined) && {
      [roles.quantity ?? "Quantity"]: (step: Step) => step.quantity,
    }),
    ...(events.some(({ amount }) => amount !== undefined) && {
      [roles.amount ?? "Amount"]: (step: Step) => step.amount,
    }),
  } satisfies Record<string, (step: Step) => string | number | undefined>;
  const text = [
    Csv.line(Object.keys(columns)),
    ...events.map((step) =>
      Csv.line(Object.values(columns).map((of) => of(step))),
    ),
  ].join("");
  const key = Bucket.keys.inbox(
    "events",
    `http-${sha256(text).slice(0, 16)}.csv`,
  );
  await Bucket.put(key, text, { type: "text/csv" });
  return { key };
}

export * as HttpEvents from "./http-events";
