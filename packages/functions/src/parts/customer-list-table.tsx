// customer-list-table: customers in a sortable table, and the form that filters them
import { Health } from "@mainstay/core/health/health";
import { Card } from "@mainstay/core/model/card";
import type { CustomerList } from "@mainstay/core/accounts/customer-list";
import { Figures } from "./figures";
import { Link } from "./link";
import { Select } from "./select";
import { Table, type Column } from "./table";

/** The filter value that stands for the newest row of each customer, whatever its period. */
export const everyPeriod = "every";

export type View = {
  dataset: string;
  period?: string;
  band?: Card.Band;
  status?: Health.Status;
  segment?: string;
  sort: CustomerList.Sort;
  q?: string;
};
// The names of the primary scheme's segments, by their labels.
type Named = { segments: Map<string, string> };

const every = ["", "every"] as const;

export const Filter = ({
  view,
  periods,
  segments,
}: Named & { view: View; periods: string[] }) => (
  <form class="card row" method="get" action="/customers">
    <input type="hidden" name="dataset" value={view.dataset} />
    <input type="hidden" name="sort" value={view.sort} />
    <Select
      title="Period"
      name="period"
      chosen={view.period}
      options={[[everyPeriod, "newest of each"], ...periods.toReversed()]}
    />
    <Select
      title="Risk"
      name="band"
      chosen={view.band}
      options={[every, ...Card.Band.options]}
    />
    <Select
      title="Health"
      name="status"
      chosen={view.status}
      options={[every, ...Health.Status.options]}
    />
    {segments.size > 0 && (
      <Select
        title="Segment"
        name="segment"
        chosen={view.segment}
        options={[every, ...segments]}
      />
    )}
    <label>
      Id or name
      <input type="search" name="q" value={view.q ?? ""} />
    </label>
    <button>Show</button>
  </form>
);

type Sorted = Column<CustomerList.Item> & {
  title: string;
  sort?: "name" | "probability" | "health" | "revenue" | "lifetime" | "period";
  // The column is left out where this holds for no customer of the page.
  when?: (item: CustomerList.Item) => boolean;
};

const columns = ({ segments }: Named, dataset: string): Sorted[] => [
  {
    title: "Customer",
    sort: "name",
    label: null,
    cell: ({ id, name }) => (
      <>
        <a href={Link.customer(dataset, id)}>{name ?? id}</a>
        {name && <div class="id">{id}</div>}
      </>
    ),
  },
  {
    title: "Risk",
    sort: "probability",
    number: true,
    cell: ({ probability, band }) => (
      <span class="nowrap">
        <Figures.Probability value={probability} />{" "}
        {band && <Figures.Band band={band} />}
      </span>
    ),
  },
  {
    title: "Health",
    sort: "health",
    class: "nowrap",
    cell: ({ health, status }) => (
      <Figures.Light value={health} status={status} />
    ),
    when: ({ health }) => health !== null,
  },
  {
    title: "Segment",
    class: "nowrap",
    cell: ({ segment }) =>
      segment === null ? "—" : (segments.get(segment) ?? segment),
    when: ({ segment }) => segment !== null,
  },
  {
    title: "Revenue",
    sort: "revenue",
    number: true,
    cell: ({ revenue }) => <Figures.Revenue value={revenue} />,
    when: ({ revenue }) => revenue !== null,
  },
  {
    title: "Lifetime value",
    sort: "lifetime",
    number: true,
    cell: ({ lifetime }) => <Figures.Revenue value={lifetime} />,
    when: ({ lifetime }) => lifetime !== null,
  },
  {
    title: "Period",
    sort: "period",
    class: "nowrap",
    cell: ({ period }) => period,
  },
];

export const List = ({
  view,
  items,
  ...named
}: Named & { view: View; items: CustomerList.Item[] }) => {
  const shown = columns(named, view.dataset).filter(
    ({ sort, when }) =>
      !when || items.some(when) || view.sort.replace("-", "") === sort,
  );
  return (
    <Table
      rows={items}
      columns={shown.map((column) => sortable(column, view))}
    />
  );
};

// These columns begin with the smallest; the others begin with the largest.
const ascending = ["name", "health"];

function sortable({ sort, when, ...column }: Sorted, view: View) {
  if (!sort || view.q) return column;
  const turned = view.sort === `-${sort}`;
  const now = view.sort === sort || turned;
  const descends = ascending.includes(sort) === turned;
  const next = view.sort === sort ? `-${sort}` : sort;
  return {
    ...column,
    label: column.label === null ? null : column.title,
    sorted: now
      ? descends
        ? ("descending" as const)
        : ("ascending" as const)
      : undefined,
    title: (
      <>
        <a href={Link.to("/customers", { ...view, sort: next })}>
          {column.title}
        </a>
        {now && (descends ? " ↓" : " ↑")}
      </>
    ),
  };
}

export * as CustomerListTable from "./customer-list-table";
