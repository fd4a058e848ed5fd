// evaluate-forecast: every series of a file foretold for its own last periods, no server needed
import { DateOrder } from "@mainstay/core/reading/date-order";
import { Cell } from "@mainstay/core/tabular/cell";
import type { Csv } from "@mainstay/core/tabular/csv";
import type { Decimal } from "@mainstay/core/tabular/dialect";
import { Failure } from "@mainstay/core/base/error";
import { forecast as foretell } from "@mainstay/core/forecast/forecast";
import { Accuracy } from "@mainstay/core/forecast/accuracy";
import { FillGaps } from "@mainstay/core/forecast/fill-gaps";
import { look } from "@mainstay/core/tabular/column-type";
import { read } from "@mainstay/training/cli/read-columns";
import { bar } from "./progress";

export type Options = {
  series?: string; // without it the file is one series
  time?: string;
  value?: string;
  period?: number | string; // 1: no season; auto: found in each series
  horizon?: number;
  where?: string;
  separator?: Csv.Separator;
  learner?: string;
  json?: boolean;
};

export type Result = {
  series: number;
  smape: number | null; // percent
  mase: number | null; // mean over the series that ever changed
  coverage80: number | null; // share of the values held out
  coverage95: number | null;
  learner: string;
  short: number; // series left out, as they are no longer than the horizon and two more
  seasonalNaive: { smape: number | null; mase: number | null };
  seconds: number;
};

/** Prints the figures, as JSON where asked to. */
export async function forecast(file: string, options: Options) {
  const progress = bar("forecast");
  const result = await trial(file, options, progress.set).finally(
    progress.stop,
  );
  console.log(options.json ? JSON.stringify(result) : table(result));
}

/** The last `horizon` values of each series are the test, all before them its history. */
export async function trial(
  file: string,
  options: Options,
  progress: (share: number) => void = () => {},
): Promise<Result> {
  const learner = options.learner ?? "auto";
  if (learner !== "auto")
    throw new Failure(
      "evaluate.learner",
      `Expected auto for forecasts, got ${learner}`,
    );
  const period = periodOf(options.period);
  const horizon = counted("horizon", options.horizon);
  const all = await lines(file, options);
  const began = performance.now();
  const enough = all.filter(({ length }) => length >= horizon + 2);
  const tested = enough.filter(
    (values) =>
      values.subarray(0, -horizon).some((value) => !Number.isNaN(value)) &&
      values.subarray(-horizon).some((value) => !Number.isNaN(value)),
  );
  const sums = { smape: mean(), mase: mean(), in80: mean(), in95: mean() };
  const naive = { smape: mean(), mase: mean() };
  tested.forEach((values, k) => {
    const history = values.slice(0, -horizon);
    const { points, seasons } = foretell(
      { values: history, period },
      { horizon },
    );
    const lag = seasons[0] ?? 1;
    const past = FillGaps.fill(history, lag).values;
    const repeated = Accuracy.seasonalNaive(past, lag, horizon);
    const known = points.flatMap((point, h) => {
      const actual = values[history.length + h];
      return Number.isNaN(actual)
        ? []
        : { ...point, actual, naive: repeated[h] };
    });
    const actual = known.map((point) => point.actual);
    const scale = Accuracy.scale(past, lag);
    for (const [sum, made] of [
      [sums, known.map(({ value }) => value)],
      [naive, known.map((point) => point.naive)],
    ] as const) {
      sum.smape.add(Accuracy.smape(actual, made));
      if (scale) sum.mase.add(Accuracy.mae(actual, made) / scale);
    }
    for (const { actual, low80, high80, low95, high95 } of known) {
      sums.in80.add(+(actual >= low80 && actual <= high80));
      sums.in95.add(+(actual >= low95 && actual <= high95));
    }
    progress((k + 1) / tested.length);
  });
  return {
    series: tested.length,
    smape: sums.smape.of(),
    mase: sums.mase.of(),
    coverage80: sums.in80.of(),
    coverage95: sums.in95.of(),
    learner,
    short: all.length - tested.length,
    seasonalNaive: { smape: naive.smape.of(), mase: naive.mase.of() },
    seconds: (performance.now() - began) / 1000,
  };
}

function mean() {
  let [sum, count] = [0, 0];
  return {
    add: (value: number) => {
      sum += value;
      count++;
    },
    of: () => (count ? sum / count : null),
  };
}

const periodOf = (given: Options["period"] = "auto") =>
  given === "auto" ? given : counted("period", Number(given));

function counted(name: string, value: number | undefined): number {
  if (Number.isInteger(value) && value! >= 1) return value!;
  throw new Failure(
    "evaluate.option.number",
    `Expected --${name} with a whole number from 1, got ${value ?? "none"}`,
  );
}

function column(options: Options, name: "time" | "value"): string {
  const found = options[name];
  if (found) return found;
  throw new Failure(
    "evaluate.option.missing",
    `Expected --${name} with the name of a column, got none`,
  );
}

/** Values by series, in order of time; an empty or unreadable value is a gap. */
async function lines(file: string, options: Options): Promise<Float64Array[]> {
  const { series, where, separator } = options;
  const [time, value] = [column(options, "time"), column(options, "value")];
  const [asked, wanted] = where === undefined ? [] : split(where);
  const names = [time, value, series, asked].filter(
    (name) => name !== undefined,
  );
  const { cells, decimal } = await read(file, [...new Set(names)], separator);
  const times = clock(cells[time], decimal(time));
  const sign = decimal(value);
  const rows = new Map<string | null, number[]>();
  for (let row = 0; row < times.length; row++) {
    if (asked !== undefined && cells[asked][row] !== wanted) continue;
    const id = series === undefined ? null : cells[series][row];
    const own = rows.get(id);
    if (own) own.push(row);
    else rows.set(id, [row]);
  }
  if (!rows.size)
    throw new Failure(
      "evaluate.rows.none",
      `Expected rows${where ? ` where ${where}` : ""}, got none of ${times.length}`,
    );
  return [...rows.values()].map((own) =>
    Float64Array.from(
      own.sort((a, b) => times[a] - times[b]),
      (row) => Cell.number(cells[value][row] ?? "", sign),
    ),
  );
}

function split(where: string): [string, string] {
  const at = where.indexOf("=");
  if (at > 0) return [where.slice(0, at), where.slice(at + 1)];
  throw new Failure(
    "evaluate.where",
    `Expected --where column=value, got ${where}`,
  );
}

/** Numbers as they are, dates as days; the order of the file where there is neither is not guessed. */
function clock(cells: (string | null)[], decimal: Decimal): Float64Array {
  const numbers = Float64Array.from(cells, (cell) =>
    Cell.number(cell ?? "", decimal),
  );
  if (!numbers.some(Number.isNaN)) return numbers;
  const order = DateOrder.of(look(cells).orders);
  const days = Float64Array.from(cells, (cell) => Cell.date(cell ?? "", order));
  const odd = days.findIndex(Number.isNaN);
  if (odd < 0) return days;
  throw new Failure(
    "evaluate.time",
    `Expected a number or a date in every row of the time column, got "${cells[odd] ?? ""}" in row ${odd + 1}`,
  );
}

const table = ({ seasonalNaive, ...result }: Result) =>
  Object.entries({
    ...result,
    "smape of seasonal naive": seasonalNaive.smape,
    "mase of seasonal naive": seasonalNaive.mase,
  })
    .map(([name, value]) => `${name.padEnd(26)}${shown(value)}`)
    .join("\n");

const shown = (value: unknown) =>
  typeof value === "number" && !Number.isInteger(value)
    ? value.toFixed(4)
    : String(value);
