// months: a dataset's metrics in one period, and the report of a month, gathered and written down
import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { Bucket } from "./bucket";
import { boolean, number } from "./cell";
import { Dataset } from "./dataset";
import type { Definition } from "./definition";
import { Failure } from "./error";
import { Job } from "./job";
import * as Metric from "./metric";
import { Registry } from "./model/registry";
import { Page } from "./page";
import { Period } from "./period";
import * as Report from "./report";
import { Snapshot, type Score } from "./snapshot";
import { View } from "./view";
import { Why } from "./why";

export const Metrics = Metric.Info.extend({
  dataset: z.string(),
  period: z.string(),
  definitions: Report.Info.shape.definitions,
});
export type Metrics = z.infer<typeof Metrics>;
export const Month = Report.Info.shape.month;
export const Format = z.enum(["html", "json", "csv"]);
export type Format = z.infer<typeof Format>;

export async function metrics(
  dataset: string,
  asked?: string,
): Promise<Metrics> {
  const period = await Dataset.period(dataset, asked);
  const [{ roles }, snapshots] = await Promise.all([
    Dataset.get(dataset),
    Snapshot.inPeriod(dataset, period),
  ]);
  const { definitions } = Metric;
  return { dataset, period, definitions, ...measure(snapshots, roles) };
}

function measure(snapshots: Snapshot.Info[], roles: Definition.Roles) {
  const column = (name: string | undefined, read: (cell: string) => number) =>
    name === undefined
      ? undefined
      : Float64Array.from(snapshots, ({ cells }) =>
          cells[name] === undefined ? NaN : read(cells[name]),
        );
  return Metric.measure({
    satisfaction: column(roles.satisfaction, number),
    loyalty: column(roles.loyalty, number),
    success: column(roles.success, boolean),
  });
}

// Reports of other datasets lie one folder deeper.
const place = (dataset: string, month: string) =>
  dataset === "customers" ? month : `${dataset}/${month}`;
const folder = (dataset: string) => `reports/${place(dataset, "")}`;
const keyOf = (dataset: string, month: string, format: Format) =>
  Bucket.keys.report(place(dataset, month), format);

// Newest first.
async function written(dataset: string) {
  const months: string[] = [];
  for await (const name of Bucket.folders(folder(dataset)))
    if (Month.safeParse(name).success) months.push(name);
  return months.sort().reverse();
}

export async function list(dataset: string, query: Page.Query) {
  const page = Page.slice(await written(dataset), (month) => month, query);
  return { ...page, items: page.items.map((month) => ({ month })) };
}

export const Listed = z.object({ month: Month });

export async function read(dataset: string, month: string, format: Format) {
  const found = await Bucket.text(keyOf(dataset, month, format));
  if (found !== null) return found;
  throw new Failure(
    "report.unknown",
    `There is no report of ${month} for "${dataset}"; POST /v1/reports/${month} makes it`,
    404,
  );
}

const types = {
  html: "text/html; charset=utf-8",
  json: "application/json",
  csv: "text/csv; charset=utf-8",
} satisfies Record<Format, string>;
export const typeOf = (format: Format) => types[format];

export async function publish(
  dataset: string,
  month: string,
): Promise<Report.Info> {
  const { build } = await import("./report/build");
  const report = build(await gather(dataset, month));
  await Promise.all(
    Format.options.map((format) =>
      Bucket.put(keyOf(dataset, month, format), report[format], {
        type: types[format],
      }),
    ),
  );
  return JSON.parse(report.json);
}

// How long a caller waits before a job is what they get.
const patienceMs = 20_000;

export async function make(dataset: string, month: string, now: Date) {
  const making = publish(dataset, month).then((report) => ({ report }));
  const late = new AbortController();
  const waited = pause(patienceMs, null, { signal: late.signal });
  waited.catch(() => {});
  const made = await Promise.race([making, waited]).finally(() => late.abort());
  if (made) return made;
  const job = await Job.create("report", `${dataset} ${month}`, now);
  void making.then(
    () => Job.set(job.id, { state: "done", progress: 1, result: { month } }),
    (error) => Job.died(job.id, error.message),
  );
  return { jobId: job.id };
}

// More than a team can call in a month; the list of customers has them all.
const mostAtRisk = 100;

async function gather(dataset: string, month: string): Promise<Report.Input> {
  const period = await Dataset.period(dataset, month);
  const [definition, snapshots, moved, previous, model] = await Promise.all([
    Dataset.get(dataset),
    Snapshot.inPeriod(dataset, period),
    View.read(dataset, Period.previous(period)),
    earlier(dataset, month),
    serving(dataset),
  ]);
  const { roles } = definition;
  const scored = snapshots.flatMap(({ score }) => score ?? []);
  const atRisk = snapshots
    .filter(({ score }) => score?.band === "high")
    .sort((a, b) => b.score!.logit - a.score!.logit || (a.id < b.id ? -1 : 1))
    .slice(0, mostAtRisk);
  return {
    month,
    dataset,
    counts: {
      customers: snapshots.length,
      scored: scored.length,
      ...(moved && movement(snapshots, moved.id)),
    },
    definitions: Metric.definitions,
    metrics: measure(snapshots, roles),
    previous,
    risk: scored.length ? risk(scored) : null,
    atRisk: await Promise.all(
      atRisk.map(async (snapshot) => {
        const { id, name, revenue } = View.rowOf(snapshot, roles);
        const { probability, band } = snapshot.score!;
        const reasons = await Why.kept(dataset, definition, snapshot);
        return { id, name, revenue, probability, band, reasons };
      }),
    ),
    model,
  };
}

function movement(now: Snapshot.Info[], before: string[]) {
  const known = new Set(before);
  const stayed = now.filter(({ id }) => known.has(id)).length;
  return { joined: now.length - stayed, left: known.size - stayed };
}

const bins = 20;

function risk(scores: Score[]): Report.Risk {
  const histogram = Array.from({ length: bins }, (_, k) => ({
    low: k / bins,
    high: (k + 1) / bins,
    count: 0,
  }));
  const bands = { high: 0, medium: 0, low: 0 };
  for (const { probability, band } of scores) {
    histogram[Math.min(bins - 1, Math.floor(probability * bins))].count++;
    bands[band]++;
  }
  return { histogram, bands };
}

// The newest report of a month before: a skipped month does not break the line.
async function earlier(dataset: string, month: string) {
  const before = (await written(dataset)).find((other) => other < month);
  const text = before && (await Bucket.text(keyOf(dataset, before, "json")));
  return text ? Report.Info.parse(JSON.parse(text)) : null;
}

async function serving(dataset: string) {
  const current = await Registry.current(dataset);
  return (
    current && Report.summary(await Registry.card(dataset, current.version))
  );
}

export const last = (now: Date) =>
  Period.previous(now.toISOString().slice(0, 7));

export * as Months from "./months";
