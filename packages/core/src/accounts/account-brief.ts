// account-brief: all that is known of one customer, brought together for the brief about it
import type { Action } from "../playbooks/action/action";
import { Brief } from "./brief/brief";
import { Customer } from "./customer";
import { Dataset } from "../dataset/dataset";
import type { Definition } from "../tabular/definition";
import { Feedback } from "../feedback/feedback";
import type { Card } from "../model/card";
import { Reason } from "../model/reason";
import { Registry } from "../model/registry";
import type { Lang } from "../text/wording";
import { Period } from "../tabular/period";
import { RowRoles } from "../dataset/row-roles";
import { ScoreRows } from "../scoring/score-rows";
import { Calendar } from "../tabular/calendar";
import { PeriodSummary } from "../periods/period-summary";

export type Known = {
  definition: Dataset.Info;
  one: Customer.Info;
  history: Customer.Moment[]; // oldest first
  card: Card.Info | null;
  comments: Feedback.Info[]; // newest first
  segment: Record<Lang, string> | null;
};

// As many months of comments as are looked through.
const months = 12;

export async function gather(
  dataset: string,
  id: string,
  { lang }: { lang?: Lang } = {},
): Promise<Known> {
  const [definition, one, history, comments] = await Promise.all([
    Dataset.get(dataset),
    Customer.get(dataset, id, { lang }),
    Customer.history(dataset, id),
    said(dataset, id),
  ]);
  const [card, summary] = await Promise.all([
    one.score && Registry.card(dataset, one.score.modelVersion),
    PeriodSummary.read(dataset, one.period),
  ]);
  const sizes = summary?.segments[summary.primary]?.sizes;
  const own = sizes?.find(({ segment }) => segment === one.segment);
  return {
    ...{ definition, one, history, card, comments },
    segment: own?.name ?? null,
  };
}

async function said(dataset: string, id: string) {
  if (dataset !== Dataset.customers) return [];
  const known = await Dataset.periods("feedback");
  return Feedback.byCustomer("feedback", id, known.slice(-months));
}

export const brief = async (dataset: string, id: string, now: Date) =>
  write(await gather(dataset, id), now);

/** The segment is called by its name in each language. */
export function write(known: Known, now: Date): Record<Lang, Brief.Page> {
  const input = briefInput(known, now);
  const { customer } = input;
  const page = (lang: Lang) =>
    Brief.brief({
      ...input,
      customer: { ...customer, segment: known.segment?.[lang] },
    })[lang];
  return { en: page("en"), zh: page("zh") };
}

export function briefInput(known: Known, now: Date): Brief.Input {
  const { definition, one, history } = known;
  const read = RowRoles.reader(definition);
  const [then] = history.slice(-2, -1);
  const amount = (role: Definition.Role) => read.number(one.cells, role);
  return {
    today: now.toISOString().slice(0, 10),
    period: one.period,
    customer: {
      id: one.id,
      name: one.name ?? undefined,
      plan: read.text(one.cells, "plan"),
      owner: read.text(one.cells, "owner"),
      signup: read.day(one.cells, "signup"),
    },
    ...(one.revenue !== null && {
      revenue: { now: one.revenue, before: then?.revenue ?? undefined },
    }),
    lifetimeValue: one.lifetime ?? undefined,
    contract: {
      renewal: read.day(one.cells, "renewal"),
      termEnd: read.day(one.cells, "termEnd"),
      commitment: amount("commitment"),
      used: used(known, read),
    },
    health: healthOf(one),
    score: scoreOf(known, then),
    usage: RowRoles.usage(definition, one.cells, then?.cells),
    satisfaction: satisfaction(history, read),
    feedback: feedback(known, now),
    done: one.actions.flatMap(did),
    due: one.actions.flatMap(({ state, steps }) =>
      state === "proposed" || state === "accepted"
        ? steps.map(({ text, due, owner }) => ({ text, due, owner }))
        : [],
    ),
  };
}

// Since the term began; without columns of a term the commitment is that of one period.
function used({ definition, one, history }: Known, read: RowRoles.Info) {
  const spent = read.number(one.cells, "spend");
  if (!definition.roles.termStart) return spent;
  const start = read.days(one.cells, "termStart");
  if (start === undefined || definition.period === "step") return undefined;
  if (Period.start(history[0].period) > start) return undefined;
  return history
    .filter(({ period }) => Period.end(period) > start)
    .reduce((sum, { cells }) => sum + (read.number(cells, "spend") ?? 0), 0);
}

function healthOf({ health, healthChange }: Customer.Info) {
  if (!health) return undefined;
  const change = new Map(
    healthChange?.parts.map((part) => [part.name, part.change]),
  );
  return {
    score: health.score,
    status: health.status,
    before:
      healthChange && health.score !== null
        ? Math.min(100, Math.max(0, health.score - healthChange.change))
        : undefined,
    components: health.components.map(({ name, label, points }) => ({
      ...{ label, points },
      change: change.get(name),
    })),
  };
}

// Reasons a person reads.
const told = 5;

function scoreOf(
  { definition, one, card }: Known,
  then: Customer.Moment | undefined,
) {
  const { score, probability, band } = one;
  if (!score || !card || probability === null || band === null)
    return undefined;
  const { columns } = ScoreRows.types(card, definition);
  const typical = new Map(card.columns.map((c) => [c.name, c.typical]));
  // Another model's probability is no earlier value of this one's.
  const same = then?.score?.modelVersion === score.modelVersion;
  return {
    ...{ probability, band },
    before: (same ? then?.probability : null) ?? undefined,
    horizon: card.label.horizon,
    reasons: Reason.largest(score.reasons, told).map((reason) => ({
      ...reason,
      type: columns[reason.column],
      typical: typical.get(reason.column),
    })),
  };
}

function satisfaction(history: Customer.Moment[], read: RowRoles.Info) {
  for (const { cells, period } of history.toReversed()) {
    const value =
      read.number(cells, "satisfaction") ?? read.number(cells, "csat");
    if (value === undefined) continue;
    const end = Period.kindOf(period) === "step" ? NaN : Period.end(period);
    return Number.isNaN(end) ? undefined : { value, at: RowRoles.iso(end - 1) };
  }
  return undefined;
}

const days = 90;

function feedback({ definition, comments }: Known, now: Date) {
  const from = new Date(now.getTime() - days * Calendar.dayMs).toISOString();
  const recent = comments.filter(({ time }) => time >= from);
  if (!comments.length || definition.period === "step") return undefined;
  const scores = recent.flatMap(({ sentiment }) => sentiment?.score ?? []);
  return {
    days,
    count: recent.length,
    sentiment: scores.length
      ? scores.reduce((sum, score) => sum + score, 0) / scores.length
      : undefined,
    comments: recent.flatMap(({ time, text, sentiment, rating, scale }) =>
      text
        ? [
            {
              at: time.slice(0, 10),
              text,
              score: sentiment?.score ?? undefined,
              rating: rating ?? undefined,
              scale: scale && scale > 0 ? scale : undefined,
            },
          ]
        : [],
    ),
  };
}

function did({ state, title, history, outcome }: Action.Info) {
  if (state === "proposed" || state === "held") return [];
  const at = history.at(-1)!.at.slice(0, 10);
  return [{ text: title, at, state, outcome }];
}

export * as AccountBrief from "./account-brief";
