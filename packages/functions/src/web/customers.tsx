import { Hono } from "hono";
import { Roster } from "@mainstay/core/roster";
import { Dataset } from "@mainstay/core/dataset";
import { Failure } from "@mainstay/core/error";
import { Card } from "@mainstay/core/model/card";
import { Link } from "./link";
import { Page } from "./page";
import { Absent, Band, Probability, Revenue } from "./parts";
import { Search } from "./search";
import { Session, type Env } from "./session";

export const customers = new Hono<Env>();

const Asked = Roster.Query.pick({
  period: true,
  band: true,
  sort: true,
  cursor: true,
});

// A form sends its empty fields too.
function read(query: Record<string, string>) {
  const filled = Object.entries(query).filter(([, value]) => value !== "");
  const asked = Asked.safeParse(Object.fromEntries(filled));
  if (asked.success) return asked.data;
  const { path, message } = asked.error.issues[0];
  throw new Failure("request.invalid", `${path.join(".")}: ${message}`);
}

const every = "every";

type View = {
  dataset: string;
  period?: string;
  band?: Card.Band;
  sort: Roster.Sort;
  q?: string;
};

customers.get("/customers", Session.needs("read"), async (c) => {
  const { names, dataset } = await Page.chosen(c);
  const { cursor, ...asked } = read(c.req.query());
  const q = c.req.query("q")?.trim();
  const periods = await Dataset.periods(dataset);
  const frame = { title: "Customers", tab: "Customers", dataset } as const;
  const choice = (
    <Page.Datasets names={names} dataset={dataset} path="/customers" />
  );
  if (!periods.length)
    return Page.show(
      c,
      frame,
      <>
        <h1>Customers</h1>
        {choice}
        <Absent>
          Nobody yet: <a href="/uploads">upload a CSV</a> with one row for each
          customer and month.
        </Absent>
      </>,
    );
  if (q && (await Search.known(dataset, q)))
    return c.redirect(Link.customer(dataset, q));
  // Whoever has no row in the newest period may long be gone, and is left out unless asked for.
  const view = { dataset, q, ...asked, period: asked.period ?? periods.at(-1) };
  const { band, sort } = view;
  const period = view.period === every ? undefined : view.period;
  const found = q
    ? await Search.find(dataset, q)
    : await Roster.list(dataset, { period, band, sort, cursor, limit: 50 });
  const next = "cursor" in found ? found.cursor : null;
  return Page.show(
    c,
    frame,
    <>
      <h1>Customers</h1>
      <p class="lead">
        {q
          ? `Whose id begins with or whose name contains “${q}”`
          : period
            ? `As they were in ${period}`
            : "Each with the newest row that is known"}
      </p>
      {choice}
      <Filter view={view} periods={periods} />
      <section class="card">
        {found.items.length ? (
          <Table view={view} items={found.items} />
        ) : (
          <Absent>
            Nobody fits.{" "}
            <a href={Link.to("/customers", { dataset })}>Show everybody</a>
          </Absent>
        )}
        {"whole" in found && !found.whole && (
          <p class="note">
            There may be more: the first matches among the most probable are
            shown. A whole id always finds its customer.
          </p>
        )}
        {(next || cursor) && (
          <nav class="pages" aria-label="Pages of the list">
            {cursor && <a href={Link.to("/customers", view)}>« First page</a>}
            {next && (
              <a href={Link.to("/customers", { ...view, cursor: next })}>
                Next 50 ›
              </a>
            )}
          </nav>
        )}
      </section>
    </>,
  );
});

const Filter = ({ view, periods }: { view: View; periods: string[] }) => (
  <form class="card row" method="get" action="/customers">
    <input type="hidden" name="dataset" value={view.dataset} />
    <input type="hidden" name="sort" value={view.sort} />
    <label>
      Period
      <select name="period">
        <option value={every} selected={view.period === every}>
          newest of each
        </option>
        {periods.toReversed().map((period) => (
          <option value={period} selected={period === view.period}>
            {period}
          </option>
        ))}
      </select>
    </label>
    <label>
      Band
      <select name="band">
        <option value="">every</option>
        {Card.Band.options.map((band) => (
          <option value={band} selected={band === view.band}>
            {band}
          </option>
        ))}
      </select>
    </label>
    <label>
      Id or name
      <input type="search" name="q" value={view.q ?? ""} />
    </label>
    <button>Show</button>
  </form>
);

const columns = [
  ["name", "Customer", ""],
  ["probability", "Probability", "number"],
  [null, "Band", ""],
  ["revenue", "Revenue", "number"],
  ["period", "Period", ""],
] as const;

function Heading({
  view,
  column: [sort, title, side],
}: {
  view: View;
  column: (typeof columns)[number];
}) {
  if (!sort || view.q)
    return (
      <th scope="col" class={side}>
        {title}
      </th>
    );
  const turned = view.sort === `-${sort}`;
  const now = view.sort === sort || turned;
  const descends = (sort === "name") === turned;
  return (
    <th
      scope="col"
      class={side}
      aria-sort={now ? (descends ? "descending" : "ascending") : undefined}
    >
      <a
        href={Link.to("/customers", {
          ...view,
          sort: view.sort === sort ? `-${sort}` : sort,
        })}
      >
        {title}
      </a>
      {now && (descends ? " ↓" : " ↑")}
    </th>
  );
}

const Table = ({ view, items }: { view: View; items: Roster.Item[] }) => (
  <table class="stack">
    <thead>
      <tr>
        {columns.map((column) => (
          <Heading view={view} column={column} />
        ))}
      </tr>
    </thead>
    <tbody>
      {items.map(({ id, name, probability, band, revenue, period }) => (
        <tr>
          <td>
            <a href={Link.customer(view.dataset, id)}>{name ?? id}</a>
            {name && <div class="id">{id}</div>}
          </td>
          <td class="number" data-label="Probability">
            <Probability value={probability} />
          </td>
          <td data-label="Band">
            <Band band={band} />
          </td>
          <td class="number" data-label="Revenue">
            <Revenue value={revenue} />
          </td>
          <td data-label="Period" class="nowrap">
            {period}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
