import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Query } from "@mainstay/core/sql/query";
import { csv, definition, rows } from "../company";
import { settled, start, type Cloud } from "../cloud";

let cloud: Cloud;
const customers = new Map([
  ["2026-09", csv("2026-09", 50)],
  ["2026-10", csv("2026-10", 40)],
]);
const answers = ["customer_id,time,rating", "c0001,2026-10-03,9"];

beforeAll(async () => {
  cloud = await start();
  await cloud.call("PUT", "/v1/datasets/customers", definition);
  for (const [month, text] of customers)
    await Bucket.put(Bucket.keys.inbox("customers", `${month}.csv`), text);
  await settled(cloud, "customers", customers.size);
  await Bucket.put(
    Bucket.keys.inbox("feedback", "one.csv"),
    answers.join("\n") + "\n",
  );
  await settled(cloud, "feedback", 1);
});
afterAll(() => cloud.stop());

const ask = async (sql: string, limit?: number) =>
  (await cloud.call("POST", "/v1/query", { sql, limit })).body;
const column = (answer: any, name: string) => {
  const at = answer.columns.findIndex((one: any) => one.name === name);
  return answer.rows.map((row: unknown[]) => row[at]);
};

test("a dataset has every row in force, typed as its definition says", async () => {
  const all = [...customers.values()].flatMap(rows);
  const answer = await ask(
    "select * from customers order by period, id limit 1000",
  );
  expect(answer.truncated).toBe(false);
  expect(column(answer, "id")).toEqual(all.map((row) => row.customer_id));
  expect(column(answer, "period")).toEqual(all.map((row) => row.month));
  expect(column(answer, "mrr")).toEqual(all.map((row) => Number(row.mrr)));
  expect(column(answer, "company")).toEqual(
    all.map((row) => row.company || null),
  );
  expect(column(answer, "churned")).toEqual(
    all.map((row) => row.churned === "yes"),
  );
  const types = new Map(answer.columns.map((c: any) => [c.name, c.type]));
  expect(types.get("signup")).toBe("DATE");
  expect(types.get("mrr")).toBe("DOUBLE");
});

test("a later row of the same customer and period takes the place of the earlier one", async () => {
  const [head, first] = csv("2026-10", 1).split("\n");
  const mended = first.replace(/,100\.00,/, ",7777,");
  await Bucket.put(
    Bucket.keys.inbox("customers", "again.csv"),
    [head, mended].join("\n") + "\n",
  );
  await settled(cloud, "customers", customers.size + 1);
  const answer = await ask(
    "select mrr from customers where id = 'c0000' and period = '2026-10'",
  );
  expect(answer.rows).toEqual([[7777]]);
});

test("periods, predictions and metrics say what the calls say", async () => {
  const listed = (
    await cloud.call("GET", "/v1/customers?period=2026-10&sort=id&limit=1000")
  ).body.items;
  const states = await ask(
    "select id, revenue, health, segment from periods where dataset = 'customers' and period = '2026-10' order by id",
  );
  expect(states.rows).toEqual(
    listed.map((c: any) => [c.id, c.revenue, c.health, c.segment]),
  );
  const { body } = await cloud.call("GET", "/v1/metrics?period=2026-10");
  const metrics = await ask(
    "select metric, value from metrics where period = '2026-10' and metric = 'satisfaction'",
  );
  expect(metrics.rows).toEqual([["satisfaction", body.satisfaction.value]]);
  const none = await ask("select count(*) from predictions");
  expect(none.rows).toEqual([[0]]);
});

