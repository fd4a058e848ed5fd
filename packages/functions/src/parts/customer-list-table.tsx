// customer-list-table: customers in a sortable table, with their count and sums
import type { Label } from "@mainstay/core/learning/label";
import { CustomerList } from "@mainstay/core/lists/customer-list";
import { FigureFormat } from "./figure-format";
import { Figures } from "./figures";
import { Link } from "./link";
import { Table, type Column } from "./table";
import { T, t } from "./words";

/** The filter value that stands for the newest row of each customer, whatever its period. */
export const everyPeriod = "every";

/** The owner in force, also where a file has a column of that name. */
export const ownerColumn = "period.owner";

/** The element that lists the owners to choose from. */
export const owners = "owners";

export type View = CustomerList.Filters & { dataset: string };
// The names of the primary scheme's segments, by their labels.
type Named = { segments: Map<string, string> };

/** How many there are and what they pay, and the way to all of them as a file. */
export const Totals = ({
  view,
  found: { total, sums },
}: {
  view: View;
  found: CustomerList.Info;
}) => (
  <p class="note">
    <T
      k="customerListTable.customersCsv"
      total={FigureFormat.whole(total)}
      map={Object.entries(sums)
        .filter(([name, sum]) => sum !== null && shownSum(view, name))
        .map(
          ([name, sum]) =>
            ` · ${name === "revenue" ? t("word.revenue") : name} ${FigureFormat.whole(sum!)}`,
        )}
      a={(inside) => (
        <a
          href={Link.to("/v1/customers", {
            ...view,
            left: undefined,
            format: "csv",
          })}
        >
          {inside}
        </a>
      )}
    />
  </p>
);

// Only the sums of what the table shows.
const shownSum = ({ columns = "" }: View, name: string) =>
  name === "revenue" || CustomerList.names(columns).includes(name);

type Sorted = Column<CustomerList.Item> & {
  title: string;
  sort?: string;
  // The column is left out where this holds for no customer of the page.
  when?: (item: CustomerList.Item) => boolean;
};

const isForetold = ({ value, class: named, expected }: CustomerList.Item) =>
  [value, named, expected].some((one) => one !== undefined);

// Sorted by what its kind is compared by.
const foretold = (
  items: CustomerList.Item[],
  label: Label.Info | undefined,
): Sorted => ({
  title: label ? FigureFormat.title(label.column) : t("answer.foretold"),
  sort: items.some(({ expected }) => expected !== undefined)
    ? "period.expected"
    : items.some(({ value }) => value !== undefined)
      ? "period.value"
      : "period.class",
  number: true,
  cell: (item) => (
    <span class="nowrap">
      <Figures.Foretold told={{ ...item, band: undefined }} />{" "}
      {item.band && <Figures.Band band={item.band} />}
    </span>
  ),
  when: isForetold,
});

const columns = ({ segments }: Named, dataset: string): Sorted[] => [
  {
    title: t("column.customer"),
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
    title: t("column.risk"),
    sort: "probability",
    number: true,
    cell: ({ probability, band }) => (
      <span class="nowrap">
        <Figures.Probability value={probability} />{" "}
        {band && <Figures.Band band={band} />}
      </span>
    ),
    when: (item) => !isForetold(item),
  },
  {
    title: t("tab.health"),
    sort: "health",
    class: "nowrap",
    cell: ({ health, status }) => (
      <Figures.Light value={health} status={status} />
    ),
    when: ({ health }) => health !== null,
  },
  {
    title: t("column.segment"),
    class: "nowrap",
    cell: ({ segment }) =>
      segment === null ? "—" : (segments.get(segment) ?? segment),
    when: ({ segment }) => segment !== null,
  },
  {
    title: t("word.revenue"),
    sort: "revenue",
    number: true,
    cell: ({ revenue }) => <Figures.Revenue value={revenue} />,
    when: ({ revenue }) => revenue !== null,
  },
  {
    title: t("word.lifetimeValue"),
    sort: "lifetime",
    number: true,
    cell: ({ lifetime }) => <Figures.Revenue value={lifetime} />,
    when: ({ lifetime }) => lifetime !== null,
  },
  {
    title: t("column.owner"),
    sort: ownerColumn,
    cell: (item) => written(item[ownerColumn]),
    when: (item) => !!item[ownerColumn],
  },
  {
    title: t("word.period"),
    sort: "period",
    class: "nowrap",
    cell: ({ period }) => period,
  },
];

const written = (value: unknown) =>
  typeof value === "number"
    ? FigureFormat.figure(value, "ratio")
    : String(value ?? "—");

/** `more` are the names of columns that were asked for. */
export const List = ({
  view,
  items,
  more,
  label,
  choose,
  ...named
}: Named & {
  view: View;
  // The form that the customers' boxes belong to.
  choose?: string;
  items: CustomerList.Item[];
  more: string[];
  label?: Label.Info;
}) => {
  const [customer, ...others] = columns(named, view.dataset);
  const all = [customer, foretold(items, label), ...others];
  const shown = all.filter(
    ({ sort, when }) =>
      !when ||
      items.some(when) ||
      (view.sort.replace("-", "") === sort && sort !== "probability"),
  );
  if (choose)
    shown.unshift({
      title: t("customerListTable.choose"),
      label: null,
      cell: ({ id, name }) => (
        <input
          type="checkbox"
          name="id"
          value={id}
          form={choose}
          aria-label={t("customerListTable.chooseOne", { name: name ?? id })}
        />
      ),
    });
  for (const name of more)
    shown.push({
      title: name,
      sort: name,
      number: items.some((item) => typeof item[name] === "number"),
      cell: (item) => written(item[name]),
    });
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
  if (!sort) return column;
  const descends = view.sort === `-${sort}`;
  const now = view.sort === sort || descends;
  const first = ascending.includes(sort) ? sort : `-${sort}`;
  const turned = descends ? sort : `-${sort}`;
  const next = now ? turned : first;
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
