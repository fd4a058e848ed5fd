// column-names: what a column's name says it is; every table goes from the surest name to the weakest

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
  /^(is|has)?lapsed$/,
];

const roles = {
  satisfaction: /^(csat|satisfaction|satisfactionscore|满意度)$/,
  loyalty: /^(loyalty|loyaltyscore|忠诚度)$/,
  success: /^(succeeded|success|successful)$/,
  csat: /^(csat|csatscore)$/,
  nps: /^(nps|npsscore|netpromoterscore|recommend)$/,
  ces: /^(ces|effort|effortscore|customereffortscore)$/,
  revenue: /^(mrr|monthlyrecurringrevenue|revenue|monthlyrevenue)$/,
  currency: /^(currency|currencycode|币种|货币|währung|devise|moneda|divisa)$/,
  spend: /^(spend|spending|monthlyspend|billed|invoiced)$/,
  commitment: /^(commitment|commit|committedspend)$/,
  termStart: /^(term|contract|commitment)start(date)?$/,
  termEnd: /^(term|contract|commitment)end(date)?$/,
  name: /^(company|companyname|customername|accountname)$/,
  renewal: /^(renewal|renewaldate)$/,
  owner: /^(owner|csm|accountowner|accountmanager|customersuccessmanager)$/,
  plan: /^(plan|plantier|tier|subscriptionplan)$/,
  signup: /^(signup|signupdate|signedup|customersince|startdate)$/,
  trial: /^(trial|istrial|ontrial)$/,
  seats: /^(seats|licen[cs]es|paidseats)$/,
  activeSeats: /^(activeseats|seatsused|usedseats|activeusers)$/,
  features: /^(features|featuresused|featureused)$/,
  daily: /^(dau|dailyactiveusers)$/,
  monthly: /^(mau|monthlyactiveusers)$/,
  usage: /^(usage|meteredusage|units)$/,
  tokens: /^(tokens|tokensmillions|tokenmillions|totaltokens)$/,
  requests: /^(requests|apicalls|calls|requestcount)$/,
  models: /^(model|models|modelversion|modelsused|endpoints)$/,
  errorRate: /^(errorrate|errors?share)$/,
  rateLimited: /^(ratelimited|ratelimits|throttled)$/,
  latency: /^(latency|latencyms|latencyp95|latencyp95ms|p95ms)$/,
  tickets: /^(tickets|supporttickets|opentickets)$/,
  onboarded: /^onboarded(on|at|date)?$/,
  trained: /^trained(on|at|date)?$/,
  firstValue: /^firstvalue(on|at|date)?$/,
  referrals: /^(referrals|referralcount)$/,
  referralValue: /^referral(value|revenue)$/,
};

const events = {
  id: [
    /^(user|customer|visitor|client|member|account|subscriber|buyer|shopper|cust)(id|no|nr|number|key|code)$/,
    /^(uid|uuid|guid)$/,
    /^(user|customer|visitor|client|member|account|subscriber|buyer)$/,
    /^(客户|用户|会员)(id|编号|号)?$/,
    /^(subscription|device|household|card|contract)(id|no|nr|number)$/,
  ],
  product: [
    /^(product|item|stock|sku|article|asset|movie|book|track|song|video|feature)(id|no|nr|number|key|code)$/,
    /^(sku|asin|isbn|product|item|feature)(name)?$/,
    /^(产品|商品)(id|编号|编码|名称)?$/,
  ],
  action: [
    /^(action|event|activity|interaction|behaviou?r)(type|name)?$/,
    /^(行为|动作|操作|事件)(类型)?$/,
  ],
  time: [
    /^(event|order|invoice|purchase|transaction|action)?(time|timestamp|datetime|ts)$/,
    /^(event|order|invoice|purchase|transaction|action|usage|visit)(date|day)$/,
    /^(created|occurred|submitted|ordered|purchased)(at|on|date|time)$/,
    /^(date|day)$/,
    /(时间|日期)$/,
  ],
  quantity: [
    /^(quantity|qty|units|数量)$/,
    /^(number|num|no)of(units|items|products|pieces|cds)$|^(unit|item|usage)(s|count)$/,
  ],
  price: [/^(unitprice|price|priceeach|itemprice|单价|价格)$/],
  amount: [
    /^(amount|revenue|sales|spend|金额|总价|总额)$/,
    /^(total|order|sales?|line|net|gross|dollar|payment|purchase|transaction)(amount|value|price|total)$/,
    /^(amount|value|total)(usd|eur|gbp|cny|rmb|dollars)?$/,
  ],
  order: [
    /^(order|invoice|transaction|basket|receipt|bill)(id|no|nr|number|code)$/,
    /^(invoice|basket|receipt)$|^订单(id|编号|号)$/,
    /^(user)?session(id)?$/,
  ],
  rating: [/^(rating|stars|评分)$/],
};

// A list of questions and answers is a knowledge base too.
const knowledge = {
  title: /^(title|heading|headline|subject|question|标题|问题)$/,
  text: /^(text|body|content|answer|内容|正文|答案|回答)$/,
  lang: /^(lang|language|locale|语言)$/,
};

const feedback = {
  channel: /^(channel|source|medium|via|渠道|来源)$/,
  rating: /^(rating|score|stars?|answer|grade|评分|分数|星级)$/,
  scale: /^(scale|outof|max(rating|score)?|满分)$/,
  text: /^(text|comment|comments|review|body|message|content|feedback|remark|评论|评价|内容|留言|反馈)$/,
};

const products = {
  title: /^(title|name|productname|itemname|description|标题|名称|商品名称)$/,
  category:
    /^(category|categories|categorycode|genre|genres|type|tags|类别|分类|类目)$/,
  stock: /^(stock|instock|inventory|quantity|available|库存)$/,
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

const firstOf = <K extends string>(
  names: string[],
  table: Record<K, RegExp | RegExp[]>,
) =>
  Object.fromEntries(
    (Object.keys(table) as K[]).flatMap((key) => {
      const [name] = rank(names, [table[key]].flat());
      return name === undefined ? [] : [[key, name]];
    }),
  ) as Partial<Record<K, string>>;

export const rolesOf = (names: string[]) => firstOf(names, roles);
export const eventsOf = (names: string[]) => firstOf(names, events);
export const feedbackOf = (names: string[]) => firstOf(names, feedback);
export const productsOf = (names: string[]) => firstOf(names, products);
export const knowledgeOf = (names: string[]) => firstOf(names, knowledge);

export * as ColumnNames from "./column-names";
