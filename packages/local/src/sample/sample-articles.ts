// sample-articles: what the support desk of the sample company has written down; synthetic like the rest of it
import { Csv } from "@mainstay/core/tabular/csv";

type Article = { id: string; lang: "en" | "zh"; title: string; text: string };

const english: Omit<Article, "lang">[] = [
  {
    id: "rate-limits",
    title: "Rate limits and how to raise them",
    text: `Every organisation has two limits per model: requests a minute and tokens a minute. The page Limits in the console shows both, and how close you came to them in the last 24 hours.

## When you reach a limit
A request over the limit is answered with status 429 and the header retry-after, which says how many seconds to wait. Wait that long, then retry with exponential backoff and some jitter. Batches of requests are better sent through the batch endpoint, which has a quota of its own.

## Raising a limit
Limits grow by themselves with what you have paid over the last three months. For a higher quota at once, open Limits, choose Request increase and tell us the model, the tokens a minute you expect and the date. We answer within two working days.`,
  },
  {
    id: "invoices",
    title: "Invoices, tax numbers and payment",
    text: `Invoices are issued on the first working day of the month for the month before and sent to the billing contact. All of them can be downloaded as PDF under Billing, Invoices.

## Company details and VAT
Company name, address, purchase order and VAT number are set under Billing, Details. Changes apply to the next invoice; we do not reissue one that is more than 90 days old.

## Ways to pay
We accept credit cards, SEPA direct debit and bank transfer. Payment by bank transfer is open to annual contracts and is due within 30 days.

## A bill that is higher than expected
Compare the invoice with the usage page, grouped by API key and model. Most surprises come from one key in a retry loop or from longer prompts. Set a monthly budget with an alert so that it does not come as a surprise.`,
  },
  {
    id: "errors",
    title: "Errors 400, 401, 429, 500 and 503",
    text: `Every failed call carries a code, a message and a request id. Quote the request id when you write to us.

## 400 and 401
400 means that the request body does not fit the schema; the message names the field. 401 means that the API key is missing, mistyped or revoked.

## 429
Too many requests or tokens in a minute, or an exhausted budget. Wait as long as the header retry-after says.

## 500 and 503
A 500 internal server error is ours: the call was not charged and may be repeated. Retry at most three times with exponential backoff. A 503 says that a model is overloaded; the fallback option sends such calls to a second model. If 5xx errors last longer than ten minutes, look at the status page for an open incident.`,
  },
  {
    id: "latency",
    title: "Slow responses and time-outs",
    text: `Response time depends on the model, on the number of output tokens and on the region.

## Making calls faster
Stream the response, so that the first words arrive in well under a second. Set max_tokens to what you need. Choose a smaller model for simple steps, keep the unchanging part of a prompt at its start so that the prompt cache can serve it, and call the endpoint of the region nearest to you.

## Time-outs
The server closes a call that takes longer than ten minutes. Set the time-out of your client to at least 60 seconds, and use streaming or the batch endpoint for long outputs.

## Watching latency
The console shows the p50 and p95 latency per model and region. Dedicated capacity with a guaranteed p95 is part of the Enterprise plan.`,
  },
  {
    id: "model-retirement",
    title: "Model retirement and migration",
    text: `A model version is retired at the earliest twelve months after its successor has been released. Its retirement is announced by e-mail and in the console at least six months before.

## What happens on the day
From the date of retirement, calls to the version fail with the error model_retired. Names without a date, such as "large", always point to the newest version.

## Migrating to the successor
Run your own test prompts against both versions with the comparison tool, adapt the prompts that differ, then move ten per cent of the traffic and watch quality and cost for a week. Fine-tuned models have to be trained again on the successor; training data is kept for that purpose.`,
  },
  {
    id: "api-keys",
    title: "Creating, rotating and revoking API keys",
    text: `API keys are made under Settings, API keys. A key is shown once; store it in a secret manager and never in a browser, an app or a repository.

## Rotating a key
Create a second key, deploy it, check on the usage page that the first one is no longer used, then revoke it. We recommend doing so every 90 days.

## A leaked key
If a key was exposed, revoke it at once under Settings, API keys; it stops working within a minute. Then check its usage and tell us: calls of strangers made before you reported the leak are reviewed case by case.

## Scopes
A key can be limited to models, endpoints, addresses and a monthly budget.`,
  },
  {
    id: "sso",
    title: "Single sign-on (SSO) with SAML or OIDC",
    text: `Single sign-on is part of the Business and Enterprise plans. Owners set it up under Settings, Security.

## Setting it up
Choose SAML 2.0 or OIDC, enter the metadata address of your identity provider (Okta, Entra ID, Google Workspace and others) and verify your e-mail domain with a DNS record. Test the login with one person before you require it for everybody.

## Users and roles
With SCIM, users are created and removed by your identity provider, and groups are mapped to the roles owner, developer, billing and viewer. Somebody locked out can be let in again by an owner with a recovery code.`,
  },
  {
    id: "data-retention",
    title: "Data retention, privacy and deletion",
    text: `Prompts and completions are kept for 30 days to detect abuse and are then deleted.

## Training on your data
Your data is never used to train our models unless you opt in.

## Zero retention
Enterprise customers can have zero data retention: prompts and completions are then not stored at all. Ask your account manager for the amendment.

## Deleting data
Owners delete files, fine-tuned models and logs under Settings, Data. Deletion is final after seven days. The data processing agreement for GDPR can be signed in the console.

## Where data is processed
In the region you choose: the European Union, the United States or Singapore.`,
  },
  {
    id: "refunds",
    title: "Refunds and credits",
    text: `Unused prepaid credit is refunded within 14 days of the purchase. After that it stays valid for twelve months and is not paid out.

## Credits after an outage
If the monthly availability falls below 99.9 %, customers with a service level agreement get a credit of ten per cent of the month's fee for every started 0.1 %. Claim it within 30 days with the request ids concerned.

## How to ask
Open a ticket of the kind Billing with the number of the invoice. A refund goes back to the original means of payment within ten working days.`,
  },
  {
    id: "upgrade-plan",
    title: "Upgrading, downgrading and cancelling a plan",
    text: `There are four plans: Starter, Growth, Business and Enterprise. They differ in limits, support hours, seats, single sign-on and price.

## Upgrading
Owners upgrade under Billing, Plan. The new plan applies at once and the price is charged pro rata for the rest of the month.

## Downgrading or cancelling
A downgrade takes effect at the end of the paid term. Annual contracts renew by themselves unless they are cancelled 60 days before the end of the term. Your data can be exported for 30 days after that.`,
  },
  {
    id: "contact-support",
    title: "How to contact support",
    text: `Open a ticket in the console under Help, or write to support@example.com from the address you sign in with.

## Hours and first answers
Starter and Growth: working days, answered within one working day. Business: working days from 8 to 20 h, answered within four hours. Enterprise: around the clock, answered within 30 minutes when production is affected.

## What to put into a ticket
The request id, the time, the model, the region and what you expected instead. Please leave prompts with personal data out.`,
  },
  {
    id: "fine-tuning",
    title: "Fine-tuning a model on your own data",
    text: `Fine-tuning adapts a base model to your examples. It pays off from about 200 good examples; below that a better prompt mostly does more.

## Preparing the file
Upload a JSONL file with one conversation per line in the format of the chat endpoint, at most 512 MB. Hold ten per cent of the examples back for validation.

## Running a job
Create the job in the console or by the API, choose the base model and the number of epochs (three by default). A job of a thousand examples takes about half an hour. Training is charged per token; the tuned model costs one and a half times the base model.

## Checking the result
Compare validation loss and your own test prompts with the base model before you switch over.`,
  },
];

