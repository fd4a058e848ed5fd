import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Ask } from "@mainstay/core/knowledge/ask/ask";
import { Knowledge } from "@mainstay/core/knowledge/knowledge";
import { Markdown } from "@mainstay/core/knowledge/markdown";
import { sections } from "@mainstay/core/knowledge/section";
import { SearchTerms } from "@mainstay/core/knowledge/search-terms";
import { knowledge } from "@mainstay/local/sample/sample-articles";
import { cellsOf } from "../tabular/cells";

const [, ...rows] = cellsOf(knowledge);
const vendor = rows.map(([id, title, text, lang]) => ({
  id,
  title,
  text,
  lang: SearchTerms.langOf(text, lang),
}));

// Another trade, whose words the glossary does not know.
const appliances: Knowledge.Article[] = [
  [
    "descaling",
    "Descaling the coffee machine",
    "Descale every three months, or when the orange lamp blinks. Fill the tank with water and one sachet of citric acid, press both buttons for five seconds and let it run through.",
  ],
  [
    "warranty",
    "Warranty",
    "Appliances carry a warranty of two years, motors of ten. Keep the receipt; wear parts such as filters and seals are not covered.",
  ],
  [
    "delivery",
    "Delivery times",
    "Parcels leave our warehouse in Ghent within two days. Washing machines are carried to the door of your flat by two people, who ring an hour before.",
  ],
  [
    "e3",
    "Display shows E3",
    "E3 says that the water does not drain. Switch the machine off, open the flap at the bottom, clean the lint filter and check the hose for kinks.",
  ],
  [
    "wifi",
    "Connecting an oven to wireless networks",
    "Hold the dial for ten seconds until the blue light flashes, open the app and choose the network. Only 2.4 GHz networks are supported.",
  ],
  [
    "spare-parts",
    "Ordering spare parts",
    "Spare parts are ordered with the model number, which stands on the plate inside of the door.",
  ],
  [
    "noise",
    "Washing machine is loud when spinning",
    "Remove the transport bolts, level the feet with a spirit level and spread the laundry evenly.",
  ],
  [
    "energy",
    "Energy label and consumption of electricity",
    "A dishwasher of class A needs about 0.54 kWh a cycle in the eco programme.",
  ],
].map(([id, title, text]) => ({ id, title, text, lang: "en" }));
const chinese: Knowledge.Article[] = [
  ["chuchou", "冰箱除臭", "把小苏打装在敞口容器里放进冷藏室，每月更换一次。"],
  [
    "anzhuang",
    "预约安装空调",
    "购买后请在小程序里选择日期，安装师傅会提前一天致电确认。",
  ],
  [
    "lvxin",
    "更换净水器滤芯",
    "滤芯每六个月更换一次，关闭进水阀后逆时针旋下旧滤芯。",
  ],
  ["baoxiu", "保修期限", "整机保修两年，压缩机保修十年，需要提供购买凭证。"],
].map(([id, title, text]) => ({ id, title, text, lang: "zh" }));

type Asked = [question: string, ...ids: string[]];
const ofVendor: Asked[] = [
  ["How can we get a higher quota of requests per minute?", "rate-limits"],
  ["What does the retry-after header tell me?", "rate-limits", "errors"],
  ["When do you send the invoice?", "invoices"],
  ["Can we pay by bank transfer?", "invoices"],
  ["I get an internal server error, was I charged?", "errors"],
  ["What does error 503 mean?", "errors"],
  ["How can I make calls faster?", "latency"],
  ["Which time-out should my client have?", "latency"],
  ["What happens when a model version is retired?", "model-retirement"],
  ["How do we migrate to the successor of a model?", "model-retirement"],
  ["Someone published our API key, what now?", "api-keys"],
  ["Can a key be limited to one model?", "api-keys"],
  ["How do I set up single sign-on with Okta?", "sso"],
  ["Does SCIM remove users who left?", "sso"],
  ["How long are prompts stored?", "data-retention"],
  ["Where is our data processed?", "data-retention"],
  ["Do we get credits after an outage?", "refunds"],
  ["How do I upgrade our plan?", "upgrade-plan"],
  ["What should I put into a ticket?", "contact-support"],
  ["How much does a fine-tuned model cost?", "fine-tuning"],
  ["How large may the training file be?", "fine-tuning"],
  ["触发限流以后要等多久？", "rate-limits"],
  ["怎样申请更高的额度？", "rate-limits"],
  ["什么时候开具发票？", "invoices"],
  ["支持支付宝付款吗？", "invoices"],
  ["怎么轮换密钥？", "api-keys"],
  ["代码仓库里的密钥泄露了", "api-keys"],
  ["提示词会保留多少天？", "data-retention"],
  ["怎样删除我们的数据？", "data-retention"],
  ["预付余额可以退吗？", "refunds"],
  ["企业版客服多长时间答复？", "contact-support"],
  ["怎么提交工单？", "contact-support"],
  ["如何配置单点登录？", "sso"],
  ["怎么升级套餐？", "upgrade-plan"],
];

