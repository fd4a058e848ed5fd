// query: POST /v1/query, SQL over everything that is known of customers
import { Refresh } from "@mainstay/core/periods/refresh";
import { Query } from "@mainstay/core/sql/query";
import { Route } from "./route";

export const query = Route.router();

Route.post(query, "/", {
  name: "query",
  scope: "read",
  summary: "The answer of one SELECT statement",
  description:
    "Tables are the datasets by their names (every period, typed by the definition, with `id` and `period`), `periods` (each customer's state in each period), `predictions` and `metrics`; a dataset called as one of the three is `data.<name>`. Statements read and nothing else, within ten seconds; the dialect is DuckDB's. `SHOW TABLES` and `DESCRIBE <table>` tell what there is.",
  body: Query.Input,
  datasets: "reached",
  example: {
    sql: "select period, count(*) as customers from customers group by all order by period",
  },
  answers: { 200: Route.json(Query.Info, "Columns and rows") },
  run: ({ body, reaches }) =>
    Query.run(body, { isReadable: reaches, refresh: Refresh.shards }),
});
