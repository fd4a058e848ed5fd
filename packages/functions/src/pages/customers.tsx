// customers: the page that lists, filters and finds customers
import { Hono } from "hono";
import { CustomerList } from "@mainstay/core/lists/customer-list";
import { Snapshot } from "@mainstay/core/customers/snapshot";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Failure } from "@mainstay/core/base/error";
import { PeriodSummary } from "@mainstay/core/periods/period-summary";
import { CustomerListTable } from "../parts/customer-list-table";
import { DatasetChoice } from "../parts/dataset-choice";
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
  const [found, segments, definition] = await Promise.all([
    CustomerList.list(dataset, { ...filters, cursor, limit: customersPerPage }),
    segmentNames(dataset, period ?? periods.at(-1)!),
    Dataset.get(dataset),
  ]);
  const next = found.cursor;
  return Page.show(
    c,
    { ...frame, lead: lead(q, period) },
    <>
      <CustomerListTable.Filter
        view={view}
        periods={periods}
        segments={segments}
        roles={definition.roles}
        label={definition.label}
      />
      <section class="card">
        <CustomerListTable.Totals view={{ ...view, period }} found={found} />
        {found.items.length ? (
          <CustomerListTable.List
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
