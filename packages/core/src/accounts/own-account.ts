// own-account: what a customer asks of its own account — plan, renewal, seats, usage — told from its newest row
import { Ask } from "../knowledge/ask/ask";
import { Temper } from "../knowledge/ask/temper";
import { langOf, units } from "../knowledge/search-terms";
import { own } from "../base/own";
import { Dataset } from "../dataset/dataset";
import { Pseudonyms } from "../customers/pseudonyms";
import { Snapshot } from "../customers/snapshot";
import type { Bilingual } from "../text/bilingual";
import type { Role } from "../tabular/definition";
import { formOf } from "../tabular/cell-reader";
import { Wording } from "../text/wording";

type Fact = { role: Role; called: Bilingual.Text; asks: RegExp };

// The first that fits and that the customers' definition knows is told.
const facts: Fact[] = [
  {
    role: "plan",
    called: { en: "plan", zh: "套餐" },
    asks: /\b(plan|tier|package|edition|subscription)s?\b|套餐|版本|方案/gi,
  },
  {
    role: "renewal",
    called: { en: "renewal date", zh: "续约日期" },
    asks: /\brenew(al|s|ed)?( date)?\b|\b(contract|subscription|plan|term)\b|\b(end|ends|ending|expires?|expiry|run out|runs out|due)\b|续约|续费|续订|到期|合同|套餐|结束/gi,
  },
  {
    role: "activeSeats",
    called: { en: "number of active seats", zh: "在用席位数" },
    asks: /\b(active|used|in use|using)\b|\b(seats?|licen[cs]es?|users?)\b|在用|使用|活跃|席位|账号/gi,
  },
  {
    role: "seats",
    called: { en: "number of seats", zh: "席位数" },
    asks: /\b(seats?|licen[cs]es?)\b|席位|授权/gi,
  },
  {
    role: "revenue",
    called: { en: "monthly amount", zh: "每月费用" },
    asks: /\b(pay|paying|spend|spending|charged|billed|monthly (fee|price|amount))\b|月费|每个?月|付|交|多少钱|费用/gi,
  },
  {
    role: "tokens",
    called: { en: "number of tokens", zh: "token 用量" },
    asks: /\btokens?\b|\b(use|used|usage|consumed)\b|用了|用量|用/gi,
  },
  {
    role: "requests",
    called: { en: "number of requests", zh: "调用次数" },
    asks: /\b(requests?|api calls?|calls?)\b|\b(use|used|usage|made|make|sent)\b|调用|请求|次/gi,
  },
  {
    role: "usage",
    called: { en: "usage", zh: "用量" },
    asks: /\b(usage|consumption)\b|用量|使用量/gi,
  },
  {
    role: "owner",
    called: { en: "contact with us", zh: "客户经理" },
    asks: /\b(account manager|success manager|csm|contact person|representative)\b|客户经理|对接人|负责人/gi,
  },
  {
    role: "signup",
    called: { en: "start as a customer", zh: "开始合作的日期" },
    asks: /\b(customers?|clients?)\b|\b(since|signed up|sign up|joined?)\b|客户|签约|注册|合作/gi,
  },
];

const mine = /\b(my|our|ours|mine|we|i|us|me|i'm|we're|we've|i've)\b|我|咱/i;
const value =
  /^\W*(?:and |so |hi |hello )?(?:what|which|when|who|how (?:much|many|long)|until when|since when|on (?:what|which)|are we|am i|what's|when's|who's|tell me)\b|多少|几|什么|哪|何时|谁/i;
// Whoever asks how to change it, or what another one would be, wants an article or a person.
const other =
  /\b(why|how (?:do|can|should|to|would)|can|could|should|would|if|change|upgrade|downgrade|cancel|switch|extra|additional|more|another|next|should)\b|为什么|怎么|如何|能|可以|如果|修改|更改|升级|降级|取消|另外|额外|再|下一/i;

/** Which fact of its own account a question asks for, if it asks for nothing else. */
export function asked(question: string, known: readonly Role[]) {
  if (!mine.test(question) || !value.test(question) || other.test(question))
    return undefined;
  return facts.find(({ role, asks }) => {
    if (!known.includes(role)) return false;
    const rest = question.replace(asks, " ");
    if (rest === question) return false;
    // What is left over must say nothing of its own.
    return units(rest).every(({ light, action }) => light || action);
  });
}

async function answered(
  { question, customerId, lang }: Ask.Question & { customerId: string },
  dataset: string,
): Promise<Ask.Answer | null> {
  const text = question.trim();
  if (Temper.wantsPerson(text) || Temper.upset(text)) return null;
  const definition = await Dataset.find(dataset);
  if (!definition) return null;
  const roles = Object.keys(definition.roles) as Role[];
  const fact = asked(text, roles);
  if (!fact) return null;
  const said = lang ?? langOf(text);
  const id = await Pseudonyms.told(dataset, customerId);
  const newest = (await Snapshot.history(dataset, id)).at(-1);
  const column = definition.roles[fact.role]!;
  const cell = newest && (own(newest.cells, column)?.trim() || null);
  if (!newest || !cell)
    return {
      answer: {
        en: `Your ${fact.called.en} is not in our data, so a person will answer you.`,
        zh: `我们的数据中没有您的${fact.called.zh}，将由人工为您解答。`,
      }[said],
      ...{ sources: [], confidence: 0, handOver: true, reason: "unknown" },
      lang: said,
    };
  const shown = Wording.cell(cell, {
    ...formOf(definition, column),
    ...{ lang: said, type: own(definition.columns, column) },
  });
  return {
    answer: {
      en: `Your ${fact.called.en}: ${shown} (as of ${newest.period}).`,
      zh: `您的${fact.called.zh}：${shown}（截至 ${newest.period}）。`,
    }[said],
    sources: [
      {
        id: `${dataset}/${newest.period}/${id}`,
        title: `${dataset}, ${newest.period}: ${column}`,
      },
    ],
    ...{ confidence: sureOfData, handOver: false, reason: null },
    lang: said,
  };
}

// What the data say is so; that this was asked for is nearly so.
const sureOfData = 0.95;

/** A question answered from the customer's own data where it asks for them, else from the articles. */
export async function ask(
  question: Ask.Question,
  { now, dataset = Dataset.customers }: { now: Date; dataset?: string },
): Promise<Ask.Answer> {
  const { customerId } = question;
  const told =
    customerId === undefined
      ? null
      : await answered({ ...question, customerId }, dataset);
  return told ?? Ask.ask(question, { now });
}

export * as OwnAccount from "./own-account";