const notOfVendor = [
  "Which football club do you sponsor?",
  "Can you recommend a restaurant near the station?",
  "What is the share price today?",
  "Do you have a job for a graphic designer?",
  "Is there a mobile app for iPhone?",
  "Who founded your company?",
  "Tell me a joke",
  "hello there",
  "??",
  "明天会下雨吗？",
  "你们的创始人是谁？",
  "推荐一部电影",
  "有没有手机客户端下载？",
  "附近哪里可以停车",
];

const ofAppliances: Asked[] = [
  ["How often do I have to descale?", "descaling"],
  ["the orange lamp is blinking", "descaling"],
  ["Are filters covered by the warranty?", "warranty"],
  ["How long is the warranty of the motor?", "warranty"],
  ["When do parcels leave the warehouse?", "delivery"],
  ["Will somebody carry the washing machine to my flat?", "delivery"],
  ["My machine shows E3 on the display", "e3"],
  ["The water does not drain", "e3"],
  ["Does the oven work with 5 GHz networks?", "wifi"],
  ["connect oven to the app", "wifi"],
  ["Where is the model number?", "spare-parts"],
  ["The washing machine is loud", "noise"],
  ["How much electricity does a dishwasher need?", "energy"],
  ["冰箱有异味怎么除臭", "chuchou"],
  ["怎么预约安装", "anzhuang"],
  ["净水器滤芯多久换一次", "lvxin"],
  ["压缩机保修几年", "baoxiu"],
  ["整机保修多长时间", "baoxiu"],
];
const notOfAppliances = [
  "Do you sell bicycles?",
  "Who won the election?",
  "Can I rent a car?",
  "What is your tax number?",
  "怎么办理护照",
  "你们卖手机吗",
];

describe.each([
  {
    of: "a vendor of models",
    articles: vendor,
    asked: ofVendor,
    not: notOfVendor,
  },
  {
    of: "a maker of appliances",
    articles: [...appliances, ...chinese],
    asked: ofAppliances,
    not: notOfAppliances,
  },
])("the articles of $of", ({ articles, asked, not }) => {
  const base = Knowledge.build(articles);

  test("answer nine questions of ten, English or Chinese, from the right article", () => {
    const wrong = asked.filter(([question, ...ids]) => {
      const { sources, confidence } = Ask.answer(base, { question });
      return confidence < Ask.sure || !ids.includes(sources[0].id);
    });
    const most = Math.floor(asked.length / 10);
    expect(wrong.slice(most).map(([question]) => question)).toEqual([]);
  });

  test("hand over every question they have nothing about", () => {
    const kept = not.filter(
      (question) => !Ask.answer(base, { question }).handOver,
    );
    expect(kept).toEqual([]);
  });
});

const base = Knowledge.build(vendor);

test("an article in the language asked for is preferred, and one in the other is found and said to be so", () => {
  const question = "How do I set up single sign-on?";
  expect(Ask.answer(base, { question: "怎么轮换密钥？" }).lang).toBe("zh");
  expect(Ask.answer(base, { question: "How do I rotate a key?" }).lang).toBe(
    "en",
  );
  const foreign = Ask.answer(base, { question: "如何配置单点登录？" });
  expect(foreign).toMatchObject({ lang: "en", sources: [{ id: "sso" }] });
  expect(foreign.answer).toContain("没有这方面的中文文章");
  expect(Ask.answer(base, { question, lang: "zh" }).answer).toContain(
    "没有这方面的中文文章",
  );
  const both = Ask.answer(base, {
    question: "How do I rotate a key?",
    lang: "zh",
  });
  expect(both).toMatchObject({ lang: "zh", sources: [{ id: "api-keys" }] });
});

