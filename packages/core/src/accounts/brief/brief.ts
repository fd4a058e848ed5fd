// brief: one page about one customer, in English and Chinese; the same input gives the same text
import { done, due, feedback, usage } from "./brief-activity";
import { BriefFormat } from "./brief-format";
import { Input, type Known, type Page } from "./brief-input";
import { risks } from "./brief-risks";
import { health, score, who } from "./brief-health";
import { fn } from "../../base/fn";
import type { Lang } from "../../text/wording";

export { Input, Page } from "./brief-input";

const sections = [who, health, score, usage, feedback, done, due, risks];

export const brief = fn(Input, (known): Record<Lang, Page> => ({
  en: page(known, "en"),
  zh: page(known, "zh"),
}));

function page(known: Known, lang: Lang): Page {
  const form = BriefFormat.formatFor(lang, known.today, known.currency);
  const { id, name } = known.customer;
  const title = {
    en: `Account brief: ${name ?? id}, ${known.period}`,
    zh: `客户简报：${name ?? id}，${known.period}`,
  };
  return {
    title: form.say(title),
    sections: sections.map((section) => section(known, form)),
  };
}

export * as Brief from "./brief";
