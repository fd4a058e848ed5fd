// action-columns: actions as columns to learn from, and their outcomes as labels
import type { Action } from "./action";
import { Period } from "../../tabular/period";

const dayMs = 86_400_000;
const windowDays = 90;
const counted = ["proposed", "accepted", "dismissed", "done"] as const;
type Counted = (typeof counted)[number];
const isCounted = (state: string): state is Counted =>
  counted.some((one) => one === state);

/** What of an action counts here. */
export type Acted = Pick<Action.Info, "customer" | "heldOut" | "outcome"> & {
  history: { state: string; at: string }[];
};

/**
 * For each customer at the period's end: how many actions reached each state in the 90 days before, and the newest outcome that
 * people gave (yes/no as 1/0, NaN none). Later entries do not count.
 */
export function features(
  actions: Acted[],
  ids: string[],
  period: string,
): Record<`actions.${Counted}` | "actions.lastOutcome", Float64Array> {
  const endMs = Period.end(period) * dayMs;
  const startMs = endMs - windowDays * dayMs;
  const row = new Map(ids.map((id, i) => [id, i]));
  const zeros = () => new Float64Array(ids.length);
  const counts = {
    proposed: zeros(),
    accepted: zeros(),
    dismissed: zeros(),
    done: zeros(),
  } satisfies Record<Counted, Float64Array>;
  const last = zeros().fill(NaN);
  const lastMs = zeros().fill(-Infinity);
  for (const { customer, heldOut, history, outcome } of actions) {
    const i = row.get(customer);
    if (i === undefined || heldOut) continue;
    const seen = new Set<string>();
    for (const { state, at } of history) {
      const ms = Date.parse(at);
      // A note repeats the state it was written in.
      if (seen.has(state) || !isCounted(state)) continue;
      seen.add(state);
      if (ms >= startMs && ms < endMs) counts[state][i]++;
    }
    const ms = outcome ? Date.parse(outcome.at) : NaN;
    if (ms < endMs && ms > lastMs[i]) {
      lastMs[i] = ms;
      last[i] = Number(outcome!.value);
    }
  }
  return {
    "actions.proposed": counts.proposed,
    "actions.accepted": counts.accepted,
    "actions.dismissed": counts.dismissed,
    "actions.done": counts.done,
    "actions.lastOutcome": last,
  };
}

export type Labels = {
  customer: string[];
  period: string[];
  treated: Uint8Array; // 0 held out
  outcome: Float64Array; // yes/no as 1/0, NaN not known yet
};

/** The measured outcomes of one playbook's actions. */
export function labels(actions: Action.Info[], playbook: string): Labels {
  const own = actions.filter((action) => action.playbook === playbook);
  return {
    customer: own.map(({ customer }) => customer),
    period: own.map(({ period }) => period),
    treated: Uint8Array.from(own, ({ heldOut }) => (heldOut ? 0 : 1)),
    outcome: Float64Array.from(own, ({ measured }) =>
      measured ? Number(measured.value) : NaN,
    ),
  };
}

export * as ActionColumns from "./action-columns";
