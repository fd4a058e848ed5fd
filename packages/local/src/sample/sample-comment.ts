// sample-comment: what a customer writes, in English or Chinese, agreeing with how satisfied it is
import type { Random } from "./keyed-random";

type Tone = "good" | "fair" | "bad";
export type Topic =
  "errors" | "latency" | "price" | "support" | "quality" | "docs";

const english: Record<Topic, Record<Tone, readonly string[]>> = {
  errors: {
    good: [
      "Not a single failed call this month.",
      "The API has been rock solid for us.",
      "Retries are a thing of the past, thank you.",
    ],
    fair: [
      "A few 5xx errors, nothing dramatic.",
      "Errors happen at peak hours, but retries help.",
    ],
    bad: [
      "We keep getting 500 errors in production.",
      "Another outage, and our users noticed before your status page did.",
      "Failed requests cost us a customer this month.",
    ],
  },
  latency: {
    good: ["Responses are fast, even at peak.", "Streaming feels instant now."],
    fair: [
      "Latency is acceptable most of the day.",
      "Speed varies; mornings are fine.",
    ],
    bad: [
      "Far too slow for a chat product.",
      "The p95 latency doubled and nobody could tell us why.",
    ],
  },
  price: {
    good: ["Great value for what we pay.", "The new pricing saved us a lot."],
    fair: [
      "Pricing is fair, though hard to forecast.",
      "We would like a cheaper tier for batch jobs.",
    ],
    bad: [
      "Too expensive for what we get; we are comparing vendors.",
      "The invoice surprised us again.",
    ],
  },
  support: {
    good: [
      "Support answered within minutes and solved it.",
      "Our account manager is excellent.",
    ],
    fair: [
      "Support is polite but takes a day.",
      "The ticket was solved after some back and forth.",
    ],
    bad: [
      "Three weeks and our ticket is still open.",
      "Support sends templates instead of answers.",
    ],
  },
  quality: {
    good: [
      "Answer quality jumped with the latest model.",
      "Our summaries finally read well, love it.",
    ],
    fair: [
      "Quality is fine for simple prompts.",
      "The new model is better at code, about the same for text.",
    ],
    bad: [
      "The model ignores instructions since the update.",
      "Too many made-up answers for our legal team.",
    ],
  },
  docs: {
    good: [
      "Onboarding was easy and the docs are clear.",
      "The examples let us ship in two days.",
    ],
    fair: [
      "The docs are good, some pages are out of date.",
      "It took a while to find the rate limits.",
    ],
    bad: [
      "The documentation contradicts the API.",
      "We lost a week because a parameter was undocumented.",
    ],
  },
};

const chinese: Record<Topic, Record<Tone, readonly string[]>> = {
  errors: {
    good: ["这个月没有一次调用失败，非常稳定。", "接口很可靠，我们很放心。"],
    fair: ["偶尔报错，重试就好了。", "高峰期有少量错误，总体可以接受。"],
    bad: [
      "接口频繁报错，严重影响我们的业务。",
      "又一次故障，客户比你们先发现。",
    ],
  },
  latency: {
    good: ["响应速度很快，体验很好。", "流式输出非常流畅。"],
    fair: ["速度还可以，早上更快一些。", "延迟时高时低，基本能用。"],
    bad: ["响应太慢，用户一直抱怨。", "延迟翻倍，没有人能解释原因。"],
  },
  price: {
    good: ["性价比很高，值得推荐。", "新的价格方案帮我们省了不少钱。"],
    fair: ["价格还算合理，就是不好预估。", "希望批量任务能便宜一点。"],
    bad: ["太贵了，我们正在考虑换供应商。", "账单又超出预期，很失望。"],
  },
  support: {
    good: ["客服几分钟就解决了问题，非常专业。", "客户经理很负责，非常满意。"],
    fair: ["客服态度不错，就是要等一天。", "问题解决了，沟通花了些时间。"],
    bad: ["工单三周没人处理，太差了。", "客服只会发模板，没有解决问题。"],
  },
  quality: {
    good: [
      "新模型的回答质量明显提升，很喜欢。",
      "总结写得很好，团队都很满意。",
    ],
    fair: ["简单问题还行，复杂的一般。", "写代码更好了，文字差不多。"],
    bad: ["更新之后模型经常不按要求回答。", "编造内容太多，没法用。"],
  },
  docs: {
    good: ["文档清晰，接入很顺利。", "示例很实用，两天就上线了。"],
    fair: ["文档不错，有些页面过时了。", "找限流说明花了点时间。"],
    bad: ["文档和接口不一致，浪费了我们一周。", "参数没有说明，全靠猜。"],
  },
};

export function comment({
  satisfaction,
  chinese: speaksChinese,
  topic,
  random,
}: {
  satisfaction: number;
  chinese: boolean;
  topic: Topic;
  random: Random;
}): string {
  const bank = speaksChinese ? chinese : english;
  const felt = satisfaction + random.normal(0, 0.4);
  const tone: Tone = felt >= 7.5 ? "good" : felt >= 5.5 ? "fair" : "bad";
  const other = random.pick(
    (Object.keys(bank) as Topic[]).filter((one) => one !== topic),
  );
  const first = random.pick(bank[topic][tone]);
  if (random.chance(0.55)) return first;
  return `${first}${speaksChinese ? "" : " "}${random.pick(bank[other][tone])}`;
}
