// dataset: a named kind of CSV and the versions of its definition
import * as z from "zod";
import { Bucket } from "../aws/bucket";
import { ObjectCache } from "../aws/object-cache";
import { Definition } from "../tabular/definition";
import { Failure } from "../base/error";
import { Label } from "../learning/label";
import { Paging } from "../base/paging";
import { PromiseCache } from "../base/promise-cache";
import { Said } from "../tabular/said";
import { Table } from "../aws/table";

export const Info = Definition.Info.extend({ version: z.int().positive() });
export type Info = z.infer<typeof Info>;

// Events and feedback speak of the customers of this dataset.
export const customers = "customers";

// Rows of a log are events, answers or texts: they go to the lake and are no snapshots of a customer.
export const kind = (dataset: string): "snapshots" | "log" =>
  ["events", "feedback", "knowledge", "subscriptions"].includes(dataset)
    ? "log"
    : "snapshots";

export function name(dataset: string) {
  if (Definition.Name.safeParse(dataset).success) return dataset;
  throw new Failure(
    "dataset.name",
    `Expected a dataset name of lower-case letters, digits, - and _ (at most 63), got "${dataset}"`,
  );
}

export async function newest(dataset: string) {
  let version = 0;
  const prefix = Bucket.keys.definitions(dataset);
  for await (const { key } of Bucket.list(prefix)) {
    const n = /^(\d+)\.json$/.exec(key.slice(prefix.length));
    if (n) version = Math.max(version, Number(n[1]));
  }
  return version;
}

export async function find(dataset: string): Promise<Info | null> {
  const version = await newest(name(dataset));
  return version ? at(dataset, version) : null;
}

export async function get(dataset: string): Promise<Info> {
  const found = await find(dataset);
  if (found) return found;
  throw new Failure(
    "dataset.unknown",
    `There is no dataset "${dataset}": drop a CSV under inbox/${dataset}/ or put its definition`,
    404,
  );
}

// How long a new definition, and a new period, may go unseen by a warm function.
const seenFor = { max: 1_000, ttlMs: 1_000 };
const definitions = PromiseCache.create<Info>(seenFor);
const parsed = ObjectCache.create(1_000, (text) => JSON.parse(text) as object);

/** The newest definition, for the hot path: remembered for a second, then S3 is asked whether it changed. */
export const current = (dataset: string): Promise<Info> =>
  definitions(dataset, async () => {
    const version = await newest(name(dataset));
    const found =
      version && (await parsed(Bucket.keys.definition(dataset, version)));
    return found ? Info.parse({ ...found, version }) : get(dataset);
  });

export async function at(dataset: string, version: number): Promise<Info> {
  const found = await Bucket.json(Bucket.keys.definition(dataset, version));
  if (!found)
    throw new Error(`definition ${version} of ${dataset} is not there`);
  return Info.parse({ ...found, version });
}

/** Whether two definitions say the same, whatever their versions. */
export const isEqual = (
  { version: _, ...a }: Partial<Info>,
  { version: __, ...b }: Partial<Info>,
) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

const sorted = (value: unknown): unknown =>
  value && typeof value === "object" && !Array.isArray(value)
    ? Object.entries(value)
        .filter(([, v]) => v !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([k, v]) => [k, sorted(v)])
    : value;

// Writes the version after `base`; false when somebody else was first.
export async function write(
  dataset: string,
  definition: Definition.Info,
  base: number,
): Promise<Info | false> {
  const version = base + 1;
  // First: a name without a definition is passed over, a definition without its name would be listed nowhere.
  await Table.put(Table.keys.dataset(dataset));
  const won = await Bucket.put(
    Bucket.keys.definition(dataset, version),
    JSON.stringify(definition, null, 2),
    { absent: true, type: "application/json" },
  );
  if (!won) return false;
  definitions.forget(dataset);
  return { ...definition, version };
}

const paths = z.array(z.string());
export const Shown = Info.omit({ lastHeader: true, undecided: true }).extend({
  said: paths,
  inferred: paths,
  open: paths,
});
export type Shown = z.infer<typeof Shown>;
export const Listed = Shown.extend({ name: z.string() });

/** With what was said of it, what was inferred and what is still open. */
export function show(definition: Info): Shown {
  const { lastHeader: _, undecided: __, label, ...shown } = definition;
  const whole = { ...shown, ...(label && { label: Label.shown(label) }) };
  return { ...whole, ...Said.tell({ ...definition, ...whole }) };
}

// In the order of their names.
export async function list(
  { limit, cursor }: Paging.Query,
  isReadable = (_: string) => true,
) {
  const after = Paging.position(z.tuple([z.string()]), cursor)?.[0];
  const range = { after, limit: limit + 1 };
  const found = (await Table.page("dataset", range)).items.map((i) => i.sk);
  const listed = found.slice(0, limit);
  const items = await Promise.all(
    listed.filter(isReadable).map(async (name) => {
      const definition = await find(name);
      return definition ? [{ name, ...show(definition) }] : [];
    }),
  );
  const more = found.length > limit;
  return {
    items: items.flat(),
    cursor: more ? Paging.cursor([listed.at(-1)]) : null,
  };
}

/** A name is there a moment before its first definition. */
export async function names() {
  const items = await Table.all("dataset");
  return items.map((item) => item.sk);
}

// Months, weeks, days or steps a dataset has snapshots of, oldest first.
export async function periods(dataset: string) {
  const items = await Table.all(`period#${dataset}`);
  return items.map((item) => item.sk);
}

const known = PromiseCache.create<string[]>(seenFor);

/** The same for the hot path, remembered for a second. */
export const currentPeriods = (dataset: string) =>
  known(dataset, () => periods(dataset));

// The period asked for, else the newest.
export async function period(dataset: string, asked?: string) {
  const all = await periods(dataset);
  const found = asked ?? all.at(-1);
  if (found !== undefined && all.includes(found)) return found;
  await get(dataset);
  throw new Failure(
    "period.unknown",
    all.length
      ? `Expected a period of "${dataset}" (${all.join(", ")}), got "${asked}"`
      : `There are no rows of "${dataset}" yet: drop a CSV under inbox/${dataset}/`,
    404,
  );
}

// `model` is the version that scored all of the period, null while none has.
export async function setPeriod(
  dataset: string,
  period: string,
  model: string | null,
) {
  await Table.put({ ...Table.keys.period(dataset, period), model });
  known.forget(dataset);
}

export async function removePeriod(dataset: string, period: string) {
  await Table.remove(Table.keys.period(dataset, period));
  known.forget(dataset);
}

export const unscored = async (dataset: string) =>
  (await Table.all(`period#${dataset}`))
    .filter((item) => !item.model)
    .map((item) => item.sk);

export * as Dataset from "./dataset";