const chinese: Omit<Article, "lang">[] = [
  {
    id: "rate-limits",
    title: "限流规则与提升额度",
    text: `每个组织对每个模型有两项限制：每分钟请求数和每分钟 token 数。控制台的“额度”页面会显示两项限制以及最近 24 小时的用量。

## 触发限流时
超出限制的请求会返回 429，响应头 retry-after 会说明需要等待的秒数。请等待后再按指数退避重试。批量任务请走批处理接口，它有单独的配额。

## 提升额度
额度会随最近三个月的付费自动提高。如需立即提高，请在“额度”页面点击“申请提升”，填写模型、预计每分钟 token 数和开始日期，我们会在两个工作日内答复。`,
  },
  {
    id: "invoices",
    title: "发票、税号与付款方式",
    text: `每月第一个工作日开具上个月的发票，并发送给账单联系人。所有发票都可以在“账单 - 发票”中下载 PDF。

## 抬头与税号
公司名称、地址和税号在“账单 - 信息”中修改，下一张发票起生效。超过 90 天的发票不再重开。

## 付款方式
支持信用卡、支付宝企业付款和银行转账。银行转账适用于年度合同，账期 30 天。

## 账单超出预期
请在用量页面按密钥和模型分组核对。多数情况是某个密钥陷入重试循环，或提示词变长。建议设置每月预算提醒。`,
  },
  {
    id: "api-keys",
    title: "创建、轮换和吊销 API 密钥",
    text: `API 密钥在“设置 - API 密钥”中创建，只显示一次。请保存在密钥管理服务里，不要写进网页、客户端或代码仓库。

## 轮换密钥
先创建新密钥并上线，在用量页面确认旧密钥不再被调用，再吊销旧密钥。建议每 90 天轮换一次。

## 密钥泄露
如果密钥泄露，请立即在“设置 - API 密钥”中吊销，一分钟内失效。然后检查它的用量并告诉我们，报告之前的异常调用会逐案核实。`,
  },
  {
    id: "data-retention",
    title: "数据保留、隐私与删除",
    text: `提示词和回答保留 30 天用于防止滥用，之后自动删除。未经您同意，不会用于训练我们的模型。

## 零保留
企业版客户可以开通零数据保留，提示词和回答完全不存储。请联系客户经理签署补充协议。

## 删除数据
组织所有者可以在“设置 - 数据”中删除文件、微调模型和日志，七天后不可恢复。`,
  },
  {
    id: "refunds",
    title: "退款与补偿",
    text: `未使用的预付余额在购买后 14 天内可以退款。超过 14 天的余额在十二个月内有效，但不能提现。

## 故障补偿
如果当月可用性低于 99.9%，签有服务等级协议的客户可以获得补偿，每低 0.1% 补偿当月费用的百分之十。请在 30 天内附上请求编号提出申请。

## 如何申请
请提交“账单”类工单并注明发票号码，款项会在十个工作日内原路退回。`,
  },
  {
    id: "contact-support",
    title: "如何联系客服",
    text: `请在控制台“帮助”中提交工单，或用登录邮箱写信到 support@example.com。

## 服务时间
入门版和成长版：工作日，一个工作日内答复。商务版：工作日 8 点至 20 点，四小时内答复。企业版：全天候，影响生产时 30 分钟内答复。

## 工单内容
请写明请求编号、时间、模型、地域和期望的结果，不要附上含个人信息的提示词。`,
  },
];

const articles: Article[] = [
  ...english.map((article) => ({ ...article, lang: "en" as const })),
  ...chinese.map((article) => ({ ...article, lang: "zh" as const })),
];

/** CSV of the columns id, title, text, lang. */
export const knowledge: string = [
  Csv.line(["id", "title", "text", "lang"]),
  ...articles.map(({ id, title, text, lang }) =>
    Csv.line([id, title, text, lang]),
  ),
].join("");
