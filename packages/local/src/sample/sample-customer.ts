// sample-customer: an invented client of an invented LLM-API vendor, and what never changes about it
import type { Random } from "./keyed-random";

export const plans = {
  Starter: { seats: 4, tokens: 25, price: 4.2, weight: 40 },
  Growth: { seats: 18, tokens: 160, price: 3.4, weight: 32 },
  Scale: { seats: 60, tokens: 900, price: 2.6, weight: 19 },
  Enterprise: { seats: 220, tokens: 5200, price: 1.9, weight: 9 },
} as const;
export type Plan = keyof typeof plans;

export const industries = [
  "Retail",
  "Finance",
  "Health",
  "Manufacturing",
  "Media",
  "Education",
  "Software",
] as const;
const regions = [
  ["North America", 34],
  ["Europe", 27],
  ["Greater China", 20],
  ["Asia Pacific", 13],
  ["Latin America", 6],
] as const;

export type Customer = {
  id: string;
  company: string;
  plan: Plan;
  region: (typeof regions)[number][0];
  industry: (typeof industries)[number];
  chinese: boolean;
  seats: number;
  commitment: number; // million tokens a month
  fee: number; // a month
  joined: number; // month index, negative before the first month
  day: number;
  annual: boolean;
  temper: number; // how this customer answers questionnaires
  frailty: number; // what no column shows
};

const english = {
  first:
    "Alder Basalt Cobalt Dapple Ember Fennel Gannet Hollow Indigo Juniper Kestrel Larch Marlow Nettle Osprey Pebble Quarry Rowan Sorrel Teasel Umber Vesper Willow Yarrow Zephyr".split(
      " ",
    ),
  second:
    "Freight Clinics Learning Studios Ledger Foods Robotics Systems Insurance Outfitters Analytics Press Logistics Energy Travel Works".split(
      " ",
    ),
};
const chinese = {
  first: "云舟 星河 晨曦 青禾 墨竹 海棠 松石 流光 远山 知微 听雨 竹溪".split(
    " ",
  ),
  second: "科技 教育 医疗 物流 传媒 金融 制造 零售 软件 智能".split(" "),
};

/** `joined` is the month the customer signs up in, counted from the first month of the sample. */
export function invent(
  number: number,
  joined: number,
  random: Random,
): Customer {
  const plan = random.weighted(
    Object.entries(plans).map(([name, { weight }]) => [name as Plan, weight]),
  );
  const region = random.weighted(regions);
  const speaksChinese = region === "Greater China" && random.chance(0.9);
  const words = speaksChinese ? chinese : english;
  const between = speaksChinese ? "" : " ";
  const size = Math.exp(random.normal(0, 0.45));
  const commitment = plans[plan].tokens * size;
  return {
    id: `SYN-${String(number).padStart(5, "0")}`,
    company: `${random.pick(words.first)}${between}${random.pick(words.second)}${between}${number}`,
    ...{ plan, region, joined, commitment, chinese: speaksChinese },
    industry: random.pick(industries),
    seats: Math.max(
      1,
      Math.round(plans[plan].seats * size * Math.exp(random.normal(0, 0.25))),
    ),
    fee: Math.round(commitment * plans[plan].price * 10) / 10 + 20,
    day: 1 + Math.floor(random.uniform() * 28),
    annual: random.chance(plan === "Starter" ? 0.2 : 0.7),
    temper: random.normal(0, 0.7),
    frailty: random.normal(0, 0.35),
  };
}
