// brief-health: the brief's sections on who the customer is, its health, and its risk with the reasons
import { Reason } from "../../model/reason";
import { BriefFormat, zh } from "./brief-format";
import type { Known, Section } from "./brief-input";
import { Bilingual } from "../../text/bilingual";

export function who(known: Known, form: BriefFormat.BriefFormat): Section {
  const { customer, revenue, lifetimeValue, contract, today } = known;
  const { name, id, plan, segment, owner, signup } = customer;
  const named = name === undefined ? id : `${name} (${id})`;
  const facts: Bilingual.Text[] = [];
  const fact = (
    value: string | undefined,
    text: (value: string) => Bilingual.Text,
  ) => {
    if (value) facts.push(text(value));
  };
  fact(plan, (plan) => ({ en: `plan ${plan}`, zh: zh`套餐${plan}` }));
  fact(segment, (s) => ({ en: `segment ${s}`, zh: zh`分群${s}` }));
  fact(owner, (o) => ({ en: `looked after by ${o}`, zh: zh`负责人${o}` }));
  const listed = form.list(facts.map(form.say));
  const paragraphs = [
    form.say({
      en: listed ? `${named}: ${listed}.` : `${named}.`,
      zh: listed ? `${named}：${listed}。` : `${named}。`,
    }),
  ];
  const items = [
    form.say(revenueLine(revenue, form)),
    ...(lifetimeValue === undefined
      ? []
      : [
          form.say({
            en: `Expected lifetime value ${form.money(lifetimeValue)}.`,
            zh: zh`预期客户终身价值${form.money(lifetimeValue)}。`,
          }),
        ]),
    form.say(tenureLine(signup, today, form)),
    ...contractLines(contract, form).map(form.say),
  ];
  return {
    heading: form.say({ en: "Who", zh: "客户概况" }),
    paragraphs,
    items,
  };
}

function revenueLine(
  revenue: Known["revenue"],
  form: BriefFormat.BriefFormat,
): Bilingual.Text {
  if (!revenue) return { en: "Revenue is not known.", zh: "收入未知。" };
  const now = form.money(revenue.now);
  const moved = BriefFormat.moved({ ...revenue, unit: "money" }, form);
  return {
    en: `Revenue ${now} in the period${moved.en}.`,
    zh: zh`本期收入${now}${moved.zh}。`,
  };
}

function tenureLine(
  signup: string | undefined,
  today: string,
  form: BriefFormat.BriefFormat,
): Bilingual.Text {
  if (!signup)
    return { en: "Date of signing up not known.", zh: "签约日期未知。" };
  const day = form.day(signup);
  if (form.until(signup) > 0)
    return { en: `Customer from ${day} on.`, zh: zh`将于${day}成为客户。` };
  const long = BriefFormat.tenure(signup, today);
  return {
    en: `Customer for ${long.en}, since ${day}.`,
    zh: zh`自${day}起成为客户，已${long.zh}。`,
  };
}

function contractLines(
  contract: Known["contract"],
  form: BriefFormat.BriefFormat,
): Bilingual.Text[] {
  const { renewal, termEnd, commitment, used } = contract ?? {};
  const lines: Bilingual.Text[] = [];
  const when = (day: string) => ({
    day: form.day(day),
    away: BriefFormat.away(form.until(day)),
  });
  if (renewal) {
    const { day, away } = when(renewal);
    lines.push({
      en: `Renewal on ${day}, ${away.en}.`,
      zh: zh`续约日期${day}，${away.zh}。`,
    });
  } else lines.push({ en: "Renewal date not known.", zh: "续约日期未知。" });
  if (termEnd) {
    const { day, away } = when(termEnd);
    lines.push({
      en: `The term ends on ${day}, ${away.en}.`,
      zh: zh`合同期至${day}，${away.zh}。`,
    });
  }
  if (commitment !== undefined)
    lines.push({
      en: `Committed to ${form.money(commitment)}${used === undefined ? "" : `, ${form.money(used)} of it used`}.`,
      zh: zh`承诺消费${form.money(commitment)}${used === undefined ? "" : zh`，已使用${form.money(used)}`}。`,
    });
  else if (used !== undefined)
    lines.push({
      en: `${form.money(used)} used in the term.`,
      zh: zh`合同期内已使用${form.money(used)}。`,
    });
  return lines;
}

