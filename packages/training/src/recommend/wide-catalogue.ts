// wide-catalogue: a catalogue too great for a table of all pairs; its busiest items are learned, the rest follows by popularity
import { best } from "@mainstay/core/recommend/top-ranked";
import { filter, popularity } from "./interactions";
import type { Attributes, History, Interactions, Model } from "./recommender";

// A dense matrix over more items does not fit beside its halves into 16 GB.
export const maxItems = 20_000;

export type Part = {
  train: Interactions;
  attributes?: Attributes;
  chosen: Int32Array; // item of the whole by item of the part, ascending
  place: Int32Array; // the other way round, −1 outside
  taken: Int32Array; // users of each item of the whole
};

/** The `count` most popular items alone, numbered anew. */
export function busiest(
  train: Interactions,
  count: number,
  attributes?: Attributes,
): Part {
  const taken = popularity(train);
  const chosen = Int32Array.from(
    best(taken, count).map(({ item }) => item),
  ).sort();
  const place = new Int32Array(train.items).fill(-1);
  chosen.forEach((item, i) => (place[item] = i));
  const inside = filter(train, (at) => place[train.item[at]] >= 0);
  return {
    train: {
      ...inside,
      items: chosen.length,
      item: inside.item.map((item) => place[item]),
    },
    attributes: attributes && among(attributes, place),
    chosen,
    place,
    taken,
  };
}

function among({ count, start, item }: Attributes, place: Int32Array) {
  const rows = Array.from({ length: count }, (_, a) =>
    item
      .subarray(start[a], start[a + 1])
      .map((i) => place[i])
      .filter((i) => i >= 0),
  );
  const from = new Int32Array(count + 1);
  rows.forEach((row, a) => (from[a + 1] = from[a] + row.length));
  const all = new Int32Array(from[count]);
  rows.forEach((row, a) => all.set(row, from[a]));
  return { count, start: from, item: all };
}

// Every score is above this.
const bottom = -1e6;

export async function wide(
  part: Part,
  fit: (part: Part) => Promise<Model>,
): Promise<Model> {
  const { chosen, place, taken } = part;
  const items = place.length;
  const inner = await fit(part);
  async function scores(histories: readonly History[]) {
    const some = await inner.scores(
      histories.map((history) => narrowed(history, place)),
    );
    const all = new Float32Array(histories.length * items);
    for (let row = 0; row < histories.length; row++) {
      for (let i = 0; i < items; i++) all[row * items + i] = bottom + taken[i];
      for (let i = 0; i < chosen.length; i++)
        all[row * items + chosen[i]] = some[row * chosen.length + i];
    }
    return all;
  }
  return {
    items,
    settings: { ...inner.settings, among: chosen.length },
    scores,
    similar: async (item, k) =>
      best(await scores([{ items: Int32Array.of(item) }]), k, {
        allowed: (other) => other !== item,
      }),
    async artifact() {
      const artifact = await inner.artifact();
      return artifact.form === "neighbours"
        ? { ...artifact, chosen }
        : artifact;
    },
    close: inner.close,
  };
}

function narrowed(history: History, place: Int32Array): History {
  const known = Array.from(history.items.keys()).filter(
    (k) => place[history.items[k]] >= 0,
  );
  return {
    ...history,
    items: Int32Array.from(known, (k) => place[history.items[k]]),
    values:
      history.values && Float32Array.from(known, (k) => history.values![k]),
  };
}
