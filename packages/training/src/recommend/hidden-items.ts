// hidden-items: parts of what users took put aside, to see whether a learner finds them again
import { filter } from "./interactions";
import { history, type Interactions } from "./recommender";

export type Split = { train: Interactions; test: Interactions };

/** Place of each interaction in its user's order of time (item breaks ties). */
function places(all: Interactions): Int32Array {
  const place = new Int32Array(all.item.length);
  const entryOf = new Int32Array(all.items);
  for (let user = 0; user < all.users; user++) {
    for (let k = all.start[user]; k < all.start[user + 1]; k++)
      entryOf[all.item[k]] = k;
    history(all, user).items.forEach((item, p) => (place[entryOf[item]] = p));
  }
  return place;
}

const size = ({ start }: Interactions, user: number) =>
  start[user + 1] - start[user];

const parted = (
  all: Interactions,
  hidden: (entry: number, user: number) => boolean,
): Split => ({
  train: filter(all, (entry, user) => !hidden(entry, user)),
  test: filter(all, hidden),
});

/** Every fifth of a user's interactions, between the others, of users with five and more. */
export function residue(all: Interactions, q: number): Split {
  const place = places(all);
  return parted(
    all,
    (entry, user) => size(all, user) >= 5 && place[entry] % 5 === q,
  );
}

/** The newest fifth of each user's interactions, at least one, of users with two and more. */
export function newest(all: Interactions): Split {
  const place = places(all);
  return parted(all, (entry, user) => {
    const n = size(all, user);
    return n >= 2 && place[entry] >= n - Math.max(1, Math.floor(n / 5));
  });
}

/**
 * Interactions after the moment at which `share` of all had happened, up to the moment at which `until` had, of users known
 * before it.
 */
export function later(all: Interactions, share = 0.8, until = 1): Split {
  const times = all.time.toSorted();
  const moment = (part: number) => times[Math.floor(part * (times.length - 1))];
  const [cut, end] = [moment(share), moment(until)];
  const train = filter(all, (entry) => all.time[entry] <= cut);
  const test = filter(
    all,
    (entry, user) =>
      all.time[entry] > cut && all.time[entry] <= end && size(train, user) > 0,
  );
  return { train, test };
}

/** Users with hidden interactions. */
export const tested = ({ train, test }: Split) =>
  Int32Array.from({ length: test.users }, (_, user) => user).filter(
    (user) => size(test, user) > 0 && size(train, user) > 0,
  );

export * as HiddenItems from "./hidden-items";
