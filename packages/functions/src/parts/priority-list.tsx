// priority-list: whom to see first, one line a customer, with the money at risk, its drivers and what to do
import type { Driver } from "@mainstay/core/accounts/driver";
import type { Priorities } from "@mainstay/core/accounts/priorities";
import { FigureFormat } from "./figure-format";
import { Figures } from "./figures";
import { Link } from "./link";
import { Table } from "./table";

const { whole, count } = FigureFormat;

export const List = ({
  items,
  dataset,
}: {
  items: Priorities.Item[];
  dataset: string;
}) => (
  <>
    <Table
      rows={items}
      columns={[
        {
          title: "Customer",
          cell: ({ id, name, owner, left }) => (
            <>
              <a href={Link.customer(dataset, id)}>{name ?? id}</a>
              {name && <div class="id">{id}</div>}
              {owner && <div class="id">{owner}</div>}
              {left && <span class="chip">left {left.period}</span>}
            </>
          ),
        },
        items.some(({ moneyAtRisk }) => moneyAtRisk !== null) && {
          title: "Money at risk",
          number: true,
          cell: ({ moneyAtRisk }) => (
            <b>{moneyAtRisk === null ? "—" : whole(moneyAtRisk)}</b>
          ),
        },
        {
          title: "Risk",
          number: true,
          cell: ({ probability, band }) => (
            <span class="nowrap">
              <Figures.Probability value={probability} />{" "}
              {band && <Figures.Band band={band} />}
            </span>
          ),
        },
        items.some(({ renewal }) => renewal !== null) && {
          title: "Renewal",
          cell: (item) => <Renewal {...item} />,
        },
        {
          title: "Drivers",
          label: null,
          cell: ({ drivers }) => <Drivers drivers={drivers} />,
        },
        {
          title: "To do",
          label: null,
          cell: ({ playbooks }) =>
            playbooks.length > 0 && (
              <ul class="why">
                {playbooks.map(({ title, steps, state }) => (
                  <li title={steps[0]?.text.en}>
                    {title.en}
                    {state === "accepted" && " (accepted)"}
                    {steps[0] && <span class="id"> by {steps[0].due}</span>}
                  </li>
                ))}
              </ul>
            ),
        },
      ]}
    />
    <p class="note">
      Money at risk is the probability times twelve months of revenue. Days
      count from today. <span class="up">▲</span> raises the probability,{" "}
      <span class="down">▼</span> lowers it; a driver need not be the cause.
    </p>
  </>
);

/** How far a renewal is from today. */
export function distance(days: number) {
  if (days === 0) return "today";
  return days > 0
    ? `in ${count(days, "day")}`
    : `passed ${count(-days, "day")} ago`;
}

const Renewal = ({
  renewal,
  daysToRenewal: days,
}: Pick<Priorities.Item, "renewal" | "daysToRenewal">) =>
  renewal === null || days === null ? (
    <>no contract known</>
  ) : (
    <>
      <span class="nowrap">{renewal}</span>
      <div class="id">{distance(days)}</div>
    </>
  );

// 35649.7 is 35649.70.
const same = (a: string, b: string | null) =>
  a === b || (b !== null && Number(a) === Number(b));

const Drivers = ({ drivers }: { drivers: Driver.Info[] }) =>
  drivers.length ? (
    <ul class="why">
      {drivers.map(({ label, value, past, peers, contribution }) => (
        <li>
          <span class={contribution > 0 ? "up" : "down"} aria-hidden="true">
            {contribution > 0 ? "▲" : "▼"}
          </span>{" "}
          <span class="hidden">
            {contribution > 0 ? "raises it: " : "lowers it: "}
          </span>
          {label} <b>{FigureFormat.cell(value)}</b>
          {past !== undefined && !same(past, value) && (
            <span class="id">, before {FigureFormat.cell(past)}</span>
          )}
          {peers !== undefined && !same(peers, value) && (
            <span class="id">, peers {FigureFormat.cell(peers)}</span>
          )}
        </li>
      ))}
    </ul>
  ) : null;

export * as PriorityList from "./priority-list";
