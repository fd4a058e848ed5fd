// Days on which a process dies at a chosen write, or a write fails until it is mended, and every message comes twice.
import { afterAll, beforeAll, expect, test } from "vitest";
import { random as randomOf } from "@mainstay/core/base/random";
import { days, models, type Model } from "./days";
import { open, type Kill, type Stage } from "./stage";
import { State } from "./state";

const points = Number(process.env.CHAOS ?? 6);
const seed = Number(process.env.SEED ?? 7);
const only = process.env.DAY;
// One point as a run told it.
const told = process.env.KILL;

let stage: Stage;
let learned: Model[];
beforeAll(async () => {
  stage = await open();
  learned = await models(stage.day(null));
  await stage.clear();
}, 600_000);
afterAll(() => stage.close());

async function play(name: keyof typeof days, kill: Kill | null) {
  const day = stage.day(kill);
  try {
    await days[name](day, learned);
    const { writes, died } = await day.end();
    return { writes, died, state: await State.read() };
  } finally {
    await stage.clear();
  }
}

const names = (Object.keys(days) as (keyof typeof days)[]).filter(
  (name) => !only || name.includes(only),
);

test.for(names)(
  "%s ends as if nothing had happened",
  { timeout: 600_000 + points * 90_000 },
  async (name) => {
    const calm = await play(name, null);
    const random = randomOf(seed);
    const share = told ? 1 : Math.ceil(points / names.length);
    for (let n = 0; n < share; n++) {
      const at = 1 + Math.floor(random.uniform() * calm.writes);
      const drawn = {
        ...{ at, isDone: random.uniform() < 0.5 },
        ...{ times: 1 + (n % 2), lasts: random.uniform() < 0.3 },
      };
      const kill: Kill = told ? JSON.parse(told) : drawn;
      const { state, died } = await play(name, kill);
      const what = `${JSON.stringify(kill)} ${died?.slice(0, 100)}`;
      if (process.env.CHAOS)
        process.stdout.write(`${name} ${n + 1}/${share} ${what}\n`);
      const found = State.differences(calm.state, state);
      expect.soft(found, what).toEqual([]);
    }
  },
);
