// history-tensors: histories as the inputs of a recommender's graph
import { Tensor } from "../model/runtime";
import type { CatalogueItems } from "./catalogue-items";
import type { Known } from "./known-items";

export type Asked = { history: Known; user: number; now: number };
export type Feeds = Record<string, Tensor>;

const int64 = (data: BigInt64Array, dims = [data.length]) =>
  new Tensor("int64", data, dims);

/** Interactions of all histories one after another, with the row of the batch each belongs to. */
function neighbours(all: readonly Asked[]): Feeds {
  const n = all.reduce((sum, { history }) => sum + history.item.length, 0);
  const [item, row] = [new BigInt64Array(n), new BigInt64Array(n)];
  const value = new Float32Array(n);
  let at = 0;
  all.forEach(({ history }, r) =>
    history.item.forEach((i, k) => {
      item[at] = BigInt(i);
      row[at] = BigInt(r);
      value[at++] = history.value[k];
    }),
  );
  return {
    item: int64(item),
    row: int64(row),
    value: new Tensor("float32", value, [n]),
    batch: int64(BigInt64Array.of(BigInt(all.length))),
  };
}

/** The newest `length` items, 0 before them. */
function sequence(
  all: readonly Asked[],
  { length = 1 }: CatalogueItems.Info,
): Feeds {
  const ids = new BigInt64Array(all.length * length);
  all.forEach(({ history }, r) => {
    const some = history.item.subarray(-length);
    const from = (r + 1) * length - some.length;
    some.forEach((item, k) => (ids[from + k] = BigInt(item + 1)));
  });
  return { ids: int64(ids, [all.length, length]) };
}

function users(all: readonly Asked[]): Feeds {
  const weekday = ({ now }: Asked) => BigInt(new Date(now).getUTCDay());
  return {
    user: int64(BigInt64Array.from(all, ({ user }) => BigInt(user))),
    weekday: int64(BigInt64Array.from(all, weekday)),
  };
}

export const feeds = { neighbours, sequence, users } satisfies Record<
  Exclude<CatalogueItems.Info["form"], "popular">,
  (all: readonly Asked[], items: CatalogueItems.Info) => Feeds
>;
