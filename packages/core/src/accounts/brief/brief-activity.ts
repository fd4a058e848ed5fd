// brief-activity: the brief's sections on usage, feedback, actions taken and actions due
import { BriefFormat, zh } from "./brief-format";
import type { Known, Section } from "./brief-input";
import { Bilingual } from "../../text/bilingual";

export function usage(
  { usage }: Known,
  form: BriefFormat.BriefFormat,
): Section {
  const heading = form.say({ en: "Usage", zh: "使用情况" });
  if (!usage.length) {
    const none = { en: "No usage is recorded.", zh: "没有使用记录。" };
    return { heading, paragraphs: [form.say(none)], items: [] };
  }
  return {
    heading,
    paragraphs: [],
    items: form.few(
      usage.map((use) => form.say(usageLine(use, form))),
      8,
    ),
  };
}

type Use = Known["usage"][number];
function usageLine(use: Use, form: BriefFormat.BriefFormat): Bilingual.Text {
  const { label, unit, now } = use;
  const value = {
    count: form.plain,
    share: form.share,
    money: form.money,
    ms: form.ms,
  }[unit](now);
  const moved = BriefFormat.moved(use, form);
  return {
    en: `${label.en}: ${value}${moved.en}.`,
    zh: `${label.zh}：${value}${moved.zh}。`,
  };
}

// An older answer says little about how the customer feels now.
const recentDays = 92;
const clipped = (text: string, maxLetters = 200) => {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return [...line].length > maxLetters
    ? `${[...line].slice(0, maxLetters - 1).join("")}…`
    : line;
};

const tone = (score: number): Bilingual.Text =>
  score <= -0.25
    ? { en: "negative", zh: "负面" }
    : score >= 0.25
      ? { en: "positive", zh: "正面" }
      : { en: "mixed", zh: "中性" };

export function feedback(known: Known, form: BriefFormat.BriefFormat): Section {
  const { feedback } = known;
  const paragraphs = [form.say(satisfaction(known, form))];
  const heading = form.say({ en: "Feedback", zh: "客户反馈" });
  if (!feedback) {
    paragraphs.push(
      form.say({ en: "No feedback is recorded.", zh: "没有反馈记录。" }),
    );
    return { heading, paragraphs, items: [] };
  }
  const { days, count, sentiment, comments, topics } = feedback;
  const span = BriefFormat.days(days);
  const number = form.plain(count);
  const mood = sentiment === undefined ? null : tone(sentiment);
  paragraphs.push(
    form.say(
      count === 0
        ? {
            en: `No comment in the last ${span.en}.`,
            zh: zh`最近${span.zh}没有评论。`,
          }
        : {
            en: `${number} ${count === 1 ? "comment" : "comments"} in the last ${span.en}${mood ? `, ${mood.en} on the whole (${form.signed(sentiment!)})` : ""}.`,
            zh: zh`最近${span.zh}共${number}条评论${mood ? `，总体${mood.zh}（${form.signed(sentiment!)}）` : ""}。`,
          },
    ),
  );
  if (topics.length) {
    const named = form.list(
      form.few(
        topics.map(({ label, count }) => `${label} (${form.plain(count)})`),
      ),
    );
    paragraphs.push(
      form.say({ en: `Topics: ${named}.`, zh: `话题：${named}。` }),
    );
  }
  return {
    heading,
    paragraphs,
    items: form.few(
      comments.map(({ at, text, score, rating, scale }) => {
        const aside = form.list([
          ...(rating === undefined ? [] : [outOf(rating, scale, form)]),
          ...(score === undefined ? [] : [form.say(tone(score))]),
        ]);
        return form.say({
          en: `${form.day(at)}: “${clipped(text)}”${aside ? ` (${aside})` : ""}`,
          zh: `${form.day(at)}：“${clipped(text)}”${aside ? `（${aside}）` : ""}`,
        });
      }),
      3,
    ),
  };
}

