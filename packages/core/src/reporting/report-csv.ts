// report-csv: a report as one CSV: a row per figure, then a row per customer at risk
import { Csv } from "../tabular/csv";
import type { Value } from "../metrics/estimate";
import type { Info } from "../report/report";
import { cell } from "../text/format";

const columns = [
  ...["kind", "month", "key", "name", "value", "n", "low", "high"],
  ...["band", "revenue", "reason1", "reason2", "reason3", "why"],
  ...["owner", "renewal", "moneyAtRisk"],
] as const;
type Row = Partial<Record<(typeof columns)[number], string | number | null>>;

export function table(info: Info): string {
  const rows = [
    ...metrics(info),
    ...movements(info),
    ...health(info),
    ...segments(info),
    ...info.atRisk.map(customer),
  ];
  return [
    Csv.sheetLine(columns),
    ...rows.map((row) =>
      Csv.sheetLine(
        columns.map((name) => (name === "month" ? info.month : row[name])),
      ),
    ),
  ].join("");
}

const figures = (value: Value): Row =>
  value.value === null ? { n: 0, why: value.why } : { ...value };

const metrics = ({ metrics, definitions, lifetime }: Info): Row[] => [
  ...Object.entries(metrics).map(([key, value]) => ({
    ...{ kind: "metric", key, name: definitions[key]?.name },
    ...figures(value),
  })),
  ...(lifetime
    ? [
        {
          ...{ kind: "metric", key: "lifetime", name: "Lifetime value" },
          ...figures(lifetime),
        },
      ]
    : []),
];

function movements({ tables }: Info): Row[] {
  if (!tables?.movements) return [];
  const { customers, ...money } = tables.movements;
  return Object.entries(money).map(([key, value]) => ({
    ...{ kind: "revenue", key, name: `Recurring revenue: ${key}` },
    ...{ value, n: customers[key as keyof typeof customers] },
  }));
}

function health({ health }: Info): Row[] {
  if (!health) return [];
  const n = Object.values(health.status).reduce((sum, count) => sum + count, 0);
  return [
    {
      ...{ kind: "health", key: "mean", name: "Mean health" },
      ...figures(health.mean),
    },
    ...Object.entries(health.status).map(([key, value]) => ({
      ...{ kind: "health", key, name: `Health ${key}`, value, n },
    })),
  ];
}

function segments({ segments, counts }: Info): Row[] {
  return Object.entries(segments?.schemes ?? {}).flatMap(
    ([scheme, { sizes }]) =>
      sizes.map(({ segment, name, n }) => ({
        ...{ kind: "segment", key: `${scheme}/${segment}`, name: name.en },
        ...{ value: n, n: counts.customers },
      })),
  );
}

const customer = ({ reasons, ...customer }: Info["atRisk"][number]): Row => {
  const [reason1, reason2, reason3] = reasons.map(
    ({ column, label, value }) => `${label?.en ?? column} = ${cell(value)}`,
  );
  const { id: key, name, probability: value, band, revenue } = customer;
  const { owner, renewal, moneyAtRisk } = customer;
  return {
    ...{ kind: "customer", key, name, value, band, revenue },
    ...{ reason1, reason2, reason3, owner, renewal, moneyAtRisk },
  };
};
