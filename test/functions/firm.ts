// firm: a made-up company of some eighty customers over four months, who join, pause, come back, shrink and leave
import { random } from "@mainstay/core/base/random";

export const months = ["2026-07", "2026-08", "2026-09", "2026-10"];

export type Row = {
  customer_id: string;
  month: string;
  company: string;
  mrr: string;
  nps: string;
  csat: string;
  seats: string;
  active_seats: string;
  owner: string;
  renewal_date: string;
  tokens: string;
  churned: string;
};
const columns: (keyof Row)[] = [
  ...(["customer_id", "month", "company", "mrr", "nps", "csat"] as const),
  ...(["seats", "active_seats", "owner"] as const),
  ...(["renewal_date", "tokens", "churned"] as const),
];

export const definition = {
  id: "customer_id",
  time: "month",
  label: { column: "churned", positive: "yes", horizon: 1 },
  columns: { company: "text" },
  roles: {
    name: "company",
    revenue: "mrr",
    nps: "nps",
    csat: "csat",
    seats: "seats",
    activeSeats: "active_seats",
    owner: "owner",
    renewal: "renewal_date",
    tokens: "tokens",
  },
};

/** Who is there in each month; some say that they leave, some are gone without a word, some come later. */
export const rows: Map<string, Row[]> = (() => {
  const draw = random(11);
  const all = new Map(months.map((month) => [month, [] as Row[]]));
  for (let k = 0; k < 84; k++) {
    const leaves = draw.uniform() < 0.25 ? 1 + draw.integer(3) : Infinity;
    const silent = draw.uniform() < 0.4;
    const joins = k % 14 === 5 ? 1 + draw.integer(3) : 0;
    const seats = 5 + draw.integer(40);
    const price = 10 + draw.integer(30) + draw.integer(100) / 100;
    let mood = 3 + 7 * draw.uniform();
    months.forEach((month, t) => {
      if (t < joins || t > leaves || (silent && t === leaves)) return;
      if (t === leaves - 1) mood -= 5 * draw.uniform();
      mood = Math.min(10, Math.max(0, mood + 2 * draw.uniform() - 1));
      const active = Math.round((seats * (mood + draw.uniform())) / 11);
      // A pause pays nothing for a month; a plan may grow or shrink.
      const pays = draw.uniform() < 0.06 ? 0 : price * Math.max(1, active);
      all.get(month)!.push({
        customer_id: `f${String(k).padStart(3, "0")}`,
        month,
        company: `"Firm ${k}, Ltd"`,
        mrr: pays.toFixed(2),
        nps: draw.uniform() < 0.2 ? "" : String(Math.round(mood)),
        csat: draw.uniform() < 0.2 ? "" : String(1 + Math.round(mood * 0.4)),
        seats: String(seats),
        active_seats: String(Math.min(seats, active)),
        owner: k % 17 === 3 ? "" : `owner ${k % 5}`,
        renewal_date: `2026-${String(11 + (k % 2))}-${10 + (k % 18)}`,
        tokens: String(Math.round(1000 * active * (0.5 + draw.uniform()))),
        churned: t === leaves ? "yes" : "no",
      });
    });
  }
  return all;
})();

const table = (names: readonly string[], lines: Record<string, string>[]) =>
  [names.join(","), ...lines.map((row) => names.map((n) => row[n]).join(","))]
    .map((line) => `${line}\n`)
    .join("");

export const csv = (month: string) => table(columns, rows.get(month)!);

export const events = table(
  ["UserID", "ProductID", "Action", "Time"],
  Array.from({ length: 600 }, (_, k) => ({
    UserID: `f${String((k * 7) % 60).padStart(3, "0")}`,
    ProductID: `p${(k * k) % 12}`,
    Action: ["view", "cart", "purchase"][k % 3],
    Time: new Date(
      Date.UTC(2026, 6, 1) + ((k * 4_111_117) % (123 * 86_400)) * 1000,
    ).toISOString(),
  })),
);

export const feedback = table(
  ["customer_id", "time", "channel", "rating", "scale", "text"],
  [
    ["f000", "2026-10-02T10:00:00Z", "survey", "1", "5", "Terrible and slow"],
    [
      "f001",
      "2026-10-03T10:00:00Z",
      "survey",
      "5",
      "5",
      "Great product we love it",
    ],
    ["f002", "2026-10-04T10:00:00Z", "chat", "", "", "服务很差，非常失望"],
    ["f004", "2026-09-05T10:00:00Z", "chat", "5", "5", "非常好用，很满意"],
    ["f006", "2026-09-06T10:00:00Z", "mail", "4", "5", ""],
  ].map(([customer_id, time, channel, rating, scale, text]) => ({
    ...{ customer_id, time, channel, rating, scale, text },
  })),
);

export const knowledge = `id,title,text,lang
rotate,Rotating an API key,"Create a second key, deploy it, then revoke the first key under Settings.",en
invoice,发票在哪里下载,在账单页面点击下载按钮即可获取发票。,zh
`;
export const article = `# Exporting usage

Open the usage page and press Export to receive a CSV of tokens by day.
`;
