// account-brief: reads everything known about one customer and writes its brief
import type { Action } from "../playbooks/action/action";
import { Brief } from "./brief/brief";
import { Customer } from "./customer";
import { Dataset } from "../dataset/dataset";
import { Feedback } from "../feedback/feedback";
import type { Card } from "../model/card";
import { Reason } from "../model/reason";
import { AnswerWords } from "../outcome/answer-words";
import { Registry } from "../model/registry";
import type { Lang } from "../text/wording";
import { Period } from "../tabular/period";
import { RowRoles } from "../dataset/row-roles";
import { ScoreRows } from "../scoring/score-rows";
import { Calendar } from "../reading/calendar";
import { PeriodSummary } from "../periods/period-summary";
import type { Bilingual } from "../text/bilingual";

export type Facts = {
  definition: Dataset.Info;
  customer: Customer.Info;
  history: Customer.Moment[]; // oldest first
  card: Card.Info | null;
  comments: Feedback.Info[]; // newest first
  segment: Bilingual.Text | null;
};

const maxMonthsOfComments = 12;

export async function read(
  dataset: string,
  id: string,
  { lang }: { lang?: Lang } = {},
): Promise<Facts> {
  const [definition, customer, history, comments] = await Promise.all([
    Dataset.get(dataset),
    Customer.get(dataset, id, { lang }),
    Customer.history(dataset, id),
    readComments(dataset, id),
  ]);
  const [card, summary] = await Promise.all([
    customer.score && Registry.card(dataset, customer.score.modelVersion),
    PeriodSummary.read(dataset, customer.period),
  ]);
  const sizes = summary?.segments[summary.primary]?.sizes;
  const own = sizes?.find(({ segment }) => segment === customer.segment);
  const segment = own?.name ?? null;
  return { definition, customer, history, card, comments, segment };
}

async function readComments(dataset: string, id: string) {
  if (dataset !== Dataset.customers) return [];
  const months = await Dataset.periods("feedback");
  return Feedback.byCustomer(
    "feedback",
    id,
    months.slice(-maxMonthsOfComments),
  );
}

export const brief = async (dataset: string, id: string, now: Date) =>
  write(await read(dataset, id), now);

/** The brief in both languages, each with its own name of the segment. */
export function write(facts: Facts, now: Date): Record<Lang, Brief.Page> {
  const input = briefInput(facts, now);
  const { customer } = input;
  const page = (lang: Lang) =>
    Brief.brief({
      ...input,
      customer: { ...customer, segment: facts.segment?.[lang] },
    })[lang];
  return { en: page("en"), zh: page("zh") };
}

export function briefInput(facts: Facts, now: Date): Brief.Input {
  const { definition, customer, history } = facts;
  const { cells, revenue } = customer;
  const reader = RowRoles.reader(definition);
  const before = history.at(-2);
  return {
    today: now.toISOString().slice(0, 10),
    period: customer.period,
    customer: {
      id: customer.id,
      name: customer.name ?? undefined,
      plan: reader.text(cells, "plan"),
      owner: customer.owner ?? reader.text(cells, "owner"),
      signup: reader.day(cells, "signup"),
    },
    ...(revenue !== null && {
      revenue: { now: revenue, before: before?.revenue ?? undefined },
    }),
    lifetimeValue: customer.lifetime ?? undefined,
    contract: {
      renewal: reader.day(cells, "renewal"),
      termEnd: reader.day(cells, "termEnd"),
      commitment: reader.number(cells, "commitment"),
      used: usedInTerm(facts, reader),
    },
    health: health(customer),
    score: score(facts, before),
    foretold: foretold(facts),
    usage: RowRoles.usage(definition, cells, before?.cells),
    satisfaction: satisfaction(history, reader),
    feedback: feedback(facts, now),
    done: customer.actions.flatMap(done),
    due: customer.actions.flatMap(({ state, steps }) =>
      state === "proposed" || state === "accepted"
        ? steps.map(({ text, due, owner }) => ({ text, due, owner }))
        : [],
    ),
  };
}

function foretold({ definition, customer }: Facts) {
  const { answer } = customer;
  if (!answer) return undefined;
  const column = definition.label?.column ?? "";
  const say = (lang: Lang) => {
    const { said, aside } = AnswerWords.phrase(answer, lang);
    return { said, aside: aside ?? "" };
  };
  const [en, zh] = [say("en"), say("zh")];
  return {
    en: `${column}: ${en.said}${en.aside && ` (${en.aside})`}.`,
    zh: `${column}：${zh.said}${zh.aside && `（${zh.aside}）`}。`,
  };
}

// Money spent since the term began; without columns of a term the commitment is that of one period.
function usedInTerm(
  { definition, customer, history }: Facts,
  reader: RowRoles.Info,
) {
  if (!definition.roles.termStart)
    return reader.number(customer.cells, "spend");
  const start = reader.days(customer.cells, "termStart");
  if (start === undefined || definition.period === "step") return undefined;
  if (Period.start(history[0].period) > start) return undefined;
  return history
    .filter(({ period }) => Period.end(period) > start)
    .reduce((sum, { cells }) => sum + (reader.number(cells, "spend") ?? 0), 0);
}

function health({ health, healthChange }: Customer.Info) {
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

const maxReasons = 5;

function score(
  { definition, customer, card }: Facts,
  before: Customer.Moment | undefined,
) {
  const { score, probability, band } = customer;
  if (!score || !card || probability === null || band === null)
    return undefined;
  const { columns } = ScoreRows.types(card, definition);
  const typical = new Map(card.columns.map((c) => [c.name, c.typical]));
  // Probabilities of two models cannot be compared.
  const isSameModel = before?.score?.modelVersion === score.modelVersion;
  return {
    probability,
    band,
    before: (isSameModel ? before.probability : null) ?? undefined,
    horizon: card.label.horizon,
    reasons: Reason.largest(score.reasons, maxReasons).map((reason) => ({
      ...reason,
      type: columns[reason.column],
      typical: typical.get(reason.column),
    })),
  };
}

// The newest answer.
function satisfaction(history: Customer.Moment[], reader: RowRoles.Info) {
  for (const { cells, period } of history.toReversed()) {
    const value =
      reader.number(cells, "satisfaction") ?? reader.number(cells, "csat");
    if (value === undefined) continue;
    if (Period.kindOf(period) === "step") return undefined;
    return { value, at: RowRoles.iso(Period.end(period) - 1) };
  }
  return undefined;
}

const feedbackDays = 90;

function feedback({ definition, comments }: Facts, now: Date) {
  const from = new Date(
    now.getTime() - feedbackDays * Calendar.dayMs,
  ).toISOString();
  const recent = comments.filter(({ time }) => time >= from);
  if (!comments.length || definition.period === "step") return undefined;
  const scores = recent.flatMap(({ sentiment }) => sentiment?.score ?? []);
  return {
    days: feedbackDays,
    count: recent.length,
    sentiment: scores.length
      ? scores.reduce((sum, score) => sum + score, 0) / scores.length
      : undefined,
    comments: recent
      .filter(({ text }) => text)
      .map(({ time, text, sentiment, rating, scale }) => ({
        at: time.slice(0, 10),
        text: text!,
        score: sentiment?.score ?? undefined,
        rating: rating ?? undefined,
        scale: scale && scale > 0 ? scale : undefined,
      })),
  };
}

function done({ state, title, history, outcome }: Action.Info) {
  if (state === "proposed" || state === "held") return [];
  const day = history.at(-1)!.at.slice(0, 10);
  return [{ text: title, at: day, state, outcome }];
}

export * as AccountBrief from "./account-brief";
