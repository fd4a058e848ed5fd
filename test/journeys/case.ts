// case: one small export of test/fixtures/cases with what must come of it, and whether it did
import { readdirSync, readFileSync } from "node:fs";

type Upload = {
  state?: string;
  error?: string[];
  errorSays?: string;
  rejects?: Record<string, string | null>;
  rejectColumn?: string;
  rejectSays?: string;
  warnings?: (string | Record<string, unknown>)[];
  warningsNot?: string[];
} & Record<string, unknown>;

export type Expected = {
  uploads?: (Upload | null)[];
  count?: number;
  periods?: Record<string, number>;
  customers?: number | number[];
  newest?: string;
  mrr?: Record<string, unknown>;
  metrics?: Record<string, Record<string, unknown>>;
  definition?: Record<string, unknown>;
  untouched?: boolean;
  cells?: Record<string, Record<string, unknown>>;
  revenue?: Record<string, unknown>;
  absent?: string[];
  train?: Record<string, unknown>;
  preview?: { columns?: Record<string, unknown> } & Record<string, unknown>;
  anyOf?: Expected[];
};
export type File = {
  name: string;
  file: string;
  period?: string;
  previewOnly?: boolean;
};
export type Info = {
  home: URL;
  name: string;
  what: string;
  dataset: string;
  definition?: object;
  files: File[];
  then?: { confirm?: string; deleteUpload?: number }[];
  expect: Expected;
};

// Cases of one difficulty each, and exports after the formats of known tools.
const folders = ["cases", "exports"].map(
  (name) => new URL(`../fixtures/${name}/`, import.meta.url),
);

export const all = (): Info[] =>
  folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => {
        const home = new URL(`${name}/`, folder);
        const text = readFileSync(new URL("case.json", home), "utf8");
        return { ...JSON.parse(text), home };
      }),
  );

export const bytes = ({ home }: Info, { file }: File) =>
  readFileSync(new URL(encodeURIComponent(file), home));

/** Whether what came is what was expected: of objects the parts named, of a list any one member. */
export function matches(expected: any, got: any): boolean {
  if (Array.isArray(expected)) return expected.some((one) => matches(one, got));
  if (typeof expected === "number")
    return typeof got === "number" && Math.abs(got - expected) <= 1e-6;
  if (expected && typeof expected === "object")
    return (
      got !== null &&
      typeof got === "object" &&
      Object.entries(expected).every(([name, value]) =>
        matches(value, Object.hasOwn(got, name) ? got[name] : undefined),
      )
    );
  return expected === (got ?? null);
}

/** What is there to look at once a case is at rest. */
export type Seen = {
  uploads: any[];
  count: number;
  newest: any;
  metrics: (period: string) => Promise<any>;
  customers: (period?: string) => Promise<any[]>;
  customer: (id: string) => Promise<any>;
  definition: () => Promise<any>;
  rejects: (upload: any) => Promise<Record<string, string>[]>;
  preview?: any;
  train?: any;
};

