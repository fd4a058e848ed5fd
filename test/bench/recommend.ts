// recommend: seconds to fit the closed form, as a ratio to NumPy's in the same run, and what one served answer takes
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Event } from "@mainstay/core/events/event";
import { Recommend } from "@mainstay/core/recommend/recommend";
import { ServeRecommender } from "@mainstay/core/recommend/serve-recommender";
import { fit, plain } from "@mainstay/training/recommend/ease";
import { gather } from "@mainstay/training/recommend/interactions";
import { files } from "@mainstay/training/recommend/recommender-files";
import {
  histories,
  type Interactions,
} from "@mainstay/training/recommend/recommender";
import { random } from "@mainstay/core/base/random";

const users = 4300;
const items = 3700;
const mean = 60; // interactions of a user
const peer = new URL("peers/ease.py", import.meta.url).pathname;

/** Users of twenty tastes over items some of which are taken far more often than others. */
function world(seed: number): Interactions {
  const draw = random(seed);
  const rows = { user: [] as number[], item: [] as number[] };
  for (let user = 0; user < users; user++) {
    const count = Math.ceil(-mean * Math.log(1 - draw.uniform()));
    for (let k = 0; k < count; k++) {
      const liked = Math.floor(items * draw.uniform() ** 2);
      const own = draw.uniform() < 0.6;
      rows.user.push(user);
      rows.item.push(own ? liked - (liked % 20) + (user % 20) : liked);
    }
  }
  const item = rows.item.map((i) => Math.min(i, items - 1));
  const time = Float64Array.from(item.keys());
  return gather({ users, items, user: rows.user, item, time });
}

type Peer = { seconds: number; scores: number[] };
async function numpy(train: Interactions): Promise<Peer | null> {
  const directory = await mkdtemp(join(tmpdir(), "ease-"));
  try {
    await writeFile(join(directory, "start"), train.start);
    await writeFile(join(directory, "item"), train.item);
    const { stdout } = await promisify(execFile)("python3", [
      peer,
      directory,
      ...[users, items, plain.lambda].map(String),
    ]);
    return JSON.parse(stdout);
  } catch (error) {
    console.log(`no NumPy to compare with: ${error}`);
    return null;
  } finally {
    await rm(directory, { recursive: true });
  }
}

const train = world(42);
const seconds: number[] = [];
let model = await fit(train, plain);
for (let run = 0; run < 3; run++) {
  const began = performance.now();
  model = await fit(train, plain);
  seconds.push((performance.now() - began) / 1000);
}
const ours = Math.min(...seconds);
console.log(
  `fit: ${users} users, ${items} items, ${train.item.length} interactions, ${availableParallelism()} cores: ${ours.toFixed(2)} s`,
);
const theirs = await numpy(train);
if (theirs) {
  const scores = await model.scores(histories(train).slice(0, 4));
  const apart = scores.reduce(
    (most, score, at) => Math.max(most, Math.abs(score - theirs.scores[at])),
    0,
  );
  console.log(
    `NumPy: ${theirs.seconds.toFixed(2)} s; ratio ${(ours / theirs.seconds).toFixed(2)}; scores apart at most ${apart.toExponential(1)}`,
  );
}

const names = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, i) => `${prefix}${i}`);
const log: Event.Log = {
  users: names(users, "c"),
  products: names(items, "p"),
  actions: [],
  user: new Int32Array(),
  product: new Int32Array(),
  action: new Int32Array(),
  time: new Float64Array(),
  quantity: new Float64Array(),
  amount: new Float64Array(),
  order: new Int32Array(),
};
const artifact = await model.artifact();
const made = files(
  { log, train, config: Recommend.defaults },
  artifact,
  null,
  false,
);
const served = await ServeRecommender.open(made);
const requests: Recommend.Request[] = histories(train).map((history) => ({
  history: Array.from(history.items, (item, time) => ({
    product: `p${item}`,
    time,
  })),
}));
for (const request of requests.slice(0, 300)) await served.recommend(request);
const each = [];
for (const request of requests.slice(300, 2300)) {
  const began = performance.now();
  await served.recommend(request);
  each.push(performance.now() - began);
}
each.sort((a, b) => a - b);
const began = performance.now();
await served.batch(requests);
const all = (performance.now() - began) / 1000;
console.log(
  `served: p50 ${each[1000].toFixed(2)} ms, p99 ${each[1980].toFixed(2)} ms; ${Math.round(users / all)} customers a second in batches; model.onnx ${(made["model.onnx"]!.length / 1e6).toFixed(1)} MB`,
);
await served.close();
