// purchases: a log of events as interactions, each action weighed
import type { Event } from "@mainstay/core/events/event";
import { Failure } from "@mainstay/core/base/error";
import type { Recommend } from "@mainstay/core/recommend/recommend";
import { weightOf } from "@mainstay/core/recommend/known-items";
import { gather } from "./interactions";
import type { Interactions } from "./recommender";

/**
 * Events that name a product and whose action weighs anything; values are log(1 + Σ weights), null where all actions
 * weigh the same.
 */
export function ofLog(
  log: Event.Log,
  config: Pick<Recommend.Config, "weights" | "other">,
): Interactions {
  const weights = log.actions.map((action) => weightOf(config, action));
  const weight = (entry: number) =>
    log.action[entry] < 0 ? 1 : weights[log.action[entry]];
  const kept = Int32Array.from(log.user.keys()).filter(
    (entry) => log.product[entry] >= 0 && weight(entry) > 0,
  );
  if (kept.length === 0)
    throw new Failure(
      "recommend.events.none",
      `Expected events that name a product, got none among ${log.user.length}`,
      409,
    );
  const pick = (list: ArrayLike<number>) =>
    Float64Array.from(kept, (entry) => list[entry]);
  const heard = new Set(Array.from(kept, weight));
  return gather(
    {
      users: log.users.length,
      items: log.products.length,
      user: pick(log.user),
      item: pick(log.product),
      time: pick(log.time),
      value: heard.size > 1 ? Float64Array.from(kept, weight) : undefined,
    },
    { sum: true },
  );
}

/** Actions that make a product owned, in lower case; null where the log has none of them, so that every one does. */
export function owning(
  log: Event.Log,
  { owned }: Pick<Recommend.Config, "owned">,
): string[] | null {
  const said = new Set(log.actions.map((action) => action.toLowerCase()));
  return owned.some((action) => said.has(action)) ? owned : null;
}