const statuses = {
  red: { en: "red", zh: "红色" },
  amber: { en: "amber", zh: "黄色" },
  green: { en: "green", zh: "绿色" },
};

export function health(
  { health }: Known,
  form: BriefFormat.BriefFormat,
): Section {
  const heading = form.say({ en: "Health", zh: "健康度" });
  if (!health || health.score === null) {
    const why = health
      ? {
          en: "Too little is known for a health score.",
          zh: "数据不足，无法给出健康度。",
        }
      : { en: "Health has not been worked out.", zh: "尚未计算健康度。" };
    return { heading, paragraphs: [form.say(why)], items: [] };
  }
  const { score, before, status, components } = health;
  const now = form.plain(Math.round(score));
  const light = status && statuses[status];
  const change =
    before === undefined || before === null
      ? { en: "", zh: "" }
      : Math.round(score) === Math.round(before)
        ? { en: ", as in the period before", zh: "，与上期持平" }
        : {
            en: `, ${form.signed(Math.round(score) - Math.round(before))} points against the period before`,
            zh: zh`，较上期 ${form.signed(Math.round(score) - Math.round(before))}分`,
          };
  const byChange = [...components].sort(
    (a, b) => Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0),
  );
  return {
    heading,
    paragraphs: [
      form.say({
        en: `${now} of 100${light ? ` (${light.en})` : ""}${change.en}.`,
        zh: zh`${now}分（满分 100）${light ? `，${light.zh}` : ""}${change.zh}。`,
      }),
    ],
    items: form.few(
      byChange.map(({ label, points, change }) => {
        const by = change ? form.signed(change) : null;
        const has =
          points === null
            ? { en: "no data", zh: "无数据" }
            : {
                en: `${form.plain(Math.round(points))} points`,
                zh: `${form.plain(Math.round(points))} 分`,
              };
        return form.say({
          en: `${label.en}: ${has.en}${by ? `, moved health by ${by}` : ""}.`,
          zh: `${label.zh}：${has.zh}${by ? `，使健康度变化 ${by}` : ""}。`,
        });
      }),
      6,
    ),
  };
}

const bands = {
  high: { en: "high", zh: "高" },
  medium: { en: "medium", zh: "中等" },
  low: { en: "low", zh: "低" },
};

export function score(
  { score, foretold }: Known,
  form: BriefFormat.BriefFormat,
): Section {
  if (foretold)
    return {
      heading: form.say({ en: "What is foretold", zh: "预测结果" }),
      paragraphs: [form.say(foretold)],
      items: [],
    };
  const heading = form.say({ en: "Risk and its reasons", zh: "风险与原因" });
  if (!score) {
    const none = {
      en: "No model has scored this customer.",
      zh: "该客户尚无模型评分。",
    };
    return { heading, paragraphs: [form.say(none)], items: [] };
  }
  const { probability, before, band, horizon, reasons } = score;
  const now = form.share(probability);
  const moved = BriefFormat.moved(
    { now: probability, before, unit: "share" },
    form,
  );
  const within = horizon
    ? {
        en: ` within ${horizon === 1 ? "a month" : `${horizon} months`}`,
        zh: `未来 ${horizon} 个月`,
      }
    : { en: "", zh: "" };
  return {
    heading,
    paragraphs: [
      form.say({
        en: `Risk${within.en} ${now} (${bands[band].en})${moved.en}.`,
        zh: zh`${within.zh}风险${now}（${bands[band].zh}）${moved.zh}。`,
      }),
      ...(reasons.length
        ? []
        : [
            form.say({
              en: "Its reasons are not worked out.",
              zh: "尚未计算原因。",
            }),
          ]),
    ],
    items: form.few(
      reasons.map(({ type, typical, ...reason }) =>
        Reason.sentence(reason, { type, typical, lang: form.lang }),
      ),
    ),
  };
}
