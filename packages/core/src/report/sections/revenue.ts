// revenue: movements of recurring revenue, lifetime value, and retention by cohort
import { Chart } from "../../chart/chart";
import type { RetentionCohorts } from "../../metrics/retention-cohorts";
import type { RevenueMovements } from "../../metrics/revenue-movements";
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Info } from "../report";
import { measures } from "./metric-table";

export const names = [
  ...["mrr", "arpa", "nrr", "grr", "nrr12", "grr12", "quickRatio"],
  ...["logoRetention", "logoChurn", "logoChurnYear", "concentration", "hhi"],
];

export function revenue(info: Info, pen: Pen): Block.Section | null {
  const { tables, lifetime } = info;
  const figures = measures(info, names, pen);
  const blocks: Block.Block[] = [
    ...(figures ? [figures] : []),
    ...(lifetime?.value == null
      ? []
      : [
          Block.text(
            pen.parts("revenue.lifetime", {
              ...{ value: pen.written(lifetime.value, "money") },
              n: pen.whole(lifetime.n),
            }),
          ),
        ]),
    ...(tables ? cohorts(tables.cohorts, pen) : []),
  ];
  if (blocks.length === 0) return null;
  return { id: "revenue", title: pen.t("revenue.title"), blocks };
}

const kinds = [
  { kind: "start", sign: 1 },
  { kind: "new", sign: 1 },
  { kind: "reactivation", sign: 1 },
  { kind: "expansion", sign: 1 },
  { kind: "contraction", sign: -1 },
  { kind: "churn", sign: -1 },
  { kind: "end", sign: 1 },
] as const satisfies {
  kind: keyof RevenueMovements.Movements["customers"];
  sign: 1 | -1;
}[];

/** From the revenue of the month before to this month's. */
export function bridge(
  { month, tables }: Info,
  pen: Pen,
): Block.Section | null {
  const moved = tables?.movements;
  if (!moved) return null;
  const { t } = pen;
  const steps = kinds.map(({ kind, sign }) => ({
    ...{
      name: t(`movement.${kind}`),
      value: moved[kind] && sign * moved[kind],
    },
    total: kind === "start" || kind === "end",
  }));
  const write = (value: number) => pen.written(value, "money");
  const from = Chart.origin(steps);
  const part = (value: number) =>
    moved.start > 0 && value !== 0
      ? pen.written(value / moved.start, "share")
      : "";
  return {
    ...{ id: "bridge", title: t("bridge.title") },
    blocks: [
      {
        kind: "beside",
        parts: [
          [
            {
              kind: "chart",
              svg: Chart.waterfall({
                title: t("bridge.chart"),
                description: pen.list(
                  steps.map(({ name, value }) => `${name} ${write(value)}`),
                ),
                ...{ steps, x: t("bridge.axis"), write },
                tick: (value: number) => pen.tick(value, "money"),
              }),
              caption: t("bridge.caption", {
                ...{ month: pen.month(month), cut: from > 0 },
                from: write(from),
              }),
            },
          ],
          [
            Block.table(
              [
                ...[t("bridge.movement"), `#${t("bridge.revenue")}`],
                ...[`#${t("bridge.part")}`, `#${t("column.customers")}`],
              ],
              kinds.map(({ kind }, k) => [
                ...[steps[k].name, write(steps[k].value)],
                kind === "start" ? "" : part(steps[k].value),
                pen.whole(moved.customers[kind]),
              ]),
            ),
          ],
        ],
      },
    ],
  };
}

const maxCohorts = 12;
const maxAges = 12;

function cohorts(table: RetentionCohorts.Table, pen: Pen): Block.Block[] {
  const rows = table.slice(-maxCohorts);
  const oldest = Math.min(
    maxAges,
    Math.max(0, ...rows.map(({ share }) => share.length - 1)),
  );
  if (oldest < 1) return [];
  const ages = Array.from({ length: oldest }, (_, k) => k + 1);
  const lowest = Math.min(
    ...rows.flatMap(({ share }) => ages.map((age) => share[age] ?? 1)),
  );
  return [
    Block.heading(pen.t("cohorts.title")),
    Block.table(
      [
        ...[pen.t("cohorts.since"), `#${pen.t("column.customers")}`],
        ...ages.map((age) => `#+${age}`),
      ],
      rows.map(({ period, size, share }) => [
        ...[period, pen.whole(size)],
        ...ages.map((age) => heat(share[age], lowest, pen)),
      ]),
      "cohorts",
    ),
    Block.note(
      pen.t("cohorts.note", {
        ...{ cut: table.length > rows.length },
        ...{ shown: maxCohorts, all: table.length },
      }),
    ),
  ];
}

// The tint stays light enough to read the figure on it.
const maxDepthPercent = 45;

function heat(
  share: number | null | undefined,
  lowest: number,
  { percent }: Pen,
): Block.Text {
  if (share === null || share === undefined) return "";
  const depth = lowest < 1 ? ((1 - share) / (1 - lowest)) * maxDepthPercent : 0;
  return [{ heat: percent(share, 0), percent: Math.round(depth) }];
}
