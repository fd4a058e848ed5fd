// sample-company: the sample company — synthetic, no row of it describes anybody
import type { Definition } from "@mainstay/core/tabular/definition";
import { comment, type Topic } from "./sample-comment";
import { invent, plans, type Customer } from "./sample-customer";
import { features, generations, habits, type Habit } from "./customer-habits";
import { knowledge } from "./sample-articles";
import { begin, live, type Month } from "./customer-months";
import { stream, type Random } from "./keyed-random";
import { catalogue, products, visits } from "./sample-events";

export const about =
  "The sample company is synthetic: an invented vendor of language-model APIs with invented customers, drawn from a seed.";

export const definition = {
  id: "customer_id",
  time: "month",
  period: "month",
  label: { column: "churned", positive: "yes", horizon: 3 },
  // Names every customer differently: nothing to learn from.
  columns: { company: "text", referrals: "number" },
  roles: {
    satisfaction: "csat",
    loyalty: "loyalty",
    success: "succeeded",
    revenue: "mrr",
    name: "company",
    renewal: "renewal_date",
    nps: "nps",
    ces: "ces",
    owner: "owner",
    plan: "plan",
    signup: "signup",
    seats: "seats",
    activeSeats: "active_seats",
    features: "features_used",
    tokens: "tokens_millions",
    requests: "requests",
    usage: "tokens_millions",
    spend: "spend",
    commitment: "committed_spend",
    models: "model",
    errorRate: "error_rate",
    rateLimited: "rate_limited",
    latency: "latency_p95_ms",
    tickets: "tickets",
    onboarded: "onboarded_on",
    trained: "trained_on",
    firstValue: "first_value_on",
    referrals: "referrals",
    referralValue: "referral_value",
  },
  labels: {
    plan: { en: "plan", zh: "套餐" },
    region: { en: "region", zh: "地区" },
    industry: { en: "industry", zh: "行业" },
    seats: { en: "seats", zh: "席位" },
    active_seats: { en: "active seats", zh: "活跃席位" },
    tokens_millions: { en: "tokens, in millions", zh: "令牌用量（百万）" },
    requests: { en: "requests", zh: "请求数" },
    spend: { en: "spend", zh: "支出" },
    commitment: { en: "kind of commitment", zh: "承诺类型" },
    error_rate: { en: "error rate", zh: "错误率" },
    rate_limited: { en: "requests refused", zh: "被限流的请求" },
    latency_p95_ms: { en: "latency (95 %, ms)", zh: "延迟（95%，毫秒）" },
    tickets: { en: "tickets", zh: "工单数" },
    csat: { en: "satisfaction", zh: "满意度" },
    loyalty: { en: "loyalty", zh: "忠诚度" },
    succeeded: { en: "goal reached", zh: "达成目标" },
    signup: { en: "sign-up", zh: "注册日期" },
    renewal_date: { en: "renewal date", zh: "续约日" },
    mrr: { en: "monthly revenue", zh: "月收入" },
    owner: { en: "owner", zh: "负责人" },
    features_used: { en: "features in use", zh: "使用的功能" },
    nps: { en: "willingness to recommend", zh: "推荐意愿" },
    ces: { en: "ease of use", zh: "省力度" },
    model: { en: "model called", zh: "调用的模型" },
    model_retires: { en: "end of its model", zh: "模型下线日" },
    committed_spend: { en: "committed spend", zh: "承诺支出" },
    onboarded_on: { en: "onboarding date", zh: "上线日期" },
    trained_on: { en: "training date", zh: "培训日期" },
    first_value_on: { en: "first value", zh: "首次获得价值" },
    referrals: { en: "referrals", zh: "推荐客户数" },
    referral_value: { en: "value of referrals", zh: "推荐带来的收入" },
  },
} satisfies Definition.Input;

