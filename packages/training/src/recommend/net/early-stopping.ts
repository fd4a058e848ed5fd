// early-stopping: how many epochs are enough, by what was hidden of some users in the way the use will hide it
import type { Random } from "@mainstay/core/base/random";
import { HiddenItems, type Split } from "../hidden-items";
import { filter } from "../interactions";
import type { Interactions, Options } from "../recommender";

const maxTestedUsers = 400;
const minTestedUsers = 50;

function hidden(all: Interactions, hide: NonNullable<Options["hide"]>) {
  if (hide === "residues") return HiddenItems.residue(all, 3);
  const later = HiddenItems.later(all);
  // Where few users came back after a common moment, the newest interactions of each user are hidden.
  return HiddenItems.tested(later).length < minTestedUsers
    ? HiddenItems.newest(all)
    : later;
}

/** A fifth of the interactions of up to 400 users put aside. */
export function inner(
  all: Interactions,
  hide: NonNullable<Options["hide"]>,
  random: Random,
): Split {
  const whole = hidden(all, hide);
  const chosen = new Uint8Array(all.users);
  const tested = HiddenItems.tested(whole);
  const order = random.permutation(tested.length).subarray(0, maxTestedUsers);
  for (const place of order) chosen[tested[place]] = 1;
  const test = filter(whole.test, (_, user) => chosen[user] === 1);
  let next = 0;
  // Both are ascending in user and item, so hidden interactions are met in their order.
  const train = filter(all, (entry, user) => {
    if (next >= test.start[user + 1] || test.item[next] !== all.item[entry])
      return true;
    next++;
    return false;
  });
  return { train, test };
}

const patience = 3; // judgements without a better figure

/** The epoch with the best figure: judged every `every` epochs, ended after three that are no better. */
export async function bestEpoch(
  epochs: number,
  every: number,
  run: () => Promise<void>,
  judge: () => Promise<number>,
): Promise<{ epoch: number; figure: number }> {
  let best = { epoch: 0, figure: -Infinity };
  for (let epoch = 1; epoch <= epochs; epoch++) {
    await run();
    if (epoch % every !== 0 && epoch !== epochs) continue;
    const figure = await judge();
    if (figure > best.figure) best = { epoch, figure };
    if (epoch - best.epoch >= patience * every) break;
  }
  return best;
}

export * as EarlyStopping from "./early-stopping";
