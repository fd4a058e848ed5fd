// revenue: movements of recurring revenue, lifetime value, and retention by cohort
import { Chart } from "../../chart/chart";
import type { RetentionCohorts } from "../../metrics/retention-cohorts";
import type { RevenueMovements } from "../../metrics/revenue-movements";
import type { Info } from "../report";
import { measures } from "./metric-table";
import { figure, grid, html, type Html } from "../print-layout";
import { monthName, percent, whole } from "../../text/format";
import type { Section } from "./section";
import { tick, written } from "../figure-text";

export const names = [
  ...[
    "mrr",
    "arpa",
    "nrr",
    "grr",
    "nrr12",
    "grr12",
    "quickRatio",
    "logoRetention",
  ],
  ...["logoChurn", "logoChurnYear", "concentration", "hhi"],
];

export function revenue(info: Info): Section | null {
  const { tables, lifetime } = info;
  const parts = [
    tables?.movements ? bridge(info, tables.movements) : null,
    measures(info, names),
    lifetime?.value == null
      ? null
      : html`<p>
          What its customers are expected to bring yet is worth
          <b>${written(lifetime.value, "money")}</b> in all (lifetime value, n =
          ${whole(lifetime.n)}).
        </p>`,
    tables ? cohorts(tables.cohorts) : null,
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return { id: "revenue", title: "Revenue", body: html`${parts}` };
}

type Kind = keyof RevenueMovements.Movements["customers"];

const kinds: { kind: Kind; name: string; sign: 1 | -1 }[] = [
  { kind: "start", name: "Start", sign: 1 },
  { kind: "new", name: "New", sign: 1 },
  { kind: "reactivation", name: "Won back", sign: 1 },
  { kind: "expansion", name: "Expansion", sign: 1 },
  { kind: "contraction", name: "Contraction", sign: -1 },
  { kind: "churn", name: "Churn", sign: -1 },
  { kind: "end", name: "End", sign: 1 },
];

function bridge({ month }: Info, moved: RevenueMovements.Movements): Html {
  const steps = kinds.map(({ kind, name, sign }) => ({
    ...{ name, value: moved[kind] && sign * moved[kind] },
    total: kind === "start" || kind === "end",
  }));
  const write = (value: number) => written(value, "money");
  const from = Chart.origin(steps);
  const told = steps.map(({ name, value }) => `${name} ${write(value)}`);
  const cut = from > 0 ? ` The axis begins at ${write(from)}.` : "";
  const part = (value: number) =>
    moved.start > 0 && value !== 0 ? written(value / moved.start, "share") : "";
  return html`<div class="figures">
    ${figure(
      Chart.waterfall({
        title: "Recurring revenue, from start to end",
        description: `${told.join(", ")}.`,
        ...{ steps, x: "recurring revenue", write },
        tick: (value: number) => tick(value, "money"),
      }),
      `Recurring revenue from the month before to ${monthName(month)}.${cut}`,
    )}
    <div>
      ${grid(
        ["Movement", "#Revenue", "#Of the start", "#Customers"],
        kinds.map(({ kind, name }, k) => [
          name,
          write(steps[k].value),
          kind === "start" ? "" : part(steps[k].value),
          whole(moved.customers[kind]),
        ]),
      )}
    </div>
  </div>`;
}

const maxCohorts = 12;
const maxAges = 12;

function cohorts(table: RetentionCohorts.Table): Html | null {
  const rows = table.slice(-maxCohorts);
  const oldest = Math.min(
    maxAges,
    Math.max(0, ...rows.map(({ share }) => share.length - 1)),
  );
  if (oldest < 1) return null;
  const ages = Array.from({ length: oldest }, (_, k) => k + 1);
  const lowest = Math.min(
    ...rows.flatMap(({ share }) => ages.map((age) => share[age] ?? 1)),
  );
  return html`<h3>Retention by cohort</h3>
    ${grid(
      ["Since", "#Customers", ...ages.map((age) => `#+${age}`)],
      rows.map(({ period, size, share }) => [
        period,
        whole(size),
        ...ages.map((age) => heat(share[age], lowest)),
      ]),
      "cohorts",
    )}
    <p class="note">
      Share of each month's newcomers that is still there so many months later;
      the darker, the more have
      left.${table.length > rows.length ? ` The newest ${maxCohorts} of ${table.length}.` : " The first row holds all who were there when the data begin."}
    </p>`;
}

// The tint stays light enough to read the figure on it.
const maxDepthPercent = 45;

function heat(share: number | null | undefined, lowest: number): Html | string {
  if (share === null || share === undefined) return "";
  const depth = lowest < 1 ? ((1 - share) / (1 - lowest)) * maxDepthPercent : 0;
  return html`<span class="heat" style="--depth:${Math.round(depth)}%"
    >${percent(share, 0)}</span
  >`;
}
