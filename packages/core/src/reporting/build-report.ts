// build-report: a month's report as JSON, page and CSV; it imports the chart library, so load it only when needed
import { moves } from "../metrics/estimate";
import { Pdf } from "../document/pdf";
import { Calendar } from "../reading/calendar";
import { Period } from "../tabular/period";
import type { Wording } from "../text/wording";
import { Letter } from "../report/letter";
import { Info, Input, type Past } from "../report/report";
import { ReportDocument } from "../report/report-document";
import { DocumentPage } from "../document/document-page";
import { table } from "./report-csv";

/** The same input gives the same bytes: neither the clock nor the machine is read. */
export function build(input: Input): {
  html: string;
  json: string;
  csv: string;
} {
  const { past, ...given } = Input.parse(input);
  const earlier = past.filter(({ month }) => month < given.month);
  const before = earlier.at(-1) ?? null;
  const atRisk = given.atRisk.toSorted(
    (a, b) =>
      (b.moneyAtRisk ?? -1) - (a.moneyAtRisk ?? -1) ||
      b.probability - a.probability ||
      (a.id < b.id ? -1 : 1),
  );
  const now: Past = {
    month: given.month,
    metrics: given.metrics,
    customers: given.counts.customers,
    high: given.risk ? given.risk.bands.high : null,
    health: given.health && {
      mean: given.health.mean,
      status: given.health.status,
    },
    expectedLoss: given.renewals?.total.expectedLoss ?? null,
  };
  const unsigned = Info.parse({
    ...given,
    atRisk,
    since: before ? before.month : null,
    movements: moves(given.metrics, before ? before.metrics : null),
    history: [...earlier, now].slice(-12),
  });
  const info = { ...unsigned, letter: Letter.plain(unsigned) };
  return {
    html: render(info),
    json: JSON.stringify(info, null, 2) + "\n",
    csv: table(info),
  };
}

/** The page, from the stored JSON alone. */
export const render = (info: Info, lang: Wording.Lang = "en"): string =>
  DocumentPage.page(ReportDocument.of(info, lang));

/** The same as a PDF; it bears the end of its month as the time it was made. */
export async function renderPdf(info: Info, lang: Wording.Lang = "en") {
  const made = new Date(Period.end(info.month) * Calendar.dayMs);
  return (await Pdf.pdf(ReportDocument.of(info, lang), made)).bytes;
}
