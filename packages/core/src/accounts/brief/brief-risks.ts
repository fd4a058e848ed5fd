// brief-risks: the brief's section on open risks, each found by a fixed rule
import { BriefFormat, zh } from "./brief-format";
import type { Known, Section } from "./brief-input";
import { Bilingual } from "../../text/bilingual";

const minHealthFall = 10; // points
const minUsageFall = 0.2; // share of the period before
const renewalNearDays = 90;
const maxNegativeSentiment = -0.25;

export function risks(known: Known, form: BriefFormat.BriefFormat): Section {
  const found = [...risksOf(known, form), ...known.risks].map(form.say);
  const none = { en: "No open risk is known.", zh: "没有已知的风险。" };
  return {
    heading: form.say({ en: "Open risks", zh: "未解决的风险" }),
    paragraphs: found.length ? [] : [form.say(none)],
    items: form.few(found, 12),
  };
}

function risksOf(
  known: Known,
  form: BriefFormat.BriefFormat,
): Bilingual.Text[] {
  const { health, score, contract, usage, feedback, due } = known;
  const found: Bilingual.Text[] = [];
  const isAtRisk = score?.band === "high" || health?.status === "red";
  if (score?.band === "high")
    found.push({ en: "The model sees a high risk.", zh: "模型判断为高风险。" });
  if (health?.status === "red")
    found.push({ en: "Health is red.", zh: "健康度为红色。" });
  const fall = (health?.before ?? NaN) - (health?.score ?? NaN);
  if (fall >= minHealthFall) {
    const points = form.plain(Math.round(fall));
    found.push({
      en: `Health fell by ${points} points.`,
      zh: zh`健康度下降了${points}分。`,
    });
  }
  const days = contract?.renewal ? form.until(contract.renewal) : NaN;
  if (days < 0)
    found.push({
      en: "The renewal date has passed.",
      zh: "续约日期已过。",
    });
  else if (
    days <= renewalNearDays &&
    (isAtRisk || health?.status === "amber")
  ) {
    const away = BriefFormat.away(days);
    found.push({
      en: `The renewal is near (${away.en}) and the account is not well.`,
      zh: `续约临近（${away.zh}），而客户状况不佳。`,
    });
  }
  if (contract?.commitment && (contract.used ?? 0) > contract.commitment)
    found.push({
      en: "More than the commitment is used: the next bills will be higher.",
      zh: "用量已超出承诺消费，后续账单会更高。",
    });
  for (const { label } of usage.filter(isWorse))
    found.push({
      en: `${label.en}: worse by a fifth or more.`,
      zh: `${label.zh}：恶化了五分之一以上。`,
    });
  if ((feedback?.sentiment ?? 0) <= maxNegativeSentiment)
    found.push({ en: "Comments are negative.", zh: "评论偏负面。" });
  const late = due.filter(({ due }) => form.until(due) < 0).length;
  if (late)
    found.push({
      en: `${late} ${late === 1 ? "action is" : "actions are"} overdue.`,
      zh: `有 ${late} 项行动逾期。`,
    });
  return found;
}

function isWorse({ now, before, better }: Known["usage"][number]) {
  if (before === undefined || before <= 0) return false;
  const change = now / before - 1;
  return better === "higher" ? change <= -minUsageFall : change >= minUsageFall;
}
