// priority-list: whom to see first, one line a customer, with the money at risk, its drivers and what to do
import type { Driver } from "@mainstay/core/accounts/driver";
import type { Priorities } from "@mainstay/core/accounts/priorities";
import { FigureFormat } from "./figure-format";
import { Figures } from "./figures";
import { Link } from "./link";
import { Table } from "./table";
import { Words, T, t } from "./words";

const { whole } = FigureFormat;

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
          title: t("column.customer"),
          cell: ({ id, name, owner, left }) => (
            <>
              <a href={Link.customer(dataset, id)}>{name ?? id}</a>
              {name && <div class="id">{id}</div>}
              {owner && <div class="id">{owner}</div>}
              {left && (
                <span class="chip">
                  <T k="word.leftIn" period={left.period} />
                </span>
              )}
            </>
          ),
        },
        items.some(({ moneyAtRisk }) => moneyAtRisk !== null) && {
          title: t("column.moneyAtRisk"),
          number: true,
          cell: ({ moneyAtRisk }) => (
            <b>{moneyAtRisk === null ? "—" : whole(moneyAtRisk)}</b>
          ),
        },
        {
          title: t("column.risk"),
          number: true,
          cell: ({ probability, band }) => (
            <span class="nowrap">
              <Figures.Probability value={probability} />{" "}
              {band && <Figures.Band band={band} />}
            </span>
          ),
        },
        items.some(({ renewal }) => renewal !== null) && {
          title: t("column.renewal"),
          cell: (item) => <Renewal {...item} />,
        },
        {
          title: t("word.drivers"),
          label: null,
          cell: ({ drivers }) => <Drivers drivers={drivers} />,
        },
        {
          title: t("priorityList.toDo"),
          label: null,
          cell: ({ playbooks }) =>
            playbooks.length > 0 && (
              <ul class="why">
                {playbooks.map(({ title, steps, state }) => (
                  <li title={steps[0] && Words.of(steps[0].text)}>
                    {Words.of(title)}
                    {state === "accepted" && t("priorityList.accepted")}
                    {steps[0] && (
                      <span class="id">
                        {" "}
                        <T k="priorityList.by" due={steps[0].due} />
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            ),
        },
      ]}
    />
    <p class="note">
      <T
        k="priorityList.moneyAtRiskIs"
        span={(inside) => <span class="up">{inside}</span>}
        span2={(inside) => <span class="down">{inside}</span>}
      />
    </p>
  </>
);

/** How far a renewal is from today. */
export function distance(days: number) {
  if (days === 0) return t("forecast.today");
  return days > 0
    ? t("priorityList.in", { days: t("count.day", { n: days }) })
    : t("priorityList.passedAgo", { count: t("count.day", { n: -days }) });
}

const Renewal = ({
  renewal,
  daysToRenewal: days,
}: Pick<Priorities.Item, "renewal" | "daysToRenewal">) =>
  renewal === null || days === null ? (
    <>{t("priorityList.noContractKnown")}</>
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
            {contribution > 0
              ? t("priorityList.raisesIt")
              : t("priorityList.lowersIt")}
          </span>
          {label} <b>{FigureFormat.cell(value)}</b>
          {past !== undefined && !same(past, value) && (
            <span class="id">
              <T k="priorityList.before" past={FigureFormat.cell(past)} />
            </span>
          )}
          {peers !== undefined && !same(peers, value) && (
            <span class="id">
              <T k="priorityList.peers" peers={FigureFormat.cell(peers)} />
            </span>
          )}
        </li>
      ))}
    </ul>
  ) : null;

export * as PriorityList from "./priority-list";
