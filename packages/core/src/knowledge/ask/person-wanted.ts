// person-wanted: words by which somebody wants a person rather than an answer

const person =
  /\b(talk|speak|chat|connect|get|put|pass|transfer|escalate)\b.{0,30}\b(human|person|agent|representative|somebody|someone|manager|supervisor|operator)\b|\b(real|actual|live|human) (person|human|being|agent|support)\b|人工(?!智能|标注|神经)|真人|(找|叫|联系|转接?).{0,4}(经理|主管|负责人|领导|专员)/i;

const insult =
  /\b(stupid|idiots?|idiotic|useless|garbage|rubbish|terrible|horrible|awful|ridiculous|unacceptable|outrageous|disgusting|disgrace|pathetic|worst|scam|fraudsters?|furious|angry|wtf|fuck\w*|shit\w*|crap|damn|bullshit|fed up|sick of|lawyer|sue you|ripped off)\b|垃圾|骗子|骗人|傻|滚|废物|太差|差劲|差评|恶心|无语|气死|愤怒|忍无可忍|坑人|坑爹|起诉|律师|他妈/i;

const urgent =
  /\b(urgent|urgently|asap|immediately|emergency|right now|production (is|has gone) down)\b|紧急|十万火急|火速|立刻|立即|马上|赶紧|赶快|尽快/i;

const leaving =
  /\b(cancel\w*|terminat\w*|complain\w*|complaints?|money back|(want|demand|give|need|insist on) .{0,12}refund)\b|投诉|退款|退钱|退订|解约|取消/i;

export const wantsPerson = (text: string) => person.test(text);

export const upset = (text: string) =>
  [insult, urgent, leaving].some((words) => words.test(text));
