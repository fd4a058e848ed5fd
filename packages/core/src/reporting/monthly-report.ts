// monthly-report: a dataset's metrics in one period; making, listing and reading the reports of months
import * as z from "zod";
import { Refresh } from "../periods/refresh";
import { Bucket } from "../aws/bucket";
import { ObjectCache } from "../aws/object-cache";
import { Dataset } from "../dataset/dataset";
import { Outbox } from "./outbox";
import { ReportData } from "./report-data";
import { Failure } from "../base/error";
import { Estimate } from "../metrics/estimate";
import { Paging } from "../base/paging";
import { Period } from "../tabular/period";
import { Report } from "../report/report";
import type { Wording } from "../text/wording";
import { PeriodSummary } from "../periods/period-summary";

export const Metrics = z
  .object({
    dataset: z.string(),
    period: z.string(),
    since: PeriodSummary.Info.shape.since,
    incomplete: PeriodSummary.Info.shape.board.shape.incomplete,
    definitions: PeriodSummary.Info.shape.definitions,
    movements: PeriodSummary.Info.shape.movements.describe("Against `since`"),
    tables: PeriodSummary.Info.shape.board,
    ...Estimate.Info.shape,
  })
  .catchall(Estimate.Value);
export type Metrics = z.infer<typeof Metrics>;
export const Month = Report.Info.shape.month;
export const Format = z.enum(["html", "json", "csv", "pdf"]);
export type Format = z.infer<typeof Format>;

export async function metrics(
  dataset: string,
  asked?: string,
): Promise<Metrics> {
  const period = await Dataset.period(dataset, asked);
  const summary = await Refresh.summary(dataset, period);
  const { since, definitions, movements, metrics, board: tables } = summary;
  return Metrics.parse({
    ...{ dataset, period, since, definitions, movements, tables },
    incomplete: tables.incomplete,
    ...metrics,
  });
}

// Reports of other datasets lie one folder deeper.
const path = (dataset: string, month: string) =>
  dataset === "customers" ? month : `${dataset}/${month}`;
const folder = (dataset: string) => `reports/${path(dataset, "")}`;
const keyOf = (dataset: string, month: string, format: Format) =>
  Bucket.keys.report(path(dataset, month), format);

/** Removes a dataset's reports, all or those of some months, and tells before how many objects of each there are. */
export async function forget(
  dataset: string,
  tell: (month: string, objects: number) => Promise<void>,
  isMeant: (month: string) => boolean = () => true,
) {
  for (const month of (await months(dataset)).filter(isMeant)) {
    const prefix = `${folder(dataset)}${month}/`;
    await tell(month, await Bucket.count(prefix));
    await Bucket.empty(prefix);
    await Outbox.forget(dataset, month);
  }
}

/** Makes those reports anew that say something, and tells of each before; one that can be made no more is removed. */
export async function renew(
  dataset: string,
  saying: RegExp,
  now: Date,
  tell: (month: string) => Promise<void>,
) {
  for (const month of await months(dataset)) {
    // A PDF is compressed, and says nothing that the others do not.
    const texts = await Promise.all(
      Format.exclude(["pdf"]).options.map((format) =>
        Bucket.text(keyOf(dataset, month, format)),
      ),
    );
    if (!texts.some((text) => text && saying.test(text))) continue;
    await tell(month);
    await Outbox.forget(dataset, month);
    await publish(dataset, month, now).catch(async (error) => {
      if (!(error instanceof Failure)) throw error;
      for (const format of Format.options)
        await Bucket.remove(keyOf(dataset, month, format));
    });
  }
}

const letters = ObjectCache.create(32, (text) => {
  const { letter, month } = Report.Info.pick({
    letter: true,
    month: true,
  }).parse(JSON.parse(text));
  return letter && { month, ...letter };
});

/** The five sentences of the newest report, none later than a month; null where there is none. */
export async function letter(dataset: string, upTo: string) {
  const month = (await months(dataset)).find((one) => one <= upTo);
  return month ? letters(keyOf(dataset, month, "json")) : null;
}

// The months with a report, newest first.
async function months(dataset: string) {
  const found: string[] = [];
  for await (const name of Bucket.folders(folder(dataset)))
    if (Month.safeParse(name).success) found.push(name);
  return found.sort().reverse();
}

export async function list(dataset: string, query: Paging.Query) {
  const page = Paging.slice(await months(dataset), (month) => month, query);
  return { ...page, items: page.items.map((month) => ({ month })) };
}

export const Listed = z.object({ month: Month });

/** In another language than English the page and the PDF are made of the stored JSON. */
export async function read(
  dataset: string,
  month: string,
  format: Format,
  lang: Wording.Lang = "en",
) {
  const drawn = format === "html" || format === "pdf";
  if (!drawn || lang === "en") {
    const report = await Bucket.bytes(keyOf(dataset, month, format));
    if (report !== null) return report;
  }
  // So is the PDF of a report that was made before there were any.
  const stored = drawn && (await Bucket.text(keyOf(dataset, month, "json")));
  if (stored) {
    const { render, renderPdf } = await import("./build-report");
    const info = Report.Info.parse(JSON.parse(stored));
    return format === "pdf"
      ? renderPdf(info, lang)
      : Buffer.from(render(info, lang));
  }
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
  pdf: "application/pdf",
} satisfies Record<Format, string>;
export const typeOf = (format: Format) => types[format];

export async function publish(
  dataset: string,
  month: string,
  now: Date,
): Promise<Report.Info> {
  const { build, renderPdf } = await import("./build-report");
  const report = build(await ReportData.read(dataset, month, now));
  const info: Report.Info = JSON.parse(report.json);
  const files = { ...report, pdf: await renderPdf(info) };
  await Promise.all(
    Format.options.map((format) =>
      Bucket.put(keyOf(dataset, month, format), files[format], {
        type: types[format],
      }),
    ),
  );
  return info;
}

export const last = (now: Date) =>
  Period.previous(now.toISOString().slice(0, 7));

export * as MonthlyReport from "./monthly-report";
