// temper: whether somebody asks for a person, or is angry, told from words by themselves and not from problems described

// Each with its weight; from `angry` on somebody is angry.
const angry = 1;
const signs: [RegExp, number][] = [
  [
    /\b(stupid|idiots?|idiotic|useless|pathetic|ridiculous|unacceptable|outrageous|disgusting|disgrace(ful)?|furious|angry|wtf|f+u+c+k\w*|shit\w*|bullshit|crap(py)?|damn\w*|a joke|fed up|sick (and tired )?of|ripped off|rip-?off|worst|scammers|incompetent|liars?|shame on|how dare|had enough|sue you|legal action|no intention of helping)\b/i,
    1,
  ],
  [
    /\b(is|are|was|such|what|total|complete|absolute|utter|your|this)\b[^.?!]{0,20}\b(garbage|rubbish|trash|scam|terrible|horrible|awful|dreadful|appalling)\b/i,
    1,
  ],
  [
    /\b(my|a|our) (lawyer|solicitor|attorney)\b|\b(see you in|take you to) court\b|\bconsumer protection\b|\bombudsman\b/i,
    1,
  ],
  [
    /\bgives? a (damn|toss|f\w+)\b|\bdo (any|no)thing about it\b|\bwaste of (my |our )?(time|money)\b/i,
    1,
  ],
  [/\b(annoyed|frustrat\w+|disappoint\w+|hopeless)\b/i, 0.5],
  [
    /\b(third|fourth|fifth|tenth|umpteenth|\d+th|three|four|five|several|many|multiple|countless|hundred) (time|times|complaints?|e-?mails?|calls?|tickets?)\b/i,
    0.5,
  ],
  [
    /\b(nobody|no one|no-one|you never|you people|still no|still (hasn't|haven't|nothing|waiting)|no (reply|answer|response)|ignor(ed|ing)|never (repl|answer|respond|call)\w*)\b/i,
    0.5,
  ],
  [/!!|！！/, 0.5],
  [/\b[A-Z]{4,}\b(?:[^a-z]*\b[A-Z]{2,}\b){2}/, 0.5],
  [
    /垃圾(?!邮件|短信|分类|桶|信息)|骗子|坑人|坑爹|黑心|废物|恶心|气死|愤怒|很生气|太气人|忍无可忍|受够|起诉|法院见|律师函|消协|12315|工信部|曝光你|他妈|妈的|tmd|什么破|破(公司|银行|软件|平台|玩意|系统|app)|差劲|差评|无语|过分|什么态度|不要脸|滚蛋|去死|脑残|智障|有病吧/i,
    1,
  ],
  [
    /(?<!怎么|如何|怎样|哪里|在哪|想问)(我要|要|必须|已经|准备)?投诉(你们|他们|到|了)|我要投诉|投诉你/,
    1,
  ],
  [/没人(理|管|回|接|处理)|不理人|(不|没有?)(回复|回应|处理|解决)/, 0.5],
  [/第[三四五六七八九十\d]+次|(好几|很多|无数|多|几十)次|一再/, 0.5],
  [
    /到底|究竟|再不.{0,10}就|等了.{1,8}(天|周|星期|月|小时|年)|失望|敷衍|推脱|踢皮球/,
    0.5,
  ],
];

export const upset = (text: string) =>
  signs.reduce(
    (sum, [words, weight]) => sum + (words.test(text) ? weight : 0),
    0,
  ) >= angry;

const people =
  "(?:humans?|persons?|agents?|representatives?|reps?|somebody|someone|anybody|anyone|manager|supervisor|operator|advis[eo]r|specialist|staff member|human being|customer service|support (?:agent|person))";
const person = new RegExp(
  [
    String.raw`\b(?:talk|speak|chat)(?:ing)? (?:to|with)\b.{0,25}\b${people}\b`,
    String.raw`\b(?:connect|transfer|put|pass|hand) (?:me|us)\b.{0,25}\b(?:${people}|through)\b`,
    String.raw`\b(?:get|give) me (?:a|an|your|the|some)\b.{0,15}\b${people}\b`,
    String.raw`\b(?:need|want|prefer|like|is there|are there)\b (?:a|an|some|any)? ?(?:real |actual |live |human )*(?:human|person|agent|representative|operator)\b`,
    String.raw`\b(?:real|actual|live|human) (?:person|human|being|agent|support|operator)\b`,
    String.raw`\bescalate\b|\b(?:call|phone|ring) me\b|\bnot (?:a|an|some|to a) (?:ro)?bot\b|\bno (?:ro)?bots?\b`,
    "人工(?!智能|标注|神经|费|成本)|真人|活人|(?:找|叫|联系|转接?|换)(?:你们|一?个|一下)?的?(?:经理|主管|负责人|领导|专员|老板|客服)|(?:给|回)我(?:回|打)?(?:个)?电话|别用机器人|不要机器人",
  ].join("|"),
  "i",
);

export const wantsPerson = (text: string) => person.test(text);

const question =
  /[?？]|^\W*(?:who|what|when|where|why|which|how|can|could|do|does|did|is|are|will|would|should|may|must|has|have)\b|\b(?:how (?:do|can|much|long|many|to)|what (?:is|are|do|does)|where (?:do|can|is))\b|吗|怎么|怎样|如何|什么时候|为什么|哪里|哪个|谁能|几天|多少|多久|能不能|可不可以|是否|有没有/im;

export const asksSomething = (text: string) => question.test(text);

export * as Temper from "./temper";
