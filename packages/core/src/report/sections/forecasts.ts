// forecasts: the forecast of each series with its intervals and its past error
import { Chart } from "../../chart/chart";
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Ahead, Info } from "../report";

export function forecasts(info: Info, pen: Pen): Block.Section | null {
  const all = info.forecasts ?? [];
  const drawn = all.filter(({ points }) => points.length > 0);
  const without = all.filter(({ points, why }) => points.length === 0 && why);
  if (drawn.length + without.length === 0) return null;
  return {
    ...{ id: "ahead", title: pen.t("forecasts.title") },
    blocks: [
      ...(drawn.length > 0
        ? [
            Block.text(pen.t("forecasts.how")),
            {
              kind: "beside" as const,
              parts: drawn.map((one) => drawing(info, one, pen)),
            },
          ]
        : []),
      ...(without.length > 0
        ? [
            Block.list(
              without.map((one) =>
                pen.parts("forecasts.none", {
                  ...{ name: named(info, one, pen), why: pen.clause(one.why!) },
                }),
              ),
            ),
          ]
        : []),
    ],
  };
}

const maxAhead = 2;

/** The first drawings alone. */
export function ahead(info: Info, pen: Pen): Block.Section | null {
  const parts = (info.forecasts ?? [])
    .filter(({ points }) => points.length > 0)
    .slice(0, maxAhead)
    .map((one) => drawing(info, one, pen));
  if (!parts.length) return null;
  return {
    ...{ id: "expected", title: pen.t("ahead.title") },
    blocks: [{ kind: "beside", parts }],
  };
}

const keys = ["revenue", "customers", "usage"] as const;

function named({ definitions }: Info, { series }: Ahead, pen: Pen): string {
  const [, product] = /^demand:(.+)$/s.exec(series) ?? [];
  if (product) return pen.t("series.demand", { product });
  const key = keys.find((key) => key === series.toLowerCase());
  if (key) return pen.t(`series.${key}`);
  return definitions[series] ? pen.metric(series).name : series;
}

// Three years of months show what is usual.
const maxPastPeriods = 36;

function drawing(info: Info, one: Ahead, pen: Pen): Block.Block[] {
  const { t } = pen;
  const { series, history, points, pastError, notes, reorder } = one;
  const title = named(info, one, pen);
  const unit = info.definitions[series] ? pen.unitOf(series) : one.unit;
  const write = (value: number) => pen.written(value, unit);
  const within = (point: Ahead["points"][number]) => ({
    ...{ period: point.period, value: write(point.value) },
    ...{ low80: write(point.low80), high80: write(point.high80) },
    ...{ low95: write(point.low95), high95: write(point.high95) },
  });
  return [
    Block.heading(title),
    {
      kind: "chart",
      svg: Chart.fan({
        title: t("forecasts.chart", { title }),
        description: points
          .map((point) => t("forecasts.point", within(point)))
          .join(t("list.semicolon")),
        ...{ history: history.slice(-maxPastPeriods), points },
        tick: (value: number) => pen.tick(value, unit),
        names: { past: t("forecasts.past"), ahead: t("forecasts.ahead") },
      }),
      caption: [
        ...pen.parts("forecasts.next", within(points[0])),
        ...(reorder
          ? pen.parts("forecasts.stock", {
              ...{ point: write(reorder.reorderPoint) },
              ...{ expected: write(reorder.expectedDemand) },
              ...{ safety: write(reorder.safetyStock) },
            })
          : []),
        pastError ? error(pastError, pen) : "",
        ...notes.map(({ text }) => ` ${pen.both(text)}`),
      ],
    },
  ];
}

function error(
  { mase, smape, seasonalNaive, origins }: NonNullable<Ahead["pastError"]>,
  { t, fixed }: Pen,
) {
  const scaled =
    mase === null || seasonalNaive.mase === null
      ? ""
      : t("forecasts.scaled", {
          ...{ own: fixed(mase), naive: fixed(seasonalNaive.mase) },
        });
  return t("forecasts.error", {
    ...{ n: origins, own: fixed(smape, 1) },
    ...{ naive: fixed(seasonalNaive.smape, 1), scaled },
  });
}
