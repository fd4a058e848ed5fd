// customers: the page that lists and filters customers
import { Hono } from "hono";
import { CustomerList } from "@mainstay/core/accounts/customer-list";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Failure } from "@mainstay/core/base/error";
import { PeriodSummary } from "@mainstay/core/periods/period-summary";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Absent } from "../parts/components";
import { CustomerListTable } from "../parts/customer-list-table";
import { CustomerSearch } from "../parts/customer-search";
import { Session, type Env } from "../parts/session";

export const customers = new Hono<Env>();

const Asked = CustomerList.Query.pick({
  period: true,
  band: true,
  status: true,
  segment: true,
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
  if (q && (await CustomerSearch.known(dataset, q)))
    return c.redirect(Link.customer(dataset, q));
  // Whoever has no row in the newest period may long be gone, and is left out unless asked for.
  const view = { dataset, q, ...asked, period: asked.period ?? periods.at(-1) };
  const { band, status, segment, sort } = view;
  const period =
    view.period === CustomerListTable.every ? undefined : view.period;
  const filters = { period, band, status, segment };
  const found = q
    ? await CustomerSearch.find(dataset, q)
    : await CustomerList.list(dataset, { ...filters, sort, cursor, limit: 50 });
  const summary = await PeriodSummary.read(dataset, period ?? periods.at(-1)!);
  const segments = new Map(
    summary?.segments[summary.primary]?.sizes.map(({ segment, name }) => [
      segment,
      name.en,
    ]),
  );
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
      <CustomerListTable.Filter
        view={view}
        periods={periods}
        segments={segments}
      />
      <section class="card">
        {found.items.length ? (
          <CustomerListTable.Table
            view={view}
            items={found.items}
            segments={segments}
          />
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