test("an answer is made of the article's own sentences", () => {
  for (const [question] of ofVendor) {
    const { answer, sources, lang, handOver } = Ask.answer(base, { question });
    if (handOver) continue;
    const { text } = vendor.find(
      (article) => article.id === sources[0].id && article.lang === lang,
    )!;
    for (const line of answer.split("\n").filter((line) => !/文章/.test(line)))
      expect(text).toContain(line);
  }
});

const words = fc
  .array(
    fc.constantFrom(
      "alpha",
      "beta.",
      "Gamma",
      "密钥",
      "。",
      "退款",
      "x ",
      "- item",
    ),
    { maxLength: 60 },
  )
  .map((list) => list.join(" "));
const markdown = fc
  .array(
    fc.oneof(
      words,
      fc.constantFrom(
        "# One",
        "## Two",
        "#### Four",
        "```\n# no heading\n```",
        "",
      ),
    ),
    { maxLength: 30 },
  )
  .map((blocks) => blocks.join("\n\n"));

test("sections are at most 1,200 characters and hold every word of the article", () => {
  const plain = (text: string) => text.replaceAll(/[\s#`]+/g, "");
  fc.assert(
    fc.property(markdown, (text) => {
      const article = { id: "a", title: "t", text, lang: "en" as const };
      const found = sections(article);
      for (const { sentences } of found)
        expect(sentences.join("").length).toBeLessThanOrEqual(1200);
      const said = plain(found.flatMap(({ sentences }) => sentences).join(""));
      const body = plain(
        Markdown.blocks(text)
          .filter(({ heading }) => !heading)
          .map(({ text }) => text)
          .join(""),
      );
      expect(said).toBe(body || "t");
    }),
  );
});

test("a section knows the headings it stands below, and none of a branch left", () => {
  const text = "intro\n\n## A\n\none\n\n### B\n\ntwo\n\n## C\n\nthree";
  const article = { id: "a", title: "t", text, lang: "en" as const };
  expect(
    sections(article).map(({ headings, sentences }) => [
      ...headings,
      ...sentences,
    ]),
  ).toEqual([["intro"], ["A", "one"], ["A", "B", "two"], ["C", "three"]]);
});

test.each([
  [
    "# Refunds\n\nWithin 14 days.",
    { title: "Refunds", text: "Within 14 days.", lang: "en" },
  ],
  [
    '---\ntitle: "Money back"\nlang: en\ntags: [a]\n---\n\nWithin 14 days.',
    { title: "Money back", text: "Within 14 days." },
  ],
  [
    "# 退款\r\n\r\n14 天内可以退款。\r\n",
    { title: "退款", text: "14 天内可以退款。", lang: "zh" },
  ],
  ["No heading at all", { title: "policy", text: "No heading at all" }],
  [
    "```\n# a comment\n```\n\n## **How** to `do` it\n\nSo.",
    { title: "How to do it" },
  ],
  ["Text\n---\nis no front matter", { title: "policy" }],
])(
  "a Markdown file's title, text and language are read off it: %j",
  (source, read) => {
    expect(Markdown.article(source, "policy.md")).toMatchObject({
      id: "policy",
      ...read,
    });
  },
);

test("a CSV made of an article reads back as the article", () => {
  fc.assert(
    fc.property(markdown, (source) => {
      const article = Markdown.article(source, "a.md");
      const [head, row] = cellsOf(Markdown.csv(source, "a.md"));
      expect(head).toEqual(["id", "title", "text", "lang"]);
      expect(row).toEqual([
        article.id,
        article.title,
        article.text,
        article.lang,
      ]);
    }),
  );
});

test.each([
  ["API key 泄露了怎么办", "zh"],
  ["How do I say 你好?", "en"],
  ["429", "en"],
  ["限流", "zh"],
])("%s is told to be %s by its script", (text, lang) => {
  expect(SearchTerms.langOf(text)).toBe(lang);
});
