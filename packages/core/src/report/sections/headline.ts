// headline: the month's figures at a glance, each with its interval, count, movement and target
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Info } from "../report";

export const leading = [
  ...["mrr", "nrr", "grr", "logoRetention", "nps"],
  ...["satisfaction", "loyalty", "successRate"],
];

export function headline(info: Info, pen: Pen): Block.Block[] {
  const measured = [
    ...new Set([...leading, ...Object.keys(info.targets)]),
  ].filter((name) => (info.metrics[name]?.value ?? null) !== null);
  return [
    {
      ...{ kind: "tiles", label: pen.t("headline.label") },
      tiles: [
        ...measured.map((name) => metric(info, name, pen)),
        ...health(info, pen),
        risk(info, pen),
      ],
    },
    ...(info.since
      ? [
          {
            ...{
              kind: "text" as const,
              text: pen.t("headline.brackets", {
                month: pen.month(info.since),
              }),
            },
            note: true,
          },
        ]
      : []),
  ];
}

function metric(info: Info, name: string, pen: Pen): Block.Tile {
  const value = info.metrics[name];
  const unit = pen.unitOf(name);
  const between = pen.range(value, unit);
  const target = info.targets[name];
  const known = value.value !== null ? value : { value: NaN, n: 0 };
  return {
    name: pen.metric(name).name,
    value: pen.written(known.value, unit),
    notes: [
      target !== undefined &&
        pen.t("headline.target", {
          ...{ target: pen.written(target, unit) },
          side: known.value >= target ? "above" : "below",
        }),
      pen.trend(pen.movement(name)).map((span) => Block.plain([span]))[0],
      between && pen.t("headline.interval", { between }),
      `n = ${pen.whole(known.n)}`,
    ].filter((note) => typeof note === "string"),
  };
}

function health({ health }: Info, pen: Pen): Block.Tile[] {
  if (!health || health.mean.value === null) return [];
  const { red, amber, green } = health.status;
  return [
    {
      name: pen.t("headline.health"),
      value: pen.written(health.mean.value, "points"),
      notes: [
        pen.t("headline.lights", {
          ...{ red: pen.whole(red), amber: pen.whole(amber) },
          green: pen.whole(green),
        }),
      ],
    },
  ];
}

function risk({ risk, counts }: Info, pen: Pen): Block.Tile {
  const name = pen.t("headline.high");
  if (!risk) return { name, value: "—", notes: [pen.t("headline.unscored")] };
  return {
    ...{ name, value: pen.whole(risk.bands.high) },
    notes: [
      pen.t("headline.scored", { n: pen.whole(counts.scored) }),
      pen.t("headline.medium", { n: pen.whole(risk.bands.medium) }),
    ],
  };
}
