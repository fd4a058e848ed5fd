// default-playbooks: the playbooks of a dataset without settings; one whose columns are absent proposes nothing
import type { Text } from "../text/bilingual";
import type { Playbook } from "./playbook";
import type * as z from "zod";

const manager = { en: "Customer success manager", zh: "客户成功经理" };
const engineer = { en: "Solutions engineer", zh: "解决方案工程师" };
const support = { en: "Support lead", zh: "支持负责人" };
const account = { en: "Account manager", zh: "客户经理" };

const step = (owner: Text, dueDays: number, text: Text) => ({
  ...{ text, owner, dueDays },
});

export const defaults: z.input<typeof Playbook.Info>[] = [
  {
    id: "save-valuable",
    name: {
      en: "Call a valuable customer at risk",
      zh: "致电高风险高价值客户",
    },
    when: {
      all: [
        { column: "score.band", op: "=", value: "high" },
        {
          column: "segment.value",
          op: "in",
          value: ["high-value", "at-risk"],
        },
      ],
    },
    steps: [
      step(manager, 3, {
        en: "Call {name}: its risk is {probability}. Ask what stands in the way of its goals.",
        zh: "致电 {name}：流失风险为 {probability}，了解阻碍其达成目标的问题。",
      }),
      step(manager, 10, {
        en: "Agree with {name} on a plan of three steps and dates.",
        zh: "与 {name} 商定三步改进计划和时间。",
      }),
    ],
    coolDownDays: 60,
  },
  {
    id: "adoption",
    name: { en: "Enablement session", zh: "产品使用培训" },
    when: {
      all: [{ ratio: ["activeSeats", "seats"], op: "<", value: 0.4 }],
    },
    steps: [
      step(manager, 14, {
        en: "Invite {name} to a session for its idle seats: {activeSeats} of {seats} are in use.",
        zh: "邀请 {name} 参加培训：{seats} 个席位中仅 {activeSeats} 个在用。",
      }),
    ],
    coolDownDays: 120,
    outcome: {
      kind: "when",
      all: [{ ratio: ["activeSeats", "seats"], op: ">=", value: 0.5 }],
    },
  },
  {
    id: "errors",
    name: { en: "Engineering review of errors", zh: "错误率技术排查" },
    when: { all: [{ role: "errorRate", op: ">=", value: 0.05 }] },
    steps: [
      step(engineer, 5, {
        en: "Review the failing calls of {name} (error rate {errorRate}) and send what to change.",
        zh: "排查 {name} 的失败调用（错误率 {errorRate}），并发送改进建议。",
      }),
    ],
    coolDownDays: 45,
    outcome: {
      kind: "when",
      all: [{ role: "errorRate", op: "<", value: 0.03 }],
      periods: 1,
    },
  },
  {
    id: "rate-limits",
    name: { en: "Engineering review of limits", zh: "限流技术排查" },
    when: {
      all: [{ ratio: ["rateLimited", "requests"], op: ">=", value: 0.02 }],
    },
    steps: [
      step(engineer, 5, {
        en: "Fit the limits of {name} to its load: {rateLimited} of {requests} requests were refused.",
        zh: "按负载调整 {name} 的限额：{requests} 次请求中有 {rateLimited} 次被限流。",
      }),
    ],
    coolDownDays: 45,
    outcome: {
      kind: "when",
      all: [{ ratio: ["rateLimited", "requests"], op: "<", value: 0.01 }],
      periods: 1,
    },
  },
  {
    id: "complaint",
    name: { en: "Reply to a discontented customer", zh: "回应负面反馈" },
    when: { all: [{ column: "feedback.sentiment", op: "<", value: -0.3 }] },
    steps: [
      step(support, 2, {
        en: "Answer the comments of {name} in person and say what will be done.",
        zh: "亲自回复 {name} 的反馈，并说明将采取的措施。",
      }),
    ],
    coolDownDays: 30,
  },
  {
    id: "renewal",
    name: { en: "Renewal plan", zh: "续约计划" },
    when: {
      all: [
        { column: "renewal.days", op: ">=", value: 0 },
        { column: "renewal.days", op: "<=", value: 60 },
        { column: "health.status", op: "in", value: ["amber", "red"] },
      ],
    },
    steps: [
      step(account, 5, {
        en: "Write the renewal plan of {name}: its renewal is {renewal.when}, its health {health.score}.",
        zh: "制定 {name} 的续约计划：续约日 {renewal.when}，健康分 {health.score}。",
      }),
      step(manager, 14, {
        en: "Show {name} what it has reached, and hear what it needs to stay.",
        zh: "向 {name} 展示已取得的成果，了解其续约所需。",
      }),
    ],
    coolDownDays: 60,
  },
  {
    id: "bill-shock",
    name: { en: "Plan review after a bill jumped", zh: "账单激增后的套餐评估" },
    when: { all: [{ change: "spend", op: ">=", value: 0.5 }] },
    steps: [
      step(account, 5, {
        en: "Explain the bill of {spend} to {name} and offer the plan that fits.",
        zh: "向 {name} 解释 {spend} 的账单，并推荐合适的套餐。",
      }),
    ],
    coolDownDays: 90,
  },
  {
    id: "champion",
    name: { en: "Find a new champion", zh: "寻找新的关键联系人" },
    when: { all: [{ role: "owner", op: "missing" }] },
    steps: [
      step(manager, 7, {
        en: "Nobody at {name} answers for us any more: find who does now and introduce yourself.",
        zh: "{name} 已没有对接负责人：找到新的负责人并建立联系。",
      }),
    ],
    coolDownDays: 90,
    outcome: {
      kind: "when",
      all: [{ role: "owner", op: "present" }],
      periods: 1,
    },
  },
  {
    id: "migration",
    name: { en: "Help to migrate", zh: "模型迁移支持" },
    when: { all: [{ until: "model_retires", op: "<=", value: 90 }] },
    steps: [
      step(engineer, 14, {
        en: "The model {name} calls retires {model_retires.when}: test its prompts on the successor with it.",
        zh: "{name} 所用模型将于 {model_retires.when} 下线：协助其在新模型上测试提示词。",
      }),
    ],
    coolDownDays: 60,
  },
  {
    id: "win-back",
    name: { en: "Win back", zh: "挽回沉默客户" },
    when: { all: [{ column: "use.trend", op: "<=", value: -0.6 }] },
    steps: [
      step(manager, 14, {
        en: "The use of {name} has fallen ({use.trend} against its usual level): offer it a reason to come back.",
        zh: "{name} 的用量已下降（相对平时 {use.trend}）：提供回归的理由。",
      }),
    ],
    coolDownDays: 120,
    outcome: {
      kind: "when",
      all: [{ column: "use.trend", op: ">", value: -0.5 }],
    },
  },
];

export * as DefaultPlaybooks from "./default-playbooks";
