// customer-list-table: a list of customers as a table, and the form that chooses who stands on it
import { Health } from "@mainstay/core/health/health";
import { Card } from "@mainstay/core/model/card";
import type { CustomerList } from "@mainstay/core/accounts/customer-list";
import { Link } from "./link";
import { Band, Light, Probability, Revenue } from "./components";

export const every = "every";

export type View = {
  dataset: string;
  period?: string;
  band?: Card.Band;
  status?: Health.Status;
  segment?: string;
  sort: CustomerList.Sort;
  q?: string;
};
// What segments of the primary scheme are called.
type Named = { segments: Map<string, string> };

export const Filter = ({
  view,
  periods,
  segments,
}: Named & { view: View; periods: string[] }) => (
  <form class="card row" method="get" action="/customers">
    <input type="hidden" name="dataset" value={view.dataset} />
    <input type="hidden" name="sort" value={view.sort} />
    <Choice
      title="Period"
      name="period"
      chosen={view.period}
      options={[
        [every, "newest of each"],
        ...periods.toReversed().map((one) => [one, one] as const),
      ]}
    />
    <Choice
      title="Risk"
      name="band"
      chosen={view.band}
      options={[["", "every"], ...Card.Band.options.map(twice)]}
    />
    <Choice
      title="Health"
      name="status"
      chosen={view.status}
      options={[["", "every"], ...Health.Status.options.map(twice)]}
    />
    {segments.size > 0 && (
      <Choice
        title="Segment"
        name="segment"
        chosen={view.segment}
        options={[["", "every"], ...segments]}
      />
    )}
    <label>
      Id or name
      <input type="search" name="q" value={view.q ?? ""} />
    </label>
    <button>Show</button>
  </form>
);

const twice = (one: string) => [one, one] as const;

const Choice = ({
  title,
  name,
  chosen,
  options,
}: {
  title: string;
  name: string;
  chosen?: string;
  options: (readonly [value: string, text: string])[];
}) => (
  <label>
    {title}
    <select name={name}>
      {options.map(([value, text]) => (
        <option value={value} selected={value === (chosen ?? "")}>
          {text}
        </option>
      ))}
    </select>
  </label>
);

type Column = {
  title: string;
  sort?: "name" | "probability" | "health" | "revenue" | "lifetime" | "period";
  number?: true;
  of: (item: CustomerList.Item, named: Named) => unknown;
  // Left out where no customer of the page has any.
  when?: (item: CustomerList.Item) => unknown;
};

const columns: Column[] = [
  {
    title: "Risk",
    sort: "probability",
    number: true,
    of: ({ probability, band }) => (
      <span class="nowrap">
        <Probability value={probability} /> {band && <Band band={band} />}
      </span>
    ),
  },
  {
    title: "Health",
    sort: "health",
    of: ({ health, status }) => <Light value={health} status={status} />,
    when: ({ health }) => health !== null,
  },
  {
    title: "Segment",
    of: ({ segment }, { segments }) =>
      segment === null ? "—" : (segments.get(segment) ?? segment),
    when: ({ segment }) => segment !== null,
  },
  {
    title: "Revenue",
    sort: "revenue",
    number: true,
    of: ({ revenue }) => <Revenue value={revenue} />,
    when: ({ revenue }) => revenue !== null,
  },
  {
    title: "Lifetime value",
    sort: "lifetime",
    number: true,
    of: ({ lifetime }) => <Revenue value={lifetime} />,
    when: ({ lifetime }) => lifetime !== null,
  },
  { title: "Period", sort: "period", of: ({ period }) => period },
];

export const Table = ({
  view,
  items,
  segments,
}: Named & { view: View; items: CustomerList.Item[] }) => {
  const shown = columns.filter(
    ({ sort, when }) =>
      !when || items.some(when) || view.sort.replace("-", "") === sort,
  );
  return (
    <table class="stack">
      <thead>
        <tr>
          <Heading view={view} title="Customer" sort="name" />
          {shown.map((column) => (
            <Heading view={view} {...column} />
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr>
            <td>
              <a href={Link.customer(view.dataset, item.id)}>
                {item.name ?? item.id}
              </a>
              {item.name && <div class="id">{item.id}</div>}
            </td>
            {shown.map(({ title, number, of }) => (
              <td class={number ? "number" : "nowrap"} data-label={title}>
                {of(item, { segments }) as never}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const upwards = ["name", "health"];

function Heading({
  view,
  title,
  sort,
  number,
}: { view: View } & Pick<Column, "title" | "sort" | "number">) {
  const side = number ? "number" : "";
  if (!sort || view.q)
    return (
      <th scope="col" class={side}>
        {title}
      </th>
    );
  const turned = view.sort === `-${sort}`;
  const now = view.sort === sort || turned;
  const descends = upwards.includes(sort) === turned;
  const next = view.sort === sort ? `-${sort}` : sort;
  return (
    <th
      scope="col"
      class={side}
      aria-sort={now ? (descends ? "descending" : "ascending") : undefined}
    >
      <a href={Link.to("/customers", { ...view, sort: next })}>{title}</a>
      {now && (descends ? " ↓" : " ↑")}
    </th>
  );
}

export * as CustomerListTable from "./customer-list-table";
