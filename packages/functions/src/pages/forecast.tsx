// forecast: the page of what revenue, customers, usage and demand will likely be, and of what to order
import { Hono } from "hono";
import { StockOrders } from "@mainstay/core/offers/stock-orders";
import { Forecasts } from "@mainstay/core/periods/forecasts";
import { Failure } from "@mainstay/core/base/error";
import { DatasetChoice } from "../parts/dataset-choice";
import { FigureFormat } from "../parts/figure-format";
import { Figures } from "../parts/figures";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Absent, NoCustomers, Panel } from "../parts/panel";
import { Select } from "../parts/select";
import { Session, type Env } from "../parts/session";
import { Table } from "../parts/table";

export const forecast = new Hono<Env>();

const { count, fixed, title, whole } = FigureFormat;
const ordersShown = 50;
const monthsDrawn = 36;

forecast.get("/forecast", Session.needs("read"), async (c) => {
  const { names: datasets, dataset } = await DatasetChoice.chosen(c);
  const frame = {
    ...({ title: "Forecast", tab: "Forecast" } as const),
    ...{ dataset, names: datasets },
  };
  const names = await Forecasts.names(dataset).catch((error) => {
    if (error instanceof Failure && error.status === 404) return [];
    throw error;
  });
  if (!names.length) return Page.show(c, frame, <NoCustomers />);
  const asked = c.req.query("series");
  const chosen = names.find((name) => name === asked) ?? names[0];
  const sells = names.some((name) => name.startsWith("demand:"));
  const [info, orders] = await Promise.all([
    Forecasts.forecastSeries(dataset, chosen),
    sells
      ? StockOrders.list(dataset, { limit: ordersShown }, new Date())
      : null,
  ]);
  return Page.show(
    c,
    frame,
    <>
      <form class="card row" method="get" action="/forecast">
        <input type="hidden" name="dataset" value={dataset} />
        <Select
          title="Series"
          name="series"
          chosen={chosen}
          options={names.map((name) => [name, named(name)] as const)}
        />
        <button>Show</button>
      </form>
      <Ahead info={info} drawing={await fan(info)} />
      {orders && <Orders orders={orders} dataset={dataset} />}
    </>,
  );
});

const named = (series: string) =>
  series.startsWith("demand:")
    ? `Demand for ${series.slice("demand:".length)}`
    : title(series);

async function fan({ series, history, points }: Forecasts.Info) {
  const { fan } = await import("@mainstay/core/chart/chart");
  const said = points.map(
    ({ period, value, low80, high80 }) =>
      `${period}: ${whole(value)}, four times in five between ${whole(low80)} and ${whole(high80)}`,
  );
  return fan({
    ...{ title: named(series), description: said.join("; ") },
    ...{ history: history.slice(-monthsDrawn), points, tick: whole },
    ...{ width: 720, height: 300 },
  });
}

const Ahead = ({
  info,
  drawing,
}: {
  info: Forecasts.Info;
  drawing: string;
}) => (
  <Panel title={named(info.series)}>
    <Figures.Drawing svg={drawing} />
    <Table
      rows={info.points}
      columns={[
        { title: "Period", class: "nowrap", cell: ({ period }) => period },
        {
          title: "Likeliest",
          number: true,
          cell: ({ value }) => <b>{whole(value)}</b>,
        },
        {
          title: "Four times in five",
          number: true,
          cell: ({ low80, high80 }) => `${whole(low80)} to ${whole(high80)}`,
        },
        {
          title: "Nineteen times in twenty",
          number: true,
          cell: ({ low95, high95 }) => `${whole(low95)} to ${whole(high95)}`,
        },
      ]}
    />
    {info.pastError && (
      <p class="note">
        Tried on the past {count(info.pastError.origins, "time")}, it was off by{" "}
        {fixed(info.pastError.smape, 1)} % (sMAPE); repeating the last season by{" "}
        {fixed(info.pastError.seasonalNaive.smape, 1)} %.
      </p>
    )}
    {info.notes.map(({ text }) => (
      <p class="note">{text.en}</p>
    ))}
  </Panel>
);

const Orders = ({
  orders: { items, total, now, unknown },
  dataset,
}: {
  orders: StockOrders.Info;
  dataset: string;
}) => (
  <Panel
    title="What to order"
    aside={
      <a href={Link.to("/settings", { dataset, noun: "forecast" })}>
        Lead time and service level
      </a>
    }
  >
    {total > 0 ? (
      <>
        <p>
          <b>{count(now, "product")}</b> of {whole(total)} to be ordered today.
        </p>
        <Table
          rows={items}
          columns={[
            {
              title: "Product",
              cell: ({ product, title }) => (
                <>
                  <a
                    href={Link.to("/forecast", {
                      dataset,
                      series: `demand:${product}`,
                    })}
                  >
                    {title ?? product}
                  </a>
                  {title && <div class="id">{product}</div>}
                </>
              ),
            },
            { title: "Stock", number: true, cell: ({ stock }) => whole(stock) },
            {
              title: "Order at",
              number: true,
              cell: ({ reorderPoint }) => whole(reorderPoint),
            },
            {
              title: "Order on",
              class: "nowrap",
              cell: ({ orderOn, now }) =>
                now ? <span class="chip bad">today</span> : (orderOn ?? "—"),
            },
            {
              title: "Units",
              number: true,
              cell: ({ quantity }) =>
                quantity === null ? "—" : <b>{whole(quantity)}</b>,
            },
            {
              title: "Runs out on",
              class: "nowrap",
              cell: ({ runsOutOn }) => runsOutOn ?? "—",
            },
          ]}
        />
      </>
    ) : (
      <Absent>
        No product that sells has a stock: import a table of products with a
        column <code>stock</code>.
      </Absent>
    )}
    {total > 0 && unknown > 0 && (
      <p class="note">
        Of {count(unknown, "product")} that sell, no file says the stock.
      </p>
    )}
    <p class="note">
      Stock counts as of today, by the newest file of <code>products</code>.
    </p>
  </Panel>
);
