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
import { Words, T, t } from "../parts/words";

export const forecast = new Hono<Env>();

const { fixed, whole } = FigureFormat;
const ordersShown = 50;
const monthsDrawn = 36;

forecast.get("/forecast", Session.needs("read"), async (c) => {
  const { names: datasets, dataset } = await DatasetChoice.chosen(c);
  const frame = {
    ...({ title: t("tab.forecast"), tab: "forecast" } as const),
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
          title={t("forecast.series")}
          name="series"
          chosen={chosen}
          options={names.map((name) => [name, named(name)] as const)}
        />
        <button>{t("word.show")}</button>
      </form>
      <Ahead info={info} drawing={await fan(info)} />
      {orders && <Orders orders={orders} dataset={dataset} />}
    </>,
  );
});

const named = (series: string) =>
  series.startsWith("demand:")
    ? t("forecast.demandFor", { product: series.slice("demand:".length) })
    : FigureFormat.title(series);

async function fan({ series, history, points }: Forecasts.Info) {
  const { fan } = await import("@mainstay/core/chart/chart");
  const said = points.map(({ period, value, low80, high80 }) =>
    t("forecast.fourTimesInFive", {
      period,
      value: whole(value),
      low80: whole(low80),
      high80: whole(high80),
    }),
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
        {
          title: t("word.period"),
          class: "nowrap",
          cell: ({ period }) => period,
        },
        {
          title: t("forecast.likeliest"),
          number: true,
          cell: ({ value }) => <b>{whole(value)}</b>,
        },
        {
          title: t("forecast.fourTimesInFive2"),
          number: true,
          cell: ({ low80, high80 }) =>
            t("range", { low: whole(low80), high: whole(high80) }),
        },
        {
          title: t("forecast.nineteenTimesInTwenty"),
          number: true,
          cell: ({ low95, high95 }) =>
            t("range", { low: whole(low95), high: whole(high95) }),
        },
      ]}
    />
    {info.pastError && (
      <p class="note">
        <T
          k="forecast.triedOnThePast"
          origins={t("count.time", { n: info.pastError.origins })}
          smape={fixed(info.pastError.smape, 1)}
          smape2={fixed(info.pastError.seasonalNaive.smape, 1)}
        />
      </p>
    )}
    {info.notes.map(({ text }) => (
      <p class="note">{Words.of(text)}</p>
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
    title={t("forecast.whatToOrder")}
    aside={
      <a href={Link.to("/settings", { dataset, noun: "forecast" })}>
        {t("forecast.leadTimeAndService")}
      </a>
    }
  >
    {total > 0 ? (
      <>
        <p>
          <T
            k="forecast.ofToBeOrdered"
            now={t("count.product", { n: now })}
            total={whole(total)}
          />
        </p>
        <Table
          rows={items}
          columns={[
            {
              title: t("forecast.product"),
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
            {
              title: t("forecast.stock"),
              number: true,
              cell: ({ stock }) => whole(stock),
            },
            {
              title: t("forecast.orderAt"),
              number: true,
              cell: ({ reorderPoint }) => whole(reorderPoint),
            },
            {
              title: t("forecast.orderOn"),
              class: "nowrap",
              cell: ({ orderOn, now }) =>
                now ? (
                  <span class="chip bad">{t("forecast.today")}</span>
                ) : (
                  (orderOn ?? "—")
                ),
            },
            {
              title: t("forecast.units"),
              number: true,
              cell: ({ quantity }) =>
                quantity === null ? "—" : <b>{whole(quantity)}</b>,
            },
            {
              title: t("forecast.runsOutOn"),
              class: "nowrap",
              cell: ({ runsOutOn }) => runsOutOn ?? "—",
            },
          ]}
        />
      </>
    ) : (
      <Absent>
        <T k="forecast.noProductThatSells" />
      </Absent>
    )}
    {total > 0 && unknown > 0 && (
      <p class="note">
        <T
          k="forecast.ofThatSellNo"
          unknown={t("count.product", { n: unknown })}
        />
      </p>
    )}
    <p class="note">
      <T k="forecast.stockCountsAsOf" />
    </p>
  </Panel>
);
