// naming: what a column's name says it is; every table goes from the surest name to the weakest

// Customer ID, customerID and customer_id are one name.
export const plain = (name: string) =>
  name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

const id = [
  /^(customer|client|user|account|member|subscriber|patient)(id|no|number|code|key)$/,
  /^(uid|uuid|guid)$/,
  /^id$/,
  /^(customer|client|account|member|subscriber)$/,
  /^(客户|用户|会员)(id|编号|号)$/,
];
const weakId = [
  /id$/,
  /^(policy|contract|claim|machine|device)(no|nr|number|code)$/,
  /(编号|编码)$/,
];
const noId =
  /^(row|line|record|unnamed|index|udi|no|nr)(id|no|nr|number|\d+)?$/;

const time = [
  /^(month|yearmonth|period|reportmonth|snapshotmonth|月份?)$/,
  /^(week|isoweek|yearweek)$/,
  /^(date|day|asof|asofdate|snapshotdate|reportdate|reportingdate|日期)$/,
  /^(time|timestamp|datetime|eventtime|invoicedate|orderdate|时间)$/,
];

const label = [
  /^(label|target|y)$/,
  /^(is|has)?churn(ed|label|flag|value)?$|^(流失|是否流失)$/,
  /^(is|has)?exited$|^(is)?attrit(ion|ed)(flag)?$|^(cancelled|canceled)$/,
  /^(is)?fraud(ulent|flag|found|foundp)?$/,
  /^(machine)?fail(ure|ed)$/,
  /^(response|responded|converted|conversion|outcome|class)$/,
  /^(is)?default(ed)?(paymentnextmonth)?$/,
];

const roles = {
  satisfaction: /^(csat|satisfaction|satisfactionscore)$/,
  loyalty: /^(loyalty|loyaltyscore|nps)$/,
  success: /^(succeeded|success|successful)$/,
  revenue: /^(mrr|monthlyrecurringrevenue|revenue)$/,
  name: /^(company|companyname|customername|accountname)$/,
  renewal: /^(renewal|renewaldate)$/,
};

const events = {
  id: /^(userid|user|customerid|visitorid)$/,
  product: /^(productid|product|itemid|item)$/,
  action: /^(action|eventtype|event)$/,
  time: /^(time|eventtime|timestamp)$/,
};

// A list of questions and answers is a knowledge base too.
const knowledge = {
  title: /^(title|heading|headline|subject|question|标题|问题)$/,
  text: /^(text|body|content|answer|内容|正文|答案|回答)$/,
  lang: /^(lang|language|locale|语言)$/,
};

const rank = (names: string[], table: RegExp[]) =>
  table.flatMap((pattern) => names.filter((name) => pattern.test(plain(name))));

export const ids = (names: string[]) => {
  const allowed = names.filter((name) => !noId.test(plain(name)));
  const strong = rank(allowed, id);
  const weak = rank(allowed, weakId).filter((name) => !strong.includes(name));
  return { strong, weak: [...new Set(weak)] };
};
export const times = (names: string[]) => rank(names, time);
export const steps = (names: string[]) =>
  rank(names, [/^(step|cycle|tick|t)$/]);
export const labels = (names: string[]) => rank(names, label);

const firstOf = <K extends string>(names: string[], table: Record<K, RegExp>) =>
  Object.fromEntries(
    (Object.keys(table) as K[]).flatMap((key) => {
      const name = names.find((name) => table[key].test(plain(name)));
      return name === undefined ? [] : [[key, name]];
    }),
  ) as Partial<Record<K, string>>;

export const rolesOf = (names: string[]) => firstOf(names, roles);
export const eventsOf = (names: string[]) => firstOf(names, events);
export const knowledgeOf = (names: string[]) => firstOf(names, knowledge);

export * as Naming from "./naming";
