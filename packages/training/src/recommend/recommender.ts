// recommender: what every learner of "who takes what next" is given, and what it promises
import type { Ranked } from "@mainstay/core/recommend/top-ranked";

/** Who took what: at most one interaction per user and item, users' rows one after another (CSR). */
export type Interactions = {
  users: number;
  items: number;
  start: Int32Array; // [users + 1] where each user's interactions begin
  item: Int32Array; // [interactions], ascending within a user
  time: Float64Array; // [interactions] ms since 1970-01-01 UTC, of the first such interaction
  value: Float32Array | null; // [interactions] > 0, how much each says (an action's weight, a rating); null: all alike
};

/** Attributes of items, as rows of tags: attribute `a` holds for items tag.item[start[a]…start[a + 1] − 1]. */
export type Attributes = {
  count: number;
  start: Int32Array; // [count + 1]
  item: Int32Array;
};

/** One attribute for each list of items. */
export function attributesOf(tags: Iterable<number>[]): Attributes {
  const lists = tags.map((items) => Int32Array.from(items).sort());
  const start = new Int32Array(lists.length + 1);
  lists.forEach((list, a) => (start[a + 1] = start[a] + list.length));
  const item = new Int32Array(start[lists.length]);
  lists.forEach((list, a) => item.set(list, start[a]));
  return { count: lists.length, start, item };
}

/** One user's interactions in the order of time, the newest last. */
export type History = {
  items: Int32Array; // each at most once
  values?: Float32Array; // as Interactions.value; absent: all alike
  user?: number; // row of the training matrix, where this user was in it
  at?: number; // ms, the moment the recommendation is for
};

export type Options = {
  seed: number;
  lambda?: number; // ridge of ease, in interactions
  attributes?: Attributes;
  /** Hides interactions the way the use will: "residues" between known ones, "time" after them. */
  hide?: "residues" | "time";
  minutes?: number; // about how long a fit may take on two cores
  signal?: AbortSignal;
  progress?: (message: string) => void;
};

/** The content of a served model, by kind. */
export type Artifact =
  // Scores are sums of the history's rows of an item × item table; `chosen` are its items where it leaves some out.
  | { form: "neighbours"; table: Neighbours; chosen?: Int32Array }
  // Graph of `ids` int64 [batch, length] (0 pads at the left, item + 1 else, newest last) to `scores` [batch, items].
  | { form: "sequence"; model: Uint8Array; length: number }
  // Graph of `user` int64 [batch] and `weekday` int64 [batch] (0 Sunday, UTC) to `scores` [batch, items].
  | { form: "users"; model: Uint8Array; users: number }
  // One order serves everybody.
  | { form: "popular" };

/** Sparse item × item weights: of item i the pairs start[i]…start[i + 1] − 1, by target ascending. */
export type Neighbours = {
  items: number;
  start: Int32Array; // [items + 1]
  target: Int32Array;
  weight: Float32Array;
};

export type Model = {
  items: number;
  settings: Record<string, unknown>; // what was chosen, for the card
  /** Float32Array [histories, items]; items already owned are scored too and left out by who ranks. */
  scores(histories: readonly History[]): Promise<Float32Array>;
  /** The k items most like one, best first, itself left out. */
  similar(item: number, k: number): Promise<Ranked[]>;
  artifact(): Promise<Artifact>;
  /** Lets go of sessions, where there are any. */
  close?(): Promise<void>;
};

/** Deterministic: the same interactions, options and seed give the same scores. */
export type Learner = {
  fit(train: Interactions, options: Options): Promise<Model>;
};

/** Every user's row in the order of time (item breaks ties), as `scores` wants it. */
export function histories(train: Interactions): History[] {
  return Array.from({ length: train.users }, (_, user) => history(train, user));
}

export function history(train: Interactions, user: number): History {
  const [from, to] = [train.start[user], train.start[user + 1]];
  const order = Int32Array.from({ length: to - from }, (_, i) => from + i).sort(
    (a, b) => train.time[a] - train.time[b] || train.item[a] - train.item[b],
  );
  return {
    items: order.map((at) => train.item[at]),
    values: train.value
      ? Float32Array.from(order, (at) => train.value![at])
      : undefined,
    user,
  };
}

export * as Recommender from "./recommender";
