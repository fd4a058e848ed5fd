// health-backtest: how well health told who would leave, beside the model and the base rate, and whom it missed
import type { Value } from "../../metrics/estimate";
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Info } from "../report";

type Backtest = NonNullable<NonNullable<Info["health"]>["backtest"]>;

// The JSON has them all.
const maxMonths = 12;
const maxMissed = 20;
const maxDrivers = 5;

export function backtest(
  info: Info,
  { months, pooled, missed }: Backtest,
  pen: Pen,
): Block.Block[] {
  const { t } = pen;
  const { n, positives, base, lift } = pooled;
  const label = (name: string) => {
    const found = info.health!.components.find((one) => one.name === name);
    return found ? pen.both(found.label) : name;
  };
  return [
    Block.heading(t("backtest.title")),
    Block.text([
      t("backtest.base", {
        ...{ n: pen.whole(n), left: pen.whole(positives) },
        known: base.value !== null,
        base: base.value === null ? "" : pen.percent(base.value),
      }),
      lift.value === null
        ? ""
        : t("backtest.lift", { lift: pen.fixed(lift.value, 1) }),
      t("backtest.auc"),
    ]),
    {
      kind: "beside",
      parts: [[judged(pooled, label, pen)], [byMonth(months, pen)]],
    },
    ...(info.model && pooled.probability.value !== null
      ? [Block.note(t("backtest.flattered"))]
      : []),
    ...greens(info, missed, label, pen),
  ];
}

function judged(
  { health, probability, components }: Backtest["pooled"],
  label: (name: string) => string,
  pen: Pen,
): Block.Table {
  const { t } = pen;
  const known = (value: Value) => value.value ?? -1;
  const row = (name: Block.Text, value: Value): Block.Text[] => [
    name,
    value.value === null ? "—" : pen.fixed(value.value, 3),
    value.value === null || value.low === undefined || value.high === undefined
      ? ""
      : pen.between(pen.fixed(value.low, 3), pen.fixed(value.high, 3)),
    value.value === null ? "" : pen.whole(value.n),
  ];
  const parts = Object.entries(components)
    .filter(([, value]) => value.value !== null)
    .sort(([, a], [, b]) => known(b) - known(a));
  return Block.table(
    [t("backtest.predictor"), "#AUC", `#${t("column.interval")}`, "#n"],
    [
      row([{ strong: t("health.title") }], health),
      ...(probability.value === null
        ? []
        : [row(t("backtest.model"), probability)]),
      ...parts.map(([name, value]) => row(label(name), value)),
    ],
  );
}

function byMonth(months: Backtest["months"], pen: Pen): Block.Table {
  const { t } = pen;
  const auc = (value: Value) =>
    value.value === null ? "—" : pen.fixed(value.value, 3);
  return Block.table(
    [
      ...[t("column.month"), `#${t("column.customers")}`],
      ...[`#${t("column.left")}`, `#${t("backtest.healthAuc")}`],
      `#${t("backtest.modelAuc")}`,
    ],
    months
      .slice(-maxMonths)
      .map(({ period, n, positives, health, probability }) => [
        ...[period, pen.whole(n), pen.whole(positives)],
        ...[auc(health), auc(probability)],
      ]),
  );
}

function greens(
  { names }: Info,
  { green, left, list }: Backtest["missed"],
  label: (name: string) => string,
  pen: Pen,
): Block.Block[] {
  const { t } = pen;
  const shown = list.slice(0, maxMissed);
  const known = new Map(names.map(({ id, name }) => [id, name]));
  return [
    Block.heading(t("missed.title")),
    Block.text([
      ...pen.parts("missed.counts", {
        ...{ green: pen.whole(green), left: pen.whole(left) },
      }),
      left > shown.length ? t("missed.some", { n: shown.length }) : "",
    ]),
    ...(shown.length > 0
      ? [
          Block.table(
            [
              ...[t("column.customer"), t("column.month")],
              ...[`#${t("health.title")}`, t("missed.drivers")],
            ],
            shown.map(({ id, period, health, on }) => [
              Block.customer(id, known.get(id) ?? null),
              [{ solid: period }],
              pen.fixed(health, 0),
              on
                .slice(0, maxDrivers)
                .map(
                  ({ name, points }) =>
                    `${label(name)} ${pen.fixed(points, 0)}`,
                )
                .join(t("list.comma")),
            ]),
            "wordy",
          ),
        ]
      : []),
  ];
}
