// month: every metric of a period over 100,000 synthetic customers and a year behind them; time, memory, and what a million take
import type { Event } from "@mainstay/core/events/event";
import type { Definition } from "@mainstay/core/tabular/definition";
import { MetricBoard } from "@mainstay/core/metrics/metric-board";
import { Config } from "@mainstay/core/metrics/metric-config";
import { MetricHistory } from "@mainstay/core/metrics/metric-history";
import { Period } from "@mainstay/core/tabular/period";
import type { CustomerTable } from "@mainstay/core/customers/customer-table";
import { random } from "@mainstay/core/base/random";

// The number may be told, a million itself included.
const customers = Number(process.argv[2] ?? 100_000);
const months = 12;
const goal = 1_000_000;
const models = ["m-1", "m-2", "m-1; m-2", "m-3; m-2", null];
const words = { plan: ["Pro", "Free trial"], owner: ["Ann", "Bob", null] };

const draw = random(7);
const column = (of: (i: number) => number) =>
  Float64Array.from({ length: customers }, (_, i) =>
    draw.uniform() < 0.05 ? NaN : of(i),
  );
const whole = (most: number) => () => draw.integer(most + 1);

// A thirtieth of the customers leaves each month and as many join.
function month(k: number): CustomerTable {
  const period = `${2025 + Math.floor(k / 12)}-${String((k % 12) + 1).padStart(2, "0")}`;
  const from = Math.floor((k * customers) / 30);
  const start = Period.start(period);
  const numbers: Partial<Record<Definition.Role, Float64Array>> = {
    ...{ satisfaction: column(whole(10)), loyalty: column(whole(10)) },
    ...{ success: column(whole(1)), nps: column(whole(10)) },
    ...{ csat: column(() => 1 + draw.integer(5)) },
    ...{ ces: column(() => 1 + draw.integer(7)) },
    ...{ revenue: column(() => draw.integer(100_000) / 100) },
    ...{ spend: column(() => 100 * draw.uniform()) },
    ...{ commitment: column(() => 1200 * draw.uniform()) },
    ...{ termStart: column(() => Period.start("2025-03")) },
    ...{ termEnd: column(() => Period.start("2026-03")) },
    ...{ seats: column(whole(100)), activeSeats: column(whole(80)) },
    ...{ daily: column(whole(20)), monthly: column(whole(60)) },
    ...{ features: column(whole(20)), usage: column(draw.uniform) },
    ...{ tokens: column(draw.uniform), requests: column(whole(10_000)) },
    ...{ errorRate: column(() => draw.uniform() / 20) },
    ...{ rateLimited: column(() => draw.uniform() / 50) },
    ...{ latency: column(() => 2000 * draw.uniform()) },
    ...{ onboarded: column(whole(1)), trained: column(whole(1)) },
    ...{ signup: column(() => start - draw.integer(400)) },
    ...{ firstValue: column(() => start - draw.integer(300)) },
    ...{ referrals: column(whole(2)), referralValue: column(whole(500)) },
  };
  const texts: Partial<Record<Definition.Role, (string | null)[]>> = {
    models: Array.from({ length: customers }, () => models[draw.integer(5)]),
    plan: Array.from({ length: customers }, () => words.plan[draw.integer(2)]),
    owner: Array.from(
      { length: customers },
      () => words.owner[draw.integer(3)],
    ),
  };
  const roles = [...Object.keys(numbers), ...Object.keys(texts)];
  return {
    period,
    id: Array.from({ length: customers }, (_, i) => `customer-${from + i}`),
    roles: Object.fromEntries(roles.map((role) => [role, role])),
    number: (name) => numbers[name as Definition.Role] ?? null,
    text: (name) => texts[name as Definition.Role] ?? null,
  };
}

// Five events a customer, in the order of time.
function events(period: string): Event.Log {
  const [from, to] = [Period.start(period), Period.end(period)];
  const length = 5 * customers;
  const none = new Float64Array(length).fill(NaN);
  return {
    users: Array.from({ length: customers }, (_, i) => `customer-${i}`),
    ...{ products: ["p"], actions: ["view", "cart", "purchase"] },
    user: Int32Array.from({ length }, () => draw.integer(customers)),
    product: new Int32Array(length),
    action: Int32Array.from({ length }, () => draw.integer(3)),
    time: Float64Array.from(
      { length },
      (_, i) => (from + (i / length) * (to - from)) * 86_400_000,
    ),
    ...{ quantity: none, amount: none, order: new Int32Array(length) },
  };
}

function seconds(run: () => void): number {
  const { user, system } = process.cpuUsage();
  run();
  const after = process.cpuUsage();
  return (after.user + after.system - user - system) / 1e6;
}
const peak = () => process.resourceUsage().maxRSS / 1024;

const bare = peak();
const retiring = [{ version: "m-1", retiresOn: "2026-06-30" }];
const past = MetricHistory.begin(Config.parse({ features: 20, retiring }));
let before: CustomerTable | null = null;
let remember = 0;
for (let k = 0; k < months; k++) {
  before = month(k);
  const sheet = before;
  remember += seconds(() => MetricHistory.add(past, sheet));
}
const sheet = month(months);
const log = events(sheet.period);
let info: MetricBoard.Info | null = null;
const measure = seconds(() => {
  info = MetricBoard.measure({ sheet, before, past, events: log }).info;
});
const known = Object.values(info!.values).filter((one) => one.value !== null);
const all = remember + measure;
const used = peak();
const times = goal / customers;
const n = (value: number, digits = 0) =>
  value.toLocaleString("en-US", { maximumFractionDigits: digits });

console.log(
  `${n(customers)} customers, ${known.length} of ${MetricBoard.names.length} metrics with a figure, CPU seconds`,
);
console.log(`  ${months} months remembered  ${remember.toFixed(2)} s`);
console.log(`  the newest measured   ${measure.toFixed(2)} s`);
console.log(
  `  peak memory           ${n(used)} MB, of which ${n(bare)} MB before any data`,
);
if (times !== 1) {
  console.log(`extrapolated to ${n(goal)} customers, growing in proportion`);
  console.log(
    `  time    ${n(times, 1)} × ${all.toFixed(2)} s = ${n(times * all, 1)} s`,
  );
  console.log(
    `  memory  ${n(bare)} + ${n(times, 1)} × (${n(used)} − ${n(bare)}) = ${n(bare + times * (used - bare))} MB`,
  );
}
