// customers-at-risk: how customers spread over the model's probability, and whom to see first
import { riskHistogram } from "../../chart/chart";
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { AtRisk, Info } from "../report";

const bands = ["high", "medium", "low"] as const;

export function risk({ risk, model }: Info, pen: Pen): Block.Section {
  const { t, whole, percent } = pen;
  const section = { id: "risk", title: t("risk.title") };
  if (!risk || !model)
    return {
      ...section,
      blocks: [{ kind: "text", text: t("risk.none"), absent: true }],
    };
  const { high, medium, low } = risk.bands;
  const counts = { high: whole(high), medium: whole(medium), low: whole(low) };
  const from = {
    high: t("risk.from", { share: percent(model.bands.high) }),
    medium: t("risk.from", { share: percent(model.bands.medium) }),
    low: t("risk.below", { share: percent(model.bands.medium) }),
  };
  return {
    ...section,
    blocks: [
      Block.text(event(model, pen)),
      {
        kind: "beside",
        parts: [
          [
            {
              kind: "chart",
              svg: riskHistogram({
                ...{ bins: risk.histogram, cuts: model.bands },
                description: t("risk.described", {
                  ...{ ...counts, scored: whole(high + medium + low) },
                }),
                title: t("risk.chart"),
                ...{ x: t("risk.x"), y: t("risk.y"), height: 240 },
              }),
              caption: t("risk.caption"),
            },
          ],
          [
            Block.table(
              [
                t("column.band"),
                t("column.probability"),
                `#${t("column.customers")}`,
              ],
              bands.map((band) => [
                [{ chip: t(`band.${band}`), tone: band }],
                from[band],
                counts[band],
              ]),
            ),
            Block.note(t("risk.cuts", { base: percent(model.base) })),
          ],
        ],
      },
    ],
  };
}

function event(
  { label, period }: NonNullable<Info["model"]>,
  { parts }: Pen,
): Block.Text {
  const { column, positive, horizon } = label;
  return parts(horizon === 0 ? "risk.is" : "risk.becomes", {
    ...{ column, positive, horizon, period },
  });
}

// The CSV lists them all.
const maxCustomers = 25;

export function customersAtRisk(info: Info, pen: Pen): Block.Section | null {
  const { atRisk, model } = info;
  const { t } = pen;
  if (!model) return null;
  const section = { id: "first", title: t("first.title") };
  if (atRisk.length === 0)
    return { ...section, blocks: [Block.text(t("first.none"))] };
  const money = atRisk.some(({ moneyAtRisk }) => moneyAtRisk !== null);
  const total = atRisk.reduce((sum, one) => sum + (one.moneyAtRisk ?? 0), 0);
  return {
    ...section,
    blocks: [
      Block.text([
        t(money ? "first.byMoney" : "first.byProbability", {
          ...{ n: atRisk.length, total: pen.money(total) },
        }),
        atRisk.length > maxCustomers
          ? t("first.some", { n: maxCustomers })
          : "",
        ...pen.parts("first.drivers"),
      ]),
      accounts(atRisk.slice(0, maxCustomers), pen),
    ],
  };
}

/** Accounts with their money, renewal, worded drivers and what to do. */
export function accounts(list: AtRisk[], pen: Pen): Block.Table {
  const { t } = pen;
  const has = (name: "moneyAtRisk" | "owner" | "renewal") =>
    list.some((one) => one[name] !== null);
  const [money, owner, renewal] = [
    has("moneyAtRisk"),
    has("owner"),
    has("renewal"),
  ];
  return Block.table(
    [
      t("column.customer"),
      ...(owner ? [t("column.owner")] : []),
      ...(money ? [`#${t("column.moneyAtRisk")}`] : []),
      `#${t("column.risk")}`,
      ...(renewal ? [t("column.renewal")] : []),
      t("column.drivers"),
    ],
    list.map((one) => [
      Block.customer(one.id, one.name),
      ...(owner ? [Block.clipped(one.owner ?? "—", maxWord)] : []),
      ...(money
        ? [
            one.moneyAtRisk === null
              ? "—"
              : [{ strong: pen.money(one.moneyAtRisk) }],
          ]
        : []),
      [
        pen.percent(one.probability),
        Block.line,
        { chip: t(`band.${one.band}`), tone: one.band },
      ],
      ...(renewal ? [when(one, pen)] : []),
      [
        ...Block.joined(
          one.reasons.map((reason) => driver(reason, pen)),
          "  ",
        ),
        ...one.todo
          .slice(0, maxTodo)
          .flatMap((todo): Block.Span[] => [
            Block.line,
            { strong: Block.clipped(pen.both(todo), maxLabel) },
          ]),
      ],
    ]),
    "wordy",
  );
}

const maxTodo = 2;

function when(
  { renewal, daysToRenewal: days }: AtRisk,
  { t }: Pen,
): Block.Text {
  if (renewal === null || days === null) return "—";
  return [
    { solid: renewal },
    Block.line,
    {
      quiet: t(days < 0 ? "renewal.passed" : "renewal.ahead", {
        n: Math.abs(days),
      }),
    },
  ];
}

const maxLabel = 40;
const maxWord = 20;

/** ▲ error rate 0.06 (0.02 before, peers 0.01) */
export function driver(
  {
    column,
    label,
    value,
    past,
    peers,
    contribution,
  }: AtRisk["reasons"][number],
  pen: Pen,
): Block.Span[] {
  const short = (cell: typeof value) =>
    Block.clipped(pen.cell(read(cell)), maxWord);
  const beside = [
    past !== undefined && pen.t("driver.past", { value: short(past) }),
    peers !== undefined && pen.t("driver.peers", { value: short(peers) }),
  ].filter((text) => text !== false);
  return [
    contribution > 0 ? { rises: "▲" } : { falls: "▼" },
    ` ${Block.clipped(label ? pen.both(label) : column, maxLabel)} `,
    { strong: short(value) },
    ...(beside.length
      ? [
          {
            quiet: ` ${pen.t("brackets", { text: beside.join(pen.t("list.comma")) })}`,
          },
        ]
      : []),
  ];
}

// A snapshot keeps its cells as text.
const read = (value: AtRisk["reasons"][number]["value"]) =>
  typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)
    ? Number(value)
    : value;
