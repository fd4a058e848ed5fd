// select-only: whether a statement does nothing but read the tables it may see, told from DuckDB's own parse of it
import { Failure } from "../base/error";
import { NearNames } from "../base/near-names";

/** As `json_serialize_sql` answers. */
export type Parsed = {
  error: boolean;
  error_type?: string;
  error_message?: string;
  statements?: unknown[];
};
export type Name = { schema: string; name: string };

// All other functions in the place of a table read files, settings or text as SQL.
const tableFunctions = new Set(["range", "generate_series", "unnest"]);

// They tell of the machine or keep something between statements.
const refusedFunctions = new Set([
  ...["current_setting", "getenv", "getvariable", "write_log", "nextval"],
  ...["currval", "parse_duckdb_log_message", "current_database_path"],
]);

// What says which tables and columns there are.
const catalogue = new Set(["tables", "columns"]);

function refuse(code: string, message: string): never {
  throw new Failure(code, message);
}

export function read(json: string): Parsed {
  try {
    return JSON.parse(json);
  } catch {
    // DuckDB writes a constant beyond all numbers as a bare word.
    throw new Failure(
      "query.syntax",
      "The statement does not read: expected numbers below 1e308",
    );
  }
}

export function check(parsed: Parsed, tables: Name[]) {
  if (parsed.error && parsed.error_type === "not implemented")
    refuse(
      "query.statement",
      "Expected one SELECT statement (WITH, DESCRIBE, SUMMARIZE and SHOW TABLES too), got another kind",
    );
  if (parsed.error)
    refuse(
      "query.syntax",
      `The statement does not read: ${parsed.error_message}`,
    );
  const { statements = [] } = parsed;
  if (statements.length !== 1)
    refuse(
      "query.statement",
      `Expected one SELECT statement, got ${statements.length}`,
    );
  const within = new Set(withNames(statements[0]));
  visit(statements[0], (node) => {
    if (node.type === "TABLE_FUNCTION")
      tableFunction((node.function as Node)?.function_name);
    if (node.type === "FUNCTION" || node.class === "FUNCTION")
      scalarFunction(node.function_name);
    if (node.type === "BASE_TABLE") table(node, tables, within);
    if (node.type === "SHOW_REF" && node.table_name)
      if (node.table_name !== '"tables"')
        refuse(
          "query.statement",
          `Expected SHOW TABLES or DESCRIBE of a table, got SHOW ${node.table_name}`,
        );
    if (node.type === "VALUE_PARAMETER")
      refuse("query.syntax", "Expected values in place of parameters");
  });
}

type Node = Record<string, unknown>;

function visit(value: unknown, look: (node: Node) => void) {
  if (Array.isArray(value)) {
    for (const one of value) visit(one, look);
    return;
  }
  if (value === null || typeof value !== "object") return;
  look(value as Node);
  for (const one of Object.values(value)) visit(one, look);
}

// Names that WITH gives; a table that is called so anywhere in the statement is let through to DuckDB's own rules.
function withNames(statement: unknown) {
  const names: string[] = [];
  visit(statement, (node) => {
    const map = (node.cte_map as { map?: { key: string }[] } | undefined)?.map;
    for (const { key } of map ?? []) names.push(key.toLowerCase());
    if (node.type === "RECURSIVE_CTE_NODE" && node.cte_name)
      names.push(String(node.cte_name).toLowerCase());
  });
  return names;
}

function tableFunction(name: unknown) {
  if (!tableFunctions.has(String(name).toLowerCase()))
    refuse(
      "query.function",
      `Expected a table or one of ${[...tableFunctions].join(", ")}, got ${name}()`,
    );
}

function scalarFunction(name: unknown) {
  if (refusedFunctions.has(String(name).toLowerCase()))
    refuse(
      "query.function",
      `Expected a function of values, got ${name}(), which is not open here`,
    );
}

function table(node: Node, tables: Name[], within: Set<string>) {
  const [catalog, schema, name] = [
    node.catalog_name,
    node.schema_name,
    node.table_name,
  ].map((part) => String(part ?? "").toLowerCase());
  const isInternal = /^(duckdb|pg|pragma|sqlite)_/.test(name);
  if (!catalog && !schema && within.has(name) && !isInternal) return;
  if (!catalog && schema === "information_schema" && catalogue.has(name))
    return;
  const isKnown = tables.some(
    (one) =>
      one.name.toLowerCase() === name &&
      (!schema || one.schema.toLowerCase() === schema),
  );
  if (isKnown && !catalog) return;
  const names = tables.map((one) => one.name);
  refuse(
    "query.table.unknown",
    `There is no table "${node.table_name}"${NearNames.hint(name, names)}`,
  );
}

export * as SelectOnly from "./select-only";
