// waterfall: how a customer's risk comes about, from what the model gives everybody to its own, driver by driver
import type { Driver } from "@mainstay/core/accounts/driver";
import { LogOdds } from "@mainstay/core/stats/log-odds";
import { FigureFormat } from "./figure-format";
import { Table } from "./table";
import { t } from "./words";

const { cell, percent } = FigureFormat;

// One screen; every column stands in the table below.
const maxDriversShown = 8;

type Step = { driver: Driver.Info | null; from: number; to: number };

/** The largest drivers one after the other, and all others as one step; from the base to the customer's log-odds. */
export function steps(base: number, drivers: Driver.Info[]): Step[] {
  const shown = drivers.slice(0, maxDriversShown);
  const others = drivers.slice(maxDriversShown);
  const pushes = [
    ...shown.map((driver) => ({ driver, push: driver.contribution })),
    ...(others.length
      ? [
          {
            driver: null,
            push: others.reduce((sum, one) => sum + one.contribution, 0),
          },
        ]
      : []),
  ];
  let level = base;
  return pushes.map(({ driver, push }) => {
    const from = level;
    level += push;
    return { driver, from, to: level };
  });
}

export function Waterfall({
  base,
  drivers,
}: {
  base: number;
  drivers: Driver.Info[];
}) {
  const list = steps(base, drivers);
  const levels = [base, ...list.map(({ to }) => to)];
  const [least, most] = [Math.min(...levels), Math.max(...levels)];
  const place = (level: number) =>
    (100 * (level - least)) / Math.max(most - least, 1e-9);
  return (
    <Table
      kind="fall"
      rows={[null, ...list]}
      columns={[
        {
          title: t("column.driver"),
          cell: (step) =>
            step ? (
              <Name step={step} others={drivers.length - maxDriversShown} />
            ) : (
              t("waterfall.everybody")
            ),
        },
        {
          title: t("reasons.lowersRaises"),
          class: "push",
          cell: (step) =>
            step && (
              <div class="track fall" aria-hidden="true">
                <span
                  class={step.to > step.from ? "rise" : "drop"}
                  style={`left:${place(Math.min(step.from, step.to)).toFixed(1)}%;width:${Math.abs(place(step.to) - place(step.from)).toFixed(1)}%`}
                />
              </div>
            ),
        },
        {
          title: t("waterfall.risk"),
          number: true,
          cell: (step) => percent(LogOdds.sigmoid(step ? step.to : base)),
        },
      ]}
    />
  );
}

const Name = ({
  step: { driver, from, to },
  others,
}: {
  step: Step;
  others: number;
}) => (
  <>
    <span class={to > from ? "up" : "down"} aria-hidden="true">
      {to > from ? "▲" : "▼"}
    </span>{" "}
    {driver ? (
      <>
        {driver.label} <b>{cell(driver.value)}</b>
        <Beside driver={driver} />
      </>
    ) : (
      t("waterfall.others", { n: others })
    )}
  </>
);

const Beside = ({ driver: { past, peers } }: { driver: Driver.Info }) => {
  const known = [
    past !== undefined && t("waterfall.past", { value: cell(past) }),
    peers !== undefined && t("waterfall.peers", { value: cell(peers) }),
  ].filter((text) => text !== false);
  return known.length ? (
    <div class="id">{known.join(t("list.semicolon"))}</div>
  ) : null;
};
