// forecast: monthly series foretold a second, and how far off they are, beside Theta and the seasonal naive forecast on the same series
import { forecast } from "@mainstay/core/forecast/forecast";
import { Accuracy } from "@mainstay/core/forecast/accuracy";
import { Season } from "@mainstay/core/forecast/season";
import { Theta } from "@mainstay/core/forecast/theta";
import { random } from "@mainstay/core/base/random";

const [count, length, horizon, period] = [300, 96, 12, 12];

// A level that wanders, a slope that fades and a season that grows with it.
function made(seed: number): Float64Array {
  const { uniform } = random(seed);
  const shock = () => uniform() + uniform() + uniform() - 1.5;
  const season = Array.from({ length: period }, () => 1 + 0.3 * shock());
  let [level, slope] = [100 + 100 * uniform(), 2 * shock()];
  return Float64Array.from({ length: length + horizon }, (_, t) => {
    slope = 0.97 * slope + 0.1 * shock();
    level = Math.max(10, level + slope + 2 * shock());
    return level * season[t % period] * (1 + 0.05 * shock());
  });
}

const methods: Record<string, (history: Float64Array) => Float64Array> = {
  combination: (values) =>
    Float64Array.from(
      forecast({ values, period }, { horizon }).points,
      ({ value }) => value,
    ),
  Theta: (values) => {
    const season = Season.find(values, period);
    const { value } = Theta.theta(Season.remove(season, values), horizon);
    return Season.restore(season, value, values.length);
  },
  "seasonal naive": (values) => Accuracy.seasonalNaive(values, period, horizon),
};

const all = Array.from({ length: count }, (_, k) => made(k + 1));
for (const values of all.slice(0, 20))
  methods.combination(values.slice(0, length));
const results = Object.entries(methods).map(([name, foretell]) => {
  const began = performance.now();
  const error = all.reduce((sum, values) => {
    const foretold = foretell(values.slice(0, length));
    return sum + Accuracy.smape(values.subarray(length), foretold) / count;
  }, 0);
  return { name, error, ms: (performance.now() - began) / count };
});
const theta = results.find(({ name }) => name === "Theta")!;
for (const { name, error, ms } of results)
  console.log(
    `${name.padEnd(16)}${ms.toFixed(2)} ms a series, sMAPE ${error.toFixed(2)} (${(error / theta.error).toFixed(2)} of Theta's)`,
  );
