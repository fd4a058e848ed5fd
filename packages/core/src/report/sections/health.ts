// health: customers by status, the drivers of health, and its back-test
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Info } from "../report";
import { backtest } from "./health-backtest";

type Health = NonNullable<Info["health"]>;

export function health(info: Info, pen: Pen): Block.Section | null {
  const { health } = info;
  if (!health) return null;
  return {
    ...{ id: "health", title: pen.t("health.title") },
    blocks: [
      ...mean(health, pen),
      {
        kind: "beside",
        parts: [statuses(info, health, pen), [components(health, pen)]],
      },
      ...(health.backtest ? backtest(info, health.backtest, pen) : []),
    ],
  };
}

function mean({ mean, config }: Health, pen: Pen): Block.Block[] {
  if (mean.value === null) return [];
  const between = pen.range(mean, "points");
  return [
    Block.text(
      pen.parts("health.mean", {
        ...{ mean: pen.written(mean.value, "points"), n: mean.n },
        ...{ bounded: between !== null, between },
        ...{ amber: config.status.amber, green: config.status.green },
      }),
    ),
  ];
}

const lights = ["green", "amber", "red", "unknown"] as const;

export function statuses(
  { history, since }: Info,
  { status }: Health,
  pen: Pen,
): Block.Block[] {
  const { t } = pen;
  const all = lights.reduce((sum, light) => sum + status[light], 0);
  const before = history.find(({ month }) => month === since)?.health?.status;
  const used = lights.filter((light) => status[light] || before?.[light]);
  return [
    {
      kind: "split",
      label: pen.list(
        used.map((light) => `${t(`status.${light}`)} ${status[light]}`),
      ),
      parts: used.map((light) => ({ tone: light, share: status[light] })),
    },
    Block.table(
      [
        ...[t("column.status"), `#${t("column.customers")}`],
        `#${t("column.share")}`,
        ...(before && since
          ? [`#${t("column.since", { month: pen.month(since) })}`]
          : []),
      ],
      used.map((light) => [
        light === "unknown"
          ? t("status.unknown")
          : [{ chip: t(`status.${light}`), tone: light }],
        pen.whole(status[light]),
        all > 0 ? pen.written(status[light] / all, "share") : "—",
        ...(before
          ? [
              pen.moved({ change: status[light] - before[light] }, "count")
                ?.text ?? "",
            ]
          : []),
      ]),
    ),
  ];
}

const components = ({ components }: Health, pen: Pen): Block.Table =>
  Block.table(
    [
      pen.t("column.driver"),
      `#${pen.t("health.weight")}`,
      `#${pen.t("health.points")}`,
      `#${pen.t("health.missing")}`,
    ],
    components.map(({ label, weight, mean, missing }) => [
      pen.both(label),
      pen.percent(weight / 100, 0),
      mean === null ? "—" : pen.fixed(mean, 0),
      missing > 0 ? pen.whole(missing) : "",
    ]),
  );
