// customers: the page that lists, filters and finds customers
import { Hono } from "hono";
import { CustomerList } from "@mainstay/core/lists/customer-list";
import { SavedView } from "@mainstay/core/lists/saved-view";
import { AssignedOwner } from "@mainstay/core/customers/assigned-owner";
import { Snapshot } from "@mainstay/core/customers/snapshot";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Failure } from "@mainstay/core/base/error";
import { PeriodSummary } from "@mainstay/core/periods/period-summary";
import { Refresh } from "@mainstay/core/periods/refresh";
import { CustomerFilter } from "../parts/customer-filter";
import { CustomerListTable } from "../parts/customer-list-table";
import { CustomerViews } from "../parts/customer-views";
import { DatasetChoice } from "../parts/dataset-choice";
import { ListAddress } from "../parts/list-address";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Pager } from "../parts/pager";
import { Absent } from "../parts/panel";
import { Session, type Env } from "../parts/session";
import { Words, T, t } from "../parts/words";

export const customers = new Hono<Env>();

const customersPerPage = 50;

const Asked = CustomerList.Query.omit({ limit: true });

// A form sends its empty fields too.
function read(query: Record<string, string>) {
  const filled = Object.entries(query).filter(([, value]) => value !== "");
  const asked = Asked.safeParse(Object.fromEntries(filled));
  if (asked.success) return asked.data;
  const { path, message } = asked.error.issues[0];
  throw new Failure("request.invalid", `${path.join(".")}: ${message}`);
}

customers.get("/customers", Session.needs("read"), async (c) => {
  const { searchParams } = new URL(c.req.url);
  const merged = ListAddress.merged(searchParams);
  if (merged) return c.redirect(`/customers?${merged}`);
  const { names, dataset } = await DatasetChoice.chosen(c);
  const { cursor, ...asked } = read(c.req.query());
  const q = asked.q?.trim();
  const periods = await Dataset.periods(dataset);
  const frame = {
    ...{ title: t("customers.customerList"), tab: "customers" as const },
    ...{ dataset, names },
  };
  if (!periods.length)
    return Page.show(
      c,
      frame,
      <Absent>
        <T
          k="customers.noCustomersYetUpload"
          a={(inside) => <a href="/import">{inside}</a>}
        />
      </Absent>,
    );
  if (q && (await Snapshot.history(dataset, q)).length)
    return c.redirect(Link.customer(dataset, q));
  // A customer without a row in the newest period may long be gone, so the list begins with that period; a search looks everywhere.
  const begin = q ? CustomerListTable.everyPeriod : periods.at(-1);
  const view = { dataset, ...asked, q, period: asked.period ?? begin };
  const period =
    view.period === CustomerListTable.everyPeriod ? undefined : view.period;
  const filters = { ...asked, q, period };
  const listed = period ?? periods.at(-1)!;
  const person = c.get("key").name;
  // Asked for beside the columns of the reader's choice.
  const more = [asked.columns, CustomerListTable.ownerColumn]
    .filter(Boolean)
    .join(",");
  const [found, segments, definition, columns, views] = await Promise.all([
    CustomerList.list(dataset, {
      ...{ ...filters, columns: more, cursor },
      limit: customersPerPage,
    }),
    segmentNames(dataset, listed),
    Dataset.get(dataset),
    CustomerList.columns(dataset, listed),
    SavedView.list(dataset, person),
  ]);
  const may = Session.may(c, "write");
  const query = ListAddress.query(searchParams);
  const next = found.cursor;
  return Page.show(
    c,
    { ...frame, lead: lead(q, period) },
    <>
      <CustomerViews.Bar
        {...{ views, dataset, query, person }}
        may={{ save: may, manage: Session.may(c, "admin") }}
      />
      <CustomerFilter.Form
        {...{ view, periods, segments, columns }}
        owners={ownersOf(found.items)}
        label={definition.label}
      />
      <section class="card">
        <CustomerListTable.Totals view={{ ...view, period }} found={found} />
        {may && found.items.length > 0 && (
          <CustomerViews.Assign
            {...{ id: assignForm, dataset, query, total: found.total }}
          />
        )}
        {found.items.length ? (
          <CustomerListTable.List
            choose={may ? assignForm : undefined}
            view={view}
            items={found.items}
            segments={segments}
            label={definition.label}
            more={CustomerList.names(asked.columns)}
          />
        ) : (
          <Absent>
            <T
              k="customers.noCustomersMatchShow"
              a={(inside) => (
                <a href={Link.to("/customers", { dataset })}>{inside}</a>
              )}
            />
          </Absent>
        )}
        <Pager
          links={[
            !!cursor && {
              href: Link.to("/customers", view),
              text: t("word.firstPage"),
            },
            !!next && {
              href: Link.to("/customers", { ...view, cursor: next }),
              text: t("customers.next", { customersPerPage }),
            },
          ]}
        />
      </section>
    </>,
  );
});