const documented = Array.from(
  readFileSync("docs/sql.md", "utf8").matchAll(/```sql\n([^`]+)\n```/g),
  ([, sql]) => sql,
);

test("ten statements are documented", () => {
  expect(documented).toHaveLength(10);
});

test.each(documented)("%s is answered", async (sql) => {
  const answer = await ask(sql);
  expect(answer).toMatchObject({ truncated: false });
  expect(answer.columns.length).toBeGreaterThan(1);
});

test("more rows than the limit are left out, and the answer says so", async () => {
  const some = await ask("select * from range(100)", 10);
  expect([some.rows.length, some.truncated]).toEqual([10, true]);
  const whole = await ask("select * from range(10)", 10);
  expect([whole.rows.length, whole.truncated]).toEqual([10, false]);
});

test("what a table is called nearly is named", async () => {
  const { code, message } = await ask("select * from custmers");
  expect(code).toBe("query.table.unknown");
  expect(message).toMatch(/near: customers/);
});

test("a dataset that the caller may not read has no table", async () => {
  const isReadable = (dataset: string) => dataset !== "customers";
  const refused = (sql: string) =>
    expect(Query.run({ sql, limit: 10 }, { isReadable })).rejects.toMatchObject(
      { code: "query.table.unknown" },
    );
  await refused("select * from customers");
  await refused("select * from data.customers");
  const { rows } = await Query.run(
    { sql: "select count(*) from periods", limit: 10 },
    { isReadable },
  );
  expect(rows).toEqual([[0]]);
  const shown = await Query.run(
    { sql: "show tables", limit: 99 },
    { isReadable },
  );
  expect(shown.rows.flat()).not.toContain("customers");
});

const hostile = [
  // Files.
  "select * from read_csv('/etc/passwd')",
  "select * from read_csv_auto('/etc/passwd')",
  "select * from read_text('/etc/passwd')",
  "select * from read_blob('/etc/passwd')",
  "select * from read_parquet('/tmp/*/*.parquet')",
  "select * from parquet_scan('/tmp/*/*.parquet')",
  "select * from parquet_metadata('/tmp/x.parquet')",
  "select * from parquet_schema('/tmp/x.parquet')",
  "select * from read_json('/etc/passwd')",
  "select * from read_ndjson_objects('/etc/passwd')",
  "select * from glob('/*')",
  "select * from '/etc/passwd'",
  "select * from '/tmp/x.parquet'",
  'select * from "/etc/hosts.csv"',
  "select * from sniff_csv('/etc/passwd')",
  "select (select content from read_text('/proc/self/environ'))",
  "with a as (select * from read_text('/etc/passwd')) select * from a",
  "select * from customers where id in (select content from read_text('/etc/passwd'))",
  "select * from customers, lateral (select * from read_text(customers.id))",
  "copy customers to '/tmp/out.csv'",
  "copy (select 1) to '/tmp/out.parquet'",
  "export database '/tmp/out'",
  "import database '/tmp/out'",
  // The network.
  "select * from 'https://example.com/x.csv'",
  "select * from read_csv('http://169.254.169.254/latest/meta-data/')",
  "select * from read_parquet('s3://mainstay/lake/x.parquet')",
  "attach 'https://example.com/x.db' as x",
  // Extensions and what else reaches out of the engine.
  "install httpfs",
  "load httpfs",
  "load '/tmp/evil.duckdb_extension'",
  "attach '/tmp/x.db'",
  "attach ':memory:' as other",
  "use other",
  "create secret (type s3, key_id 'a', secret 'b')",
  "select * from duckdb_secrets()",
  "select * from duckdb_settings()",
  "select * from duckdb_views()",
  "select * from pragma_database_list",
  "select * from pragma_database_list()",
  "select current_setting('allowed_paths')",
  "select getenv('AWS_SECRET_ACCESS_KEY')",
  "pragma version",
  "pragma database_list",
  "set memory_limit = '100GB'",
  "reset lock_configuration",
  "call pragma_version()",
  "checkpoint",
  // Changes.
  "drop view data.customers",
  "create table mine as select 1",
  "insert into customers values (1)",
  "update customers set mrr = 0",
  "delete from customers",
  "alter table customers add column x int",
  "create macro f(a) as a",
  "prepare p as select 1",
  "execute p",
  "begin transaction",
  "explain analyze select * from customers",
  "vacuum",
  // SQL from text.
  "select * from query('drop table x')",
  "select * from duckdb_views where exists (with duckdb_views as (select 1) select * from duckdb_views)",
  "select * from query_table('customers')",
  "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
  "select 1; drop view data.customers",
  "select 1; select 2",
  "",
  "select",
  "select * from information_schema.views",
  "select * from system.main.duckdb_views",
  "select * from pg_catalog.pg_views",
  "select * from memory.data.customers",
];

test.each(hostile)("%s is refused with a code", async (sql) => {
  const { code, message } = await ask(sql);
  expect(code).toMatch(/^(query|request)\./);
  expect(message).not.toMatch(/mainstay-scratch/);
});

const bombs = [
  "select length(repeat('x', 2000000000))",
  "select length(lpad('x', 2000000000, 'y'))",
  "select len(range(0, 1000000000))",
  "select len(list_resize([1], 1000000000))",
  "select list(range) from range(10000000000)",
  "select string_agg(range::varchar, '') from range(10000000000)",
  "select len(list_transform(range(0, 100000000), x -> repeat('a', 1000)))",
  "select count(*) from range(10000000000000)",
  "select count(*) from range(1000000) a, range(1000000) b, range(1000) c where a.range + b.range = c.range",
  "with recursive r(n) as (select 1 union all select n + 1 from r) select count(*) from r",
];

test.each(bombs)(
  "%s ends with a code, and the next statement is answered",
  async (sql) => {
    await expect(
      Query.run({ sql, limit: 10 }, { timeMs: 2_000 }),
    ).rejects.toMatchObject({
      code: expect.stringMatching(/^query\.(time|memory|failed)$/),
    });
    expect((await ask("select 1")).rows).toEqual([[1]]);
  },
);