const outOf = (
  value: number,
  scale: number | undefined,
  form: BriefFormat.BriefFormat,
) => form.plain(value) + (scale === undefined ? "" : `/${form.plain(scale)}`);

function satisfaction(
  { satisfaction }: Known,
  form: BriefFormat.BriefFormat,
): Bilingual.Text {
  const none = {
    en: "No satisfaction answer in the last 3 months",
    zh: "最近 3 个月没有满意度评分",
  };
  if (!satisfaction) return { en: `${none.en}.`, zh: `${none.zh}。` };
  const { value, scale, at } = satisfaction;
  const answer = outOf(value, scale, form);
  const day = form.day(at);
  return form.until(at) < -recentDays
    ? {
        en: `${none.en}; the last one was ${answer} on ${day}.`,
        zh: zh`${none.zh}；上一次为${day}的${answer}。`,
      }
    : {
        en: `Last satisfaction answer ${answer} on ${day}.`,
        zh: zh`最近一次满意度评分${answer}（${day}）。`,
      };
}

const states = {
  accepted: { en: "under way", zh: "进行中" },
  done: { en: "done", zh: "已完成" },
  dismissed: { en: "dismissed", zh: "已放弃" },
};

export function done({ done }: Known, form: BriefFormat.BriefFormat): Section {
  const none = { en: "Nothing has been done yet.", zh: "尚未采取行动。" };
  return {
    heading: form.say({ en: "What was done", zh: "已采取的行动" }),
    paragraphs: done.length ? [] : [form.say(none)],
    items: form.few(
      done.map(({ text, at, state, outcome }) => {
        const result = form.say(outcomeOf(outcome, form));
        return form.say({
          en: `${form.day(at)}: ${text.en} (${states[state].en})${result && `. ${result}`}`,
          zh: `${form.day(at)}：${text.zh}（${states[state].zh}）${result && `。${result}`}`,
        });
      }),
    ),
  };
}

function outcomeOf(
  outcome: Known["done"][number]["outcome"],
  form: BriefFormat.BriefFormat,
): Bilingual.Text {
  const { value, note } = outcome ?? {};
  const read =
    value === undefined
      ? null
      : typeof value === "number"
        ? { en: form.plain(value), zh: form.plain(value) }
        : value
          ? { en: "good", zh: "有效" }
          : { en: "no effect", zh: "无效" };
  if (!read && !note) return { en: "", zh: "" };
  const aside = note ? clipped(note) : "";
  return {
    en: `Outcome: ${[read?.en, aside].filter(Boolean).join(", ")}`,
    zh: `结果：${[read?.zh, aside].filter(Boolean).join("，")}`,
  };
}

export function due(
  { due, contract }: Known,
  form: BriefFormat.BriefFormat,
): Section {
  const steps = [...due]
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
    .map(({ text, due, owner }) => {
      const away = BriefFormat.away(form.until(due));
      const late = form.until(due) < 0;
      const by = typeof owner === "object" ? form.say(owner) : owner;
      const aside = form.list([
        ...(by ? [by] : []),
        form.say({
          en: late ? `overdue, ${away.en}` : away.en,
          zh: late ? `已逾期，${away.zh}` : away.zh,
        }),
      ]);
      return form.say({
        en: `${form.day(due)}: ${text.en} (${aside})`,
        zh: `${form.day(due)}：${text.zh}（${aside}）`,
      });
    });
  const items = form.few(steps);
  if (contract?.renewal) {
    const day = form.day(contract.renewal);
    const away = BriefFormat.away(form.until(contract.renewal));
    items.push(
      form.say({
        en: `${day}: renewal (${away.en})`,
        zh: `${day}：续约（${away.zh}）`,
      }),
    );
  }
  const none = { en: "Nothing is due.", zh: "没有待办事项。" };
  return {
    heading: form.say({ en: "What is due", zh: "待办事项" }),
    paragraphs: items.length ? [] : [form.say(none)],
    items,
  };
}