const assignForm = "assign";

const ownersOf = (items: CustomerList.Item[]) => [
  ...new Set(
    items.flatMap((item) => {
      const owner = item[CustomerListTable.ownerColumn];
      return typeof owner === "string" && owner ? [owner] : [];
    }),
  ),
];

customers.post("/customers/views", Session.needs("write"), async (c) => {
  const fields = await c.req.parseBody();
  const dataset = Dataset.name(String(fields.dataset));
  const query = ListAddress.query(
    new URLSearchParams(String(fields.query ?? "")),
  );
  const by = c.get("key").name;
  if (fields.remove)
    await SavedView.remove(dataset, String(fields.remove), {
      by,
      may: Session.may(c, "admin"),
    });
  if (!fields.remove)
    await SavedView.save(
      dataset,
      { name: fields.name, query, shared: fields.shared === "yes" },
      { by, at: new Date() },
    );
  return c.redirect(`/customers?${query}`, 303);
});

customers.post("/customers/owner", Session.needs("write"), async (c) => {
  const fields = await c.req.parseBody({ all: true });
  const dataset = Dataset.name(String(fields.dataset));
  const query = ListAddress.query(
    new URLSearchParams(String(fields.query ?? "")),
  );
  const ids =
    fields.all === "yes"
      ? await allOf(dataset, query)
      : [fields.id ?? []].flat().map(String);
  const owner = String(fields.owner ?? "").trim() || null;
  await AssignedOwner.assign(
    dataset,
    { ids, owner },
    { by: c.get("key").name, at: new Date() },
  );
  await Refresh.after(dataset, new Date());
  return c.redirect(`/customers?${query}`, 303);
});

// Everybody that the filters of an address leave.
async function allOf(dataset: string, query: string) {
  const asked = read(Object.fromEntries(new URLSearchParams(query)));
  const newest = (await Dataset.periods(dataset)).at(-1);
  const begin = asked.q ? CustomerListTable.everyPeriod : newest;
  const named = asked.period ?? begin;
  const period = named === CustomerListTable.everyPeriod ? undefined : named;
  const limit = AssignedOwner.maxCustomers;
  const { items, cursor } = await CustomerList.list(dataset, {
    ...{ ...asked, period, limit, cursor: undefined },
  });
  if (cursor)
    throw new Failure(
      "owner.invalid",
      `Expected at most ${limit} customers at once; narrow the list first`,
    );
  return items.map(({ id }) => id);
}

function lead(q?: string, period?: string) {
  if (q) return t("customers.whoseIdBeginsWith", { q });
  return period
    ? t("customers.asOf", { period })
    : t("customers.eachWithTheNewest");
}

async function segmentNames(dataset: string, period: string) {
  const summary = await PeriodSummary.read(dataset, period);
  const sizes = summary?.segments[summary.primary]?.sizes ?? [];
  return new Map(sizes.map(({ segment, name }) => [segment, Words.of(name)]));
}