// What is told of this company that no file says.
const settings = (retires: string) => ({
  metrics: {
    features,
    retiring: [
      {
        version: generations[0],
        retiresOn: retires,
        successor: generations[1],
      },
    ],
  },
  report: {
    company: "Northwind Inference",
    currency: "USD",
    targets: { nrr: 1.01, grr: 0.98, nps: 20 },
  },
});

export type SampleCompany = {
  customers: Map<string, string>; // month to CSV
  events: string;
  feedback: string;
  knowledge: string;
  products: string;
  definition: typeof definition;
  settings: ReturnType<typeof settings>;
};

const header =
  "customer_id,company,month,plan,region,industry,seats,active_seats,tokens_millions,requests,spend,commitment," +
  "error_rate,rate_limited,latency_p95_ms,tickets,csat,loyalty,succeeded,signup,renewal_date,mrr,owner,features_used," +
  "nps,ces,model,model_retires,committed_spend,onboarded_on,trained_on,first_value_on,referrals,referral_value,churned";

/** `customers` are there in the first month; others join as these leave. Same arguments, same bytes. */
export function generate({
  end,
  months = 12,
  customers = 2000,
  seed = 42,
}: {
  /** Newest month, YYYY-MM. */
  end: string;
  months?: number;
  customers?: number;
  seed?: number;
}): SampleCompany {
  const last = Number(end.slice(0, 4)) * 12 + Number(end.slice(5, 7)) - 1;
  const first = last - months + 1;
  // The oldest generation of models is switched off two months after the newest.
  const retires = day(start(last + 3) / dayMs - 1);
  const arrivals = stream(seed, "arrivals");
  const founding = Array.from(
    { length: customers },
    () => -1 - Math.floor(arrivals.uniform() ** 1.4 * 30),
  );
  const joining = Array.from({ length: months }, (_, at) => at).flatMap((at) =>
    Array.from({ length: arrivals.poisson(customers * 0.033) }, () => at),
  );
  const rows = Array.from({ length: months }, () => [header]);
  const events: { time: string; line: string }[] = [];
  const feedback: { time: string; line: string }[] = [];
  const sold = new Map<string, number>();
  [...founding, ...joining].forEach((joined, k) => {
    const random = stream(seed, `customer ${k + 1}`);
    const customer = invent(k + 1, joined, random);
    const habit = habits(customer, seed, k + 1);
    // The month before the first is lived unseen, so that customers leave in the first month too.
    let state = begin(random);
    for (let at = Math.max(-1, joined); at < months; at++) {
      const lived = live(customer, state, at, random);
      state = lived.state;
      if (at < 0) continue;
      const { month } = lived;
      const age = start(first + at + 1) / dayMs - signedUp(customer, first);
      rows[at].push(
        row(customer, month, { ...habit(month, age), retires }, first, at),
      );
      for (const visit of visits(customer, days(first + at) * 86400, random)) {
        const time = moment(first + at, visit.second);
        const { product, action } = visit;
        const isSale = action === "purchase";
        if (isSale) sold.set(product, (sold.get(product) ?? 0) + 1);
        events.push({
          time,
          line: `${customer.id},${product},${action},${time},${isSale ? price(product) : ""}`,
        });
      }
      if (random.chance(0.13))
        feedback.push(remark(customer, month, first + at, random));
      if (month.churned) break;
    }
  });
  const csv = (lines: string[]) => lines.join("\n") + "\n";
  return {
    customers: new Map(
      rows.map((lines, at) => [written(first + at), csv(lines)]),
    ),
    events: csv(["UserID,ProductID,Action,Time,Amount", ...inOrder(events)]),
    feedback: csv([
      "customer_id,time,channel,rating,scale,text",
      ...inOrder(feedback),
    ]),
    knowledge,
    products: csv([
      "id,title,category,stock",
      ...catalogue.map(({ product, shelf }, k) => {
        const monthly = (sold.get(product) ?? 0) / months;
        const stock = Math.round(monthly * lasting[k % lasting.length]);
        return `${product},${titleOf(product)},${shelf},${stock}`;
      }),
    ]),
    definition,
    settings: settings(retires),
  };
}

