// serve: a published recommender held ready; histories in, the best few products and why out
import { Failure } from "../error";
import { InferenceSession, Tensor } from "../model/runtime";
import type { Files, Item, Request } from "../recommend";
import { diversified } from "./diversify";
import { Items } from "./items";
import { best, type Ranked } from "./rank";
import { chosen, followed, popular } from "./wording";

export type Recommender = {
  items: Items.Info;
  recommend: (request: Request) => Promise<Item[]>;
  /** The same for many customers at once. */
  batch: (requests: readonly Request[]) => Promise<Item[][]>;
  close: () => Promise<void>;
};

type Known = {
  item: Int32Array; // in the order of time, each once
  value: Float32Array;
  owned: Set<number>;
};
type Rows = { target: Int32Array; weight: Float32Array; width: number };

// Histories a run: their gathered rows stay in the cache.
const chunk = 32;
// Older interactions than these say nothing more.
const longest = 500;
// How many times k are looked at to make a list less alike.
const pool = 5;

const options: InferenceSession.SessionOptions = {
  executionMode: "sequential",
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  logSeverityLevel: 3,
};

export async function open(files: Files): Promise<Recommender> {
  const items = Items.Info.parse(
    JSON.parse(Buffer.from(files["items.json"]).toString()),
  );
  const bytes = files["model.onnx"];
  if (!bytes && items.form !== "popular")
    throw new Failure(
      "recommend.model.missing",
      `Expected model.onnx beside items of the form ${items.form}, got none`,
    );
  const session = bytes ? await InferenceSession.create(bytes, options) : null;
  const index = new Map(items.id.map((id, item) => [id, item]));
  const users = new Map(items.users?.map((id, user) => [id, user]));
  const size = items.id.length;

  const worthOf = (value: number) => {
    if (!items.scale) return items.values ? value : 1;
    const { floor, low, high } = items.scale;
    if (high === low) return 1;
    const place = Math.min(1, Math.max(0, (value - low) / (high - low)));
    return floor + (1 - floor) * place;
  };

  function known({ history }: Request): Known {
    const said = new Map<number, { sum: number; last: number }>();
    const owned = new Set<number>();
    for (const { product, action, time } of history) {
      const item = index.get(product);
      if (item === undefined) continue;
      const name = action?.toLowerCase();
      const weight =
        name === undefined ? 1 : (items.weights[name] ?? items.other);
      if (!items.owned || name === undefined || items.owned.includes(name))
        owned.add(item);
      if (weight === 0) continue;
      const before = said.get(item);
      said.set(item, {
        sum: (before?.sum ?? 0) + weight,
        last: Math.max(before?.last ?? -Infinity, time),
      });
    }
    const order = [...said]
      .sort(([a, x], [b, y]) => x.last - y.last || a - b)
      .slice(-longest);
    return {
      item: Int32Array.from(order, ([item]) => item),
      value: Float32Array.from(order, ([, { sum }]) =>
        worthOf(Math.log1p(sum)),
      ),
      owned,
    };
  }

  const feeds = {
    neighbours(all: Known[]) {
      const n = all.reduce((sum, { item }) => sum + item.length, 0);
      const item = new BigInt64Array(n);
      const row = new BigInt64Array(n);
      const value = new Float32Array(n);
      let at = 0;
      all.forEach((history, r) =>
        history.item.forEach((i, k) => {
          item[at] = BigInt(i);
          row[at] = BigInt(r);
          value[at++] = history.value[k];
        }),
      );
      return {
        item: new Tensor("int64", item, [n]),
        row: new Tensor("int64", row, [n]),
        value: new Tensor("float32", value, [n]),
        batch: new Tensor("int64", BigInt64Array.of(BigInt(all.length)), [1]),
      };
    },
    sequence(all: Known[]) {
      const length = items.length!;
      const ids = new BigInt64Array(all.length * length);
      all.forEach(({ item }, r) => {
        const some = item.subarray(-length);
        some.forEach((i, k) => {
          ids[r * length + length - some.length + k] = BigInt(i + 1);
        });
      });
      return { ids: new Tensor("int64", ids, [all.length, length]) };
    },
    users(all: Known[], requests: readonly Request[]) {
      const n = all.length;
      const user = BigInt64Array.from(requests, ({ user }) =>
        BigInt(users.get(user ?? "") ?? 0),
      );
      const weekday = BigInt64Array.from(requests, ({ now = 0 }) =>
        BigInt(new Date(now).getUTCDay()),
      );
      return {
        user: new Tensor("int64", user, [n]),
        weekday: new Tensor("int64", weekday, [n]),
      };
    },
  };

  const none = { target: new Int32Array(), weight: new Float32Array() };
  const empty: Rows = { ...none, width: 0 };

  async function run(all: Known[], requests: readonly Request[]) {
    if (items.form === "popular" || !session) return null;
    const results = await session.run(feeds[items.form](all, requests));
    const scores = results.scores.data as Float32Array;
    if (!results.target) return { scores, rows: empty };
    const rows: Rows = {
      target: results.target.data as Int32Array,
      weight: results.weight.data as Float32Array,
      width: results.target.dims[1],
    };
    return { scores, rows };
  }

  /** Rows of the table of these items. */
  async function rowsOf(list: readonly Ranked[]): Promise<Rows> {
    if (items.form !== "neighbours" || !session) return empty;
    const item = Int32Array.from(list, ({ item }) => item);
    const value = new Float32Array(item.length);
    const asked = [{ item, value, owned: new Set<number>() }];
    return (await run(asked, []))!.rows;
  }

  function allowed(
    { category, inStock = false, exclude = "owned" }: Request,
    { owned }: Known,
  ) {
    return (item: number) => {
      if (exclude === "owned" && owned.has(item)) return false;
      if (category !== undefined && items.category?.[item] !== category)
        return false;
      const stock = items.stock?.[item] ?? null;
      return !inStock || stock === null || stock > 0;
    };
  }

  function most(request: Request, history: Known): Item[] {
    const { segment, k = 10 } = request;
    const own =
      segment === undefined ? undefined : items.popularity.segments[segment];
    const count = own ?? items.popularity.all;
    const customers = own ? items.segments[segment!] : items.customers;
    return best(count, k, { allowed: allowed(request, history) }).map(
      ({ item, score }) => ({
        productId: items.id[item],
        score: customers ? score / customers : 0,
        reason: popular(score, own && segment),
      }),
    );
  }

  const title = (item: number) => items.title?.[item] ?? items.id[item];

  /** The products of the history that spoke most for an item. */
  function because(item: number, history: Known, from: number, rows: Rows) {
    if (rows.width === 0) return Array.from(history.item.subarray(-2));
    const share = Float32Array.from(history.item, (_, k) => {
      const at = (from + k) * rows.width;
      const place = rows.target.subarray(at, at + rows.width).indexOf(item);
      return place < 0 ? 0 : history.value[k] * rows.weight[at + place];
    });
    return best(share, 3, { allowed: (k) => share[k] > 0 }).map(
      ({ item }) => history.item[item],
    );
  }

  async function few(requests: readonly Request[]): Promise<Item[][]> {
    const all = requests.map(known);
    // Who is unknown gets what most took.
    const able = requests.map(({ user }, r) =>
      items.form === "users"
        ? users.has(user ?? "")
        : items.form !== "popular" && all[r].item.length > 0,
    );
    const asked = all.filter((_, r) => able[r]);
    const scored = asked.length
      ? await run(
          asked,
          requests.filter((_, r) => able[r]),
        )
      : null;
    const answers: Item[][] = [];
    let [row, from] = [0, 0];
    for (const [r, request] of requests.entries()) {
      const history = all[r];
      if (!able[r] || !scored) {
        answers.push(most(request, history));
        continue;
      }
      const { k = 10, diversity = 0 } = request;
      const first = best(scored.scores, diversity > 0 ? pool * k : k, {
        from: row++ * size,
        items: size,
        allowed: allowed(request, history),
      });
      const list =
        diversity > 0
          ? diversified(
              first,
              k,
              diversity,
              await rowsOf(first),
              items.category,
            )
          : first;
      const at = from;
      answers.push(
        list.map(({ item, score }) => {
          const spoke = because(item, history, at, scored.rows);
          const names = spoke.map(title);
          return {
            productId: items.id[item],
            score,
            reason: {
              because: spoke.map((i) => items.id[i]),
              ...(items.form === "neighbours" ? chosen : followed)(names),
            },
          };
        }),
      );
      from += history.item.length;
    }
    return answers;
  }

  async function batch(requests: readonly Request[]) {
    const answers: Item[][] = [];
    for (let from = 0; from < requests.length; from += chunk)
      answers.push(...(await few(requests.slice(from, from + chunk))));
    return answers;
  }

  return {
    items,
    recommend: async (request) => (await few([request]))[0],
    batch,
    close: async () => session?.release(),
  };
}
