// stored-state: the state of a period as it lies in the bucket: of all customers, of one, or as much of it as is asked for
import { LRUCache } from "lru-cache";
import { CustomerTable } from "../customers/customer-table";
import { PeriodShards } from "../customers/period-shards";
import type { TypedColumns } from "../query/typed-columns";
import { PeriodState } from "./period-state";
import { StateColumns } from "./state-columns";

const readable = new LRUCache<string, boolean>({ max: 1_000 }); // by ETag

// What lacks a column counts as not stored, so that the next refresh computes it anew.
async function stored(dataset: string, period: string) {
  const found = await PeriodShards.head<StateColumns.Rest>(dataset, period);
  if (!found) return null;
  const isReadable =
    readable.get(found.etag) ?? StateColumns.isReadable(found.head);
  readable.set(found.etag, isReadable);
  return isReadable ? found : null;
}

/** What was stored of the period as a whole. */
export const head = async (dataset: string, period: string) =>
  (await stored(dataset, period))?.head ?? null;

/** What metrics of later periods compare with, and nothing else of the state; of no customer where nothing is stored. */
export async function metrics(dataset: string, period: string) {
  const found = await head(dataset, period);
  if (!found) return CustomerTable.fromColumns({ period, id: [] });
  const prefix = StateColumns.inner.metric("");
  const { columns } = await PeriodShards.columns(dataset, found, (name) =>
    name.startsWith(prefix),
  );
  return PeriodState.metricTable({
    period,
    id: columns.get("id") as string[],
    metricInputs: StateColumns.metricInputsOf(found.metricInputs, columns),
  });
}

export type Head = NonNullable<Awaited<ReturnType<typeof head>>>;

/** Some columns of all customers, or of a part of them, in the order of their ids; one that is missing is an error. */
export async function columns(
  dataset: string,
  found: Head,
  names: string[],
  part?: PeriodShards.Part,
) {
  const wanted = new Set(names);
  const read = await PeriodShards.columns(
    dataset,
    found,
    (name) => wanted.has(name),
    part,
  );
  return <T>(name: string) => StateColumns.existing(read.columns, name) as T[];
}

/** Who a period has, and whether each one's own label is positive. */
export type Labels = Pick<PeriodState.Info, "period" | "id" | "positive">;

export async function labels(dataset: string, found: Head): Promise<Labels> {
  const column = await columns(dataset, found, [StateColumns.positive]);
  return {
    period: found.period,
    id: column("id"),
    positive: column(StateColumns.positive),
  };
}

/** The state without the components of health, which the period after does not read. */
export async function readSlim(dataset: string, period: string) {
  const found = await head(dataset, period);
  if (!found) return null;
  const isComponent = /^_(points|values|branch)\./;
  return StateColumns.decode(
    { ...found, components: [] },
    await PeriodShards.columns(
      dataset,
      found,
      (name) => !isComponent.test(name),
    ),
  );
}

export async function read(dataset: string, period: string) {
  const found = await stored(dataset, period);
  if (!found) return null;
  return StateColumns.decode(
    found.head,
    await PeriodShards.columns(dataset, found.head),
  );
}

// A column takes about eight times its bytes once it is read.
const bytesRead = 8;
const cache = new LRUCache<string, { etag: string; value: PeriodState.Info }>({
  maxSize: 400e6, // bytes
});

/** The state as it is stored, cached while its head stays the same. */
export async function current(dataset: string, period: string) {
  const found = await stored(dataset, period);
  if (!found) return null;
  const key = `${dataset} ${period}`;
  const known = cache.get(key);
  if (known?.etag === found.etag) return known.value;
  const read = await PeriodShards.columns(dataset, found.head);
  const value = StateColumns.decode(found.head, read);
  cache.set(
    key,
    { etag: found.etag, value },
    { size: read.bytes * bytesRead + 1 },
  );
  return value;
}

/** The state of one customer alone, read from its shard; without rows where the period does not have it. */
export async function ofCustomer(dataset: string, period: string, id: string) {
  const found = await stored(dataset, period);
  if (!found) return null;
  const { etag, head } = found;
  const known = cache.get(`${dataset} ${period}`);
  if (known?.etag === etag) return known.value;
  return StateColumns.decode(
    head,
    await PeriodShards.ofCustomer(dataset, head, id),
  );
}

/** Whether the period is known and complete. */
export async function isWhole(dataset: string, period: string) {
  const found = await stored(dataset, period);
  return !!found && found.head.incomplete === null;
}

/** `own` are the dataset's columns, as lists and statements show them. */
export function write(
  dataset: string,
  state: PeriodState.Info,
  own: TypedColumns.Column[] = [],
) {
  const columns = StateColumns.of(state);
  const rest = StateColumns.restOf(state, columns);
  return PeriodShards.write(dataset, rest, state.id, columns, own);
}

export * as StoredState from "./stored-state";
