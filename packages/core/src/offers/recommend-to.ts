// recommend-to: recommendations for a customer from its last events
import * as z from "zod";
import { EventLog } from "../periods/event-log";
import { Bucket } from "../aws/bucket";
import { Csv } from "../tabular/csv";
import { drawn } from "../base/digest";
import { Event } from "../events/event";
import { Failure } from "../base/error";
import { PromiseCache } from "../base/promise-cache";
import { Wording } from "../text/wording";
import { Registry } from "../model/registry";
import { Exposures } from "./exposures";
import { Period } from "../tabular/period";
import { Recommend } from "../recommend/recommend";
import { ServeRecommender } from "../recommend/serve-recommender";
import { Settings } from "../settings/settings";
import { Calendar } from "../reading/calendar";
import { PeriodState } from "../state/period-state";
import { StoredState } from "../state/stored-state";
import { Dataset } from "../dataset/dataset";
import { RecentEvents } from "./recent-events";

const dataset = "events";

export const Query = z.object({
  k: z.coerce.number().int().min(1).max(100).default(10),
  category: z.string().optional(),
  inStock: z.stringbool().default(false),
  owned: z
    .stringbool()
    .default(false)
    .describe("Whether to show what is owned already"),
  diversity: z.coerce.number().min(0).max(1).optional(),
  lang: Wording.Lang.default("en"),
});
export type Query = z.infer<typeof Query>;

export const Info = z.object({
  items: z.array(
    z.object({
      productId: z.string(),
      score: z.number(),
      reason: z.string(),
      because: z.array(z.string()),
    }),
  ),
  model: z.object({ dataset: z.string(), version: z.string() }),
  heldOut: z
    .boolean()
    .describe("One of those who get what is popular, to measure the effect on"),
});
export type Info = z.infer<typeof Info>;

const cached = PromiseCache.create<ServeRecommender.Recommender>({
  max: 1,
  dispose: (recommender) => recommender.close(),
});

async function serving() {
  const version = (await Registry.current(dataset))?.version;
  if (!version)
    throw new Failure(
      "model.missing",
      `There is no recommender yet: drop a log under inbox/${dataset}/ and POST /v1/models/${dataset}/train`,
      404,
    );
  return { version, recommender: await cached(version, () => load(version)) };
}

async function load(version: string) {
  const file = (name: string) =>
    Bucket.bytes(Bucket.keys.model(dataset, version, name));
  const [items, model] = await Promise.all([
    file("items.json"),
    file("model.onnx"),
  ]);
  if (!items)
    throw new Error(`items.json of ${dataset} ${version} is not there`);
  return ServeRecommender.open({
    "items.json": items,
    ...(model && { "model.onnx": model }),
  });
}

const maxHistorySteps = 100;

/** Recommends, and remembers the exposure; `isShown` is false when a member of the team looks, not the customer. */
export async function forCustomer(
  customer: string,
  query: Query,
  now: Date,
  isShown = true,
): Promise<Info> {
  const [{ version, recommender }, history, segment, config] =
    await Promise.all([
      serving(),
      RecentEvents.newest(dataset, customer, maxHistorySteps),
      segmentOf(customer),
      Settings.get(dataset, "recommend").then(
        (own) => own ?? Recommend.defaults,
      ),
    ]);
  const heldOut = drawn("recommend", customer) < config.holdOut;
  const found = await recommender.recommend({
    history: heldOut
      ? []
      : history.flatMap(({ product, action, time }) =>
          product === null
            ? []
            : [{ product, action: action ?? undefined, time }],
        ),
    user: heldOut ? undefined : customer,
    k: query.k,
    segment,
    category: query.category,
    inStock: query.inStock,
    exclude: query.owned ? "none" : "owned",
    diversity: query.diversity ?? config.diversity,
    now: now.getTime(),
  });
  const items = found.map(({ productId, score, reason }) => ({
    ...{ productId, score, reason: reason[query.lang] },
    because: reason.because,
  }));
  if (isShown)
    await Exposures.remember(
      customer,
      { products: items.map((item) => item.productId), heldOut, version },
      now,
    );
  return { items, model: { dataset, version }, heldOut };
}

async function segmentOf(customer: string) {
  const period = (await Dataset.periods(Dataset.customers)).at(-1);
  const state = period
    ? await StoredState.ofCustomer(Dataset.customers, period, customer)
    : null;
  const row = state ? PeriodState.rowOf(state, customer) : -1;
  return row < 0 ? undefined : state!.segments[state!.primary]?.[row];
}

/** Stores the recommendations for every customer beside the month's report; nothing without a recommender. */
export async function publish(month: string) {
  const { current } = await Registry.serving(dataset);
  const events = current && (await EventLog.read());
  if (!events) return;
  await Bucket.put(
    `reports/${month}/recommendations.csv`,
    await batch(events.log, month),
    { type: "text/csv" },
  );
}

/** The `k` best recommendations for every customer with an event, as a CSV. */
export async function batch(
  log: Event.Log,
  month: string,
  k = 10,
): Promise<string> {
  const { recommender } = await serving();
  const { start, event } = Event.byUser(log);
  const now = Period.end(month) * Calendar.dayMs;
  const lines = [
    Csv.sheetLine(["customer", "rank", "product", "score", "because"]),
  ];
  const batchSize = 512;
  for (let from = 0; from < log.users.length; from += batchSize) {
    const users = log.users.slice(from, from + batchSize);
    const lists = await recommender.batch(
      users.map((id, n) => ({
        user: id,
        k,
        now,
        history: Array.from(
          event.subarray(
            Math.max(start[from + n], start[from + n + 1] - maxHistorySteps),
            start[from + n + 1],
          ),
          (i) => ({
            product: log.products[log.product[i]],
            action: log.actions[log.action[i]],
            time: log.time[i],
          }),
        )
          .reverse()
          .filter(({ product }) => product !== undefined),
      })),
    );
    lists.forEach((list, n) =>
      list.forEach(({ productId, score, reason }, rank) =>
        lines.push(
          Csv.sheetLine([
            users[n],
            rank + 1,
            productId,
            score.toFixed(4),
            reason.because.join("; "),
          ]),
        ),
      ),
    );
  }
  return lines.join("");
}

export * as RecommendTo from "./recommend-to";