// Months that the prepaid packs in stock last, product by product.
const lasting = [0.6, 1.3, 2.4, 4, 9];
const titleOf = (product: string) => {
  const words = product.replaceAll("-", " ");
  return `${words[0].toUpperCase()}${words.slice(1)} pack`;
};

// A product's price is the same for everybody and further up the list higher.
const price = (product: string) => 40 + 15 * products.indexOf(product);

function row(
  customer: Customer,
  month: Month,
  habit: Habit & { retires: string },
  first: number,
  at: number,
): string {
  const since = signedUp(customer, first);
  const signup = day(since);
  const on = (days: number | null) => (days === null ? "" : day(since + days));
  const renewal = `${written(first + at + (month.toRenewal || (customer.annual ? 12 : 1)))}-${signup.slice(8)}`;
  return [
    ...[
      customer.id,
      customer.company,
      written(first + at),
      customer.plan,
      customer.region,
      customer.industry,
    ],
    ...[
      customer.seats,
      month.activeSeats,
      month.tokens.toFixed(3),
      month.requests,
      month.spend.toFixed(2),
    ],
    ...[
      customer.commitment.toFixed(1),
      month.errorRate.toFixed(5),
      month.rateLimited,
      month.latency,
    ],
    ...[
      month.tickets,
      month.csat ?? "",
      month.loyalty,
      month.succeeded ? "yes" : "no",
      signup,
      renewal,
    ],
    ...[habit.fee.toFixed(2), habit.owner, habit.features],
    ...[habit.nps ?? "", habit.ces ?? "", habit.model],
    ...[habit.model === generations[0] ? habit.retires : ""],
    ...[(customer.commitment * plans[customer.plan].price).toFixed(2)],
    ...[on(habit.onboarded), on(habit.trained), on(habit.firstValue)],
    ...[habit.referrals, habit.referralValue, month.churned ? "yes" : "no"],
  ].join(",");
}

function remark(customer: Customer, month: Month, at: number, random: Random) {
  const { satisfaction, errorRate, latency, tickets } = month;
  const topics: [Topic, number][] = [
    ["errors", satisfaction < 6 ? errorRate * 90 : 0.6],
    ["latency", latency > 800 ? 2 : 0.8],
    ["support", 0.5 + tickets / 2],
    ["price", 0.9],
    ["quality", 1.4],
    ["docs", 0.5],
  ];
  const topic = random.weighted(topics);
  const channel = random.weighted([
    ["survey", 5],
    ["email", 3],
    ["chat", 2],
    ["review", 1],
  ] as const);
  const scale = channel === "review" ? 5 : 10;
  const rating = random.chance(0.88)
    ? Math.max(1, Math.round((satisfaction * scale) / 10))
    : "";
  const text = comment({
    satisfaction,
    chinese: customer.chinese,
    topic,
    random,
  });
  const time = moment(at, Math.floor(random.uniform() * days(at) * 86400));
  return {
    time,
    line: `${customer.id},${time},${channel},${rating},${scale},"${text}"`,
  };
}

const inOrder = (lines: { time: string; line: string }[]) =>
  lines
    .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))
    .map(({ line }) => line);
// Months are counted from January of year 0.
const written = (month: number) =>
  `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
const start = (month: number) =>
  Date.UTC(Math.floor(month / 12), month % 12, 1);
const dayMs = 86_400_000;
const day = (days: number) => new Date(days * dayMs).toISOString().slice(0, 10);
// Days since 1970-01-01.
const signedUp = ({ joined, day }: Customer, first: number) =>
  start(first + joined) / dayMs + day - 1;
const days = (month: number) => (start(month + 1) - start(month)) / 86400000;
const moment = (month: number, second: number) =>
  new Date(start(month) + second * 1000).toISOString().replace(".000Z", "Z");

export * as SampleCompany from "./sample-company";