export async function problems(
  expect: Expected,
  seen: Seen,
): Promise<string[]> {
  const found: string[] = [];
  const say = (what: string, expected: unknown, got: unknown) =>
    found.push(
      `${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)?.slice(0, 300)}`,
    );
  const check = (what: string, expected: unknown, got: unknown) => {
    if (!matches(expected, got)) say(what, expected, got);
  };
  for (const [k, one] of (expect.uploads ?? []).entries())
    if (one) await upload(one, seen.uploads[k], seen, say);
  if (expect.count !== undefined) check("count", expect.count, seen.count);
  const now = new Date().toISOString().slice(0, 7);
  const at = (period: string) => (period === "@now" ? now : period);
  if (expect.periods) {
    const named = Object.keys(expect.periods).map(at);
    const others = seen.uploads
      .flatMap((one) => one?.periods ?? [])
      .filter((period) => !named.includes(period));
    for (const [period, n] of Object.entries(expect.periods))
      check(
        `customers of ${period}`,
        n,
        (await seen.customers(at(period))).length,
      );
    for (const period of new Set(others))
      check(`customers of ${period}`, 0, (await seen.customers(period)).length);
  }
  if (expect.customers !== undefined)
    check("customers", expect.customers, (await seen.customers()).length);
  if (expect.newest)
    check("newest", expect.newest, (await seen.newest())?.period);
  const figures: [string, Record<string, unknown>][] = [
    ...Object.entries(expect.mrr ?? {}).map(
      ([period, mrr]): [string, Record<string, unknown>] => [period, { mrr }],
    ),
    ...Object.entries(expect.metrics ?? {}),
  ];
  for (const [period, values] of figures) {
    const metrics = await seen.metrics(at(period));
    for (const [name, value] of Object.entries(values)) {
      const got = metrics?.[name];
      if (value === null ? !got || got.value !== null || !got.why : false)
        say(`${name} of ${period}`, "null with why", got);
      if (value !== null) check(`${name} of ${period}`, value, got?.value);
    }
  }
  if (expect.definition)
    for (const [name, value] of Object.entries(expect.definition)) {
      const got = (await seen.definition())?.[name];
      check(`definition.${name}`, value, got);
    }
  if (expect.untouched) {
    const { id, time, label, columns = {} } = (await seen.definition()) ?? {};
    if (id ?? time ?? label ?? Object.keys(columns)[0])
      say("definition", "nothing learned", { id, time, label, columns });
  }
  for (const [id, cells] of Object.entries(expect.cells ?? {})) {
    const got = (await seen.customer(id))?.cells;
    for (const [name, value] of Object.entries(cells))
      check(
        `cell ${name} of ${id}`,
        value,
        got && Object.hasOwn(got, name) ? got[name] : undefined,
      );
  }
  for (const [id, value] of Object.entries(expect.revenue ?? {}))
    check(`revenue of ${id}`, value, (await seen.customer(id))?.revenue);
  for (const id of expect.absent ?? [])
    if (await seen.customer(id)) say(`customer ${id}`, "none", "one");
  if (expect.train)
    for (const [name, value] of Object.entries(expect.train))
      check(`card.data.${name}`, value, seen.train?.data?.[name]);
  if (expect.preview) {
    const { columns = {}, warnings = [], ...rest } = expect.preview as any;
    for (const [name, value] of Object.entries(rest))
      check(`preview.${name}`, value, seen.preview?.[name]);
    for (const [name, type] of Object.entries(columns))
      check(
        `preview column ${name}`,
        type,
        seen.preview?.columns?.find((c: any) => c.name === name)?.type,
      );
    warned(warnings, seen.preview?.warnings, say);
  }
  if (expect.anyOf) {
    const each = await Promise.all(
      expect.anyOf.map((one) => problems(one, seen)),
    );
    if (!each.some((list) => list.length === 0))
      found.push(`none of ${each.map((list) => list.join("; ")).join(" | ")}`);
  }
  return found;
}

type Say = (what: string, expected: unknown, got: unknown) => void;

function warned(expected: Upload["warnings"], got: any, say: Say) {
  const list: any[] = got ?? [];
  for (const one of expected ?? []) {
    const [code, column] = typeof one === "string" ? one.split("@") : [];
    const fits = (warning: any) =>
      typeof one === "string"
        ? warning.code === code && (!column || warning.column === column)
        : Object.entries(one).every(([name, value]) =>
            name === "example"
              ? String(warning.example).includes(String(value))
              : matches(value, warning[name]),
          );
    if (!list.some(fits)) say("warning", one, list);
  }
}

async function upload(expected: Upload, got: any, seen: Seen, say: Say) {
  if (!got) return say("upload", expected, "none");
  const { error, errorSays, rejects, rejectColumn, rejectSays, ...rest } =
    expected;
  const { warnings, warningsNot, ...plain } = rest;
  if (!matches(plain, got))
    say("upload", plain, {
      ...Object.fromEntries(Object.keys(plain).map((k) => [k, got[k]])),
      ...(got.error && { error: got.error }),
    });
  if (error && !error.includes(got.error?.code)) say("error", error, got.error);
  if (errorSays && !new RegExp(errorSays).test(got.error?.message))
    say("error", errorSays, got.error);
  if (warnings?.length === 0 && got.warnings.length)
    say("warnings", [], got.warnings);
  warned(warnings, got.warnings, say);
  for (const code of warningsNot ?? [])
    if (got.warnings.some((one: any) => one.code === code))
      say("warnings", `no ${code}`, got.warnings);
  if (!rejects && !rejectColumn && !rejectSays) return;
  const lines = await seen.rejects(got);
  const wanted = Object.entries(rejects ?? {});
  for (const [line, code] of wanted) {
    const row = lines.find((one) => line.split("|").includes(one._line));
    if (!row || (code !== null && row._code !== code))
      say(`reject of line ${line}`, code, row ?? lines.map((r) => r._line));
  }
  if (rejects && lines.length !== wanted.length) say("rejects", rejects, lines);
  for (const row of lines) {
    if (rejectColumn && row._column !== rejectColumn)
      say("column of the reject", rejectColumn, row);
    if (rejectSays && !new RegExp(rejectSays).test(row._message))
      say("message of the reject", rejectSays, row);
  }
}

export * as Case from "./case";
