// find-alerts: alerts from what changed between two periods and from failed jobs
import type { Alert } from "./alert";
import { Wording } from "../../text/wording";
import type { Card } from "../../model/card";
import { Calendar } from "../../reading/calendar";

/** The customers of one period, [customer], null where unknown. */
export type State = {
  period: string;
  id: string[];
  name?: (string | null)[];
  band: (Card.Band | null)[];
  health: ArrayLike<number | null>;
  leaves?: boolean; // whether a positive label says that the customer has left
  positive?: (boolean | null)[];
  probability?: (number | null)[];
  revenue?: (number | null)[];
  /** What is used up first, on which day at the latest, in days since 1970-01-01. */
  spend?: {
    limit: ("commitment" | "credits" | "budget" | null)[];
    exhausted: (number | null)[];
    latest: (number | null)[];
  };
};

export type Happened = {
  dataset: string;
  /** The period before; null when there is none, and then no customer has an alert. */
  before: State | null;
  now: State | null;
  uploads?: { id: string; key: string; message: string }[]; // failed uploads
  refusals?: { id: string; message: string }[]; // models not published, by job
  trainings?: { id: string; message: string }[]; // failed jobs
};

function customers(
  { dataset, before, now }: Happened,
  { healthFall }: Alert.Config,
): Alert.Info[] {
  if (!before || !now) return [];
  const row = new Map(before.id.map((id, i) => [id, i]));
  const atRisk = (i: number) =>
    (now.probability?.[i] ?? 0) * (now.revenue?.[i] ?? 0);
  const order = [...now.id.keys()].sort((a, b) => atRisk(b) - atRisk(a));
  return order.flatMap((i) => {
    const customer = now.id[i];
    if (now.leaves && now.positive?.[i]) return [];
    const alerts: Alert.Info[] = [];
    const old = row.get(customer);
    const who = now.name?.[i] ?? customer;
    const common = { dataset, customer };
    if (
      now.band[i] === "high" &&
      (old === undefined || before.band[old] !== "high")
    )
      alerts.push({
        ...common,
        cause: `high-risk#${now.period}#${customer}`,
        kind: "high-risk",
        text: {
          en: `${who} is now at high risk (${now.period}).`,
          zh: `${who} 现为高流失风险（${now.period}）。`,
        },
      });
    const end = exhaustion(now, i);
    // Who used it up in the period before as well is no news.
    const was = old === undefined ? null : exhaustion(before, old);
    if (end && was?.of !== end.of)
      alerts.push({
        ...common,
        cause: `exhaustion#${end.of}#${end.month}#${customer}`,
        kind: "exhaustion",
        text: {
          en: `${who} uses up its ${nouns[end.of].en} on ${end.on} at its pace.`,
          zh: `按当前速度，${who} 的${nouns[end.of].zh}将于 ${end.on} 用尽。`,
        },
      });
    if (old === undefined) return alerts;
    const from = before.health[old] ?? NaN;
    const to = now.health[i] ?? NaN;
    if (from - to >= healthFall) {
      const [a, b] = [from, to].map((value) =>
        Wording.plain(Math.round(value)),
      );
      alerts.push({
        ...common,
        cause: `health-fall#${now.period}#${customer}`,
        kind: "health-fall",
        text: {
          en: `The health of ${who} fell from ${a} to ${b} (${now.period}).`,
          zh: `${who} 的健康分从 ${a} 降至 ${b}（${now.period}）。`,
        },
      });
    }
    return alerts;
  });
}

const nouns = {
  commitment: { en: "commitment", zh: "承诺额" },
  credits: { en: "credit", zh: "预付额度" },
  budget: { en: "budget", zh: "预算" },
};

// Only where it is used up even by the least spend to be expected.
function exhaustion({ spend }: State, i: number) {
  const [of, on] = [spend?.limit[i] ?? null, spend?.exhausted[i] ?? null];
  if (of === null || on === null || spend!.latest[i] === null) return null;
  const day = new Date(on * Calendar.dayMs).toISOString().slice(0, 10);
  return { of, on: day, month: day.slice(0, 7) };
}

/** Alerts of the kinds that the settings name: failures first, then customers by the money at risk; none of who has left. */
export function find(happened: Happened, config: Alert.Config): Alert.Info[] {
  const { dataset, uploads = [], refusals = [], trainings = [] } = happened;
  const failure = (
    kind: Alert.Kind,
    id: string,
    text: Alert.Info["text"],
  ): Alert.Info => ({
    cause: `${kind}#${id}`,
    kind,
    dataset,
    customer: null,
    text,
  });
  return [
    ...uploads.map(({ id, key, message }) =>
      failure("upload-failed", id, {
        en: `The upload ${key} failed: ${message}`,
        zh: `上传 ${key} 失败：${message}`,
      }),
    ),
    ...refusals.map(({ id, message }) =>
      failure("model-refused", id, {
        en: `A new model of ${dataset} was not published: ${message}`,
        zh: `${dataset} 的新模型未发布：${message}`,
      }),
    ),
    ...trainings.map(({ id, message }) =>
      failure("training-failed", id, {
        en: `Training on ${dataset} failed: ${message}`,
        zh: `${dataset} 的训练失败：${message}`,
      }),
    ),
    ...customers(happened, config),
  ].filter(({ kind }) => config.causes.includes(kind));
}

export * as FindAlerts from "./find-alerts";
