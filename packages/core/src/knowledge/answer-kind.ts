// answer-kind: what kind of answer a question wants — a time, a sum, a place — and whether a text holds one

const number = String.raw`(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half an?|an?|[一二两三四五六七八九十百千半几]+)`;

const kinds = [
  {
    asks: /how (long|soon|often|many (days|weeks|months|years|hours|minutes))|\bwhen\b|\bdeadline|what time|until when|多久|多长时间|几天|多少天|几年|几个月|几小时|什么时候|何时|几点|期限|最晚|最迟/i,
    holds: new RegExp(
      String.raw`${number}[\s-]*(?:working |business |banking |calendar )?(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|秒|分钟|小时|个?工作日|个?银行工作日|天|日|晚|周|个月|月|年)|\d{1,2}:\d{2}|\b(?:january|february|march|april|june|july|august|september|october|november|december|midnight|noon|immediately|at once|at any time|daily|weekly|monthly|yearly|every|end of|before|until|when)\b|立即|随时|当天|当日|次日|每天|每月|每年|期间|之前|之后|点至|点到`,
      "i",
    ),
  },
  {
    asks: /how much|what (does|do|would|is|are) .*(cost|price|fee|charge|pay|rate)|\bprice|\bcosts?\b|\bfees?\b|\bpercent(?:age)?\b|抽多少|抽成|收多少|百分之几|多少钱|价格|费用|怎么收费|收费|运费|利息|利率|多贵/i,
    holds:
      /[$€£¥￥%]|\b(euros?|dollars?|pounds?|pence|cents?|yuan|usd|eur|gbp|rmb|per ?cent|percent|free|charged?|costs?)\b|元|欧|英镑|美元|便士|百分之|千分之|免费|收费|%/i,
  },
  {
    asks: /how (many|large|big|heavy|tall|high|wide|far)|maximum|最多|最大|最重|多重|多大|几(个|次|件|公斤)|多少(?!钱|天)|上限/i,
    holds: new RegExp(
      String.raw`\d|${number}|\b(?:unlimited|not limited|no limit|any number|as many as)\b|不限|任意|无限`,
      "i",
    ),
  },
];

/** 1 where the text holds what the question asks for, −1 where it does not, 0 where nothing of a kind is asked for. */
export function fit(question: string, text: string): number {
  const wanted = kinds.filter(({ asks }) => asks.test(question));
  if (!wanted.length) return 0;
  return wanted.some(({ holds }) => holds.test(text)) ? 1 : -1;
}

/** Whether a text holds what a word of the question asks for by itself, such as "how long". */
export const answers = (word: string, text: string) =>
  kinds.some(({ asks, holds }) => asks.test(word) && holds.test(text));

export * as AnswerKind from "./answer-kind";
