// serve-recommender: a published recommender held ready; histories in, the best few products and why out
import { Failure } from "../base/error";
import { InferenceSession } from "../model/runtime";
import type { Files, Item, Request } from "./recommend";
import { diversified, type Rows } from "./diversify";
import { type Asked, feeds } from "./history-tensors";
import { CatalogueItems } from "./catalogue-items";
import { type Known, known } from "./known-items";
import { best, type Ranked } from "./top-ranked";
import { chosen, followed, popular } from "./reason-text";

export type Recommender = {
  items: CatalogueItems.Info;
  recommend: (request: Request) => Promise<Item[]>;
  /** The same for many customers at once. */
  batch: (requests: readonly Request[]) => Promise<Item[][]>;
  close: () => Promise<void>;
};

// Histories a run: their gathered rows stay in the cache.
const chunk = 32;
// How many times k are looked at to make a list less alike.
const pool = 5;
const options: InferenceSession.SessionOptions = {
  executionMode: "sequential",
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  logSeverityLevel: 3,
};
const empty: Rows = {
  target: new Uint16Array(),
  weight: new Float32Array(),
  width: 0,
};

export async function open(files: Files): Promise<Recommender> {
  const items = CatalogueItems.Info.parse(
    JSON.parse(Buffer.from(files["items.json"]).toString()),
  );
  const { form } = items;
  const bytes = files["model.onnx"];
  if (!bytes && form !== "popular")
    throw new Failure(
      "recommend.model.missing",
      `Expected model.onnx beside items of the form ${form}, got none`,
    );
  const session = bytes ? await InferenceSession.create(bytes, options) : null;
  const index = new Map(items.id.map((id, item) => [id, item]));
  const users = new Map(items.users?.map((id, user) => [id, user]));
  const size = items.scored;

  async function run(asked: readonly Asked[]) {
    if (form === "popular" || !session || asked.length === 0) return null;
    const results = await session.run(feeds[form](asked, items));
    const scores = results.scores.data as Float32Array; // [asked, items]
    if (!results.target) return { scores, rows: empty };
    const rows: Rows = {
      target: results.target.data as Uint16Array,
      weight: results.weight.data as Float32Array,
      width: results.target.dims[1],
    };
    return { scores, rows };
  }

  /** Rows of the table of these items. */
  async function rowsOf(list: readonly Ranked[]): Promise<Rows> {
    if (form !== "neighbours") return empty;
    const item = Int32Array.from(list, ({ item }) => item);
    const value = new Float32Array(item.length);
    const history = { item, value, owned: new Set<number>() };
    return (await run([{ history, user: -1, now: 0 }]))?.rows ?? empty;
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
    const { segment = "", k = 10 } = request;
    const own = items.popularity.segments[segment];
    const customers = own ? items.segments[segment] : items.customers;
    return best(own ?? items.popularity.all, k, {
      allowed: allowed(request, history),
    }).map(({ item, score }) => ({
      productId: items.id[item],
      score: customers ? score / customers : 0,
      reason: popular(score, own ? segment : undefined),
    }));
  }

  /** The products of the history that spoke most for an item; `from` is the history's first row. */
  function because(item: number, history: Known, rows: Rows, from: number) {
    if (rows.width === 0) return Array.from(history.item.subarray(-2));
    const share = Float32Array.from(history.item, (_, k) => {
      const at = (from + k) * rows.width;
      const place = rows.target.subarray(at, at + rows.width).indexOf(item);
      return place < 0 ? 0 : history.value[k] * rows.weight[at + place];
    });
    const spoke = (k: number) => share[k] > 0 && history.item[k] !== item;
    return best(share, 3, { allowed: spoke }).map((k) => history.item[k.item]);
  }

  function shown({ item, score }: Ranked, spoke: number[]): Item {
    const names = spoke.map((i) => items.title?.[i] ?? items.id[i]);
    const because = spoke.map((i) => items.id[i]);
    const words = form === "neighbours" ? chosen(names) : followed(names);
    return { productId: items.id[item], score, reason: { because, ...words } };
  }

  async function few(requests: readonly Request[]): Promise<Item[][]> {
    const all = requests.map((request) => ({
      request,
      history: known(items, index, request),
      user: users.get(request.user ?? "") ?? -1,
      now: request.now ?? 0,
    }));
    const asked = all.filter(({ history, user }) =>
      form === "users" ? user >= 0 : history.item.length > 0,
    );
    const scored = await run(asked);
    const answers: Item[][] = [];
    let [row, from] = [0, 0];
    for (const one of all) {
      const { request, history } = one;
      const { k = 10, diversity = 0 } = request;
      const at = from;
      const mine = asked[row] === one ? row++ : -1;
      if (mine >= 0) from += history.item.length;
      const list =
        scored && mine >= 0
          ? best(scored.scores, diversity > 0 ? pool * k : k, {
              from: mine * size,
              items: size,
              allowed: allowed(request, history),
            })
          : [];
      // Who is unknown, or did nothing the table knows, gets what most took.
      if (!scored || list.length === 0 || nothing(form, list)) {
        answers.push(most(request, history));
        continue;
      }
      const picked =
        diversity > 0
          ? diversified(list, k, diversity, await rowsOf(list), items.category)
          : list;
      answers.push(
        picked.map((each) =>
          shown(each, because(each.item, history, scored.rows, at)),
        ),
      );
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

const nothing = (form: CatalogueItems.Info["form"], list: readonly Ranked[]) =>
  form === "neighbours" && list[0].score === 0;

export * as ServeRecommender from "./serve-recommender";
