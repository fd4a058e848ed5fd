// report-document: what a month's report consists of, in one language, made from its JSON alone
import type { Wording } from "../text/wording";
import { Block } from "../document/block";
import { Letter } from "./letter";
import { Pen } from "./pen";
import type { Info } from "./report";
import { accountsToGrow } from "./sections/accounts-to-grow";
import { actions, effectTable } from "./sections/actions";
import { basis, notice } from "./sections/basis";
import * as CustomerFeedback from "./sections/customer-feedback";
import { accounts, customersAtRisk, risk } from "./sections/customers-at-risk";
import { definitions } from "./sections/definitions";
import { ahead, forecasts } from "./sections/forecasts";
import { foretold } from "./sections/foretold";
import { headline } from "./sections/headline";
import { health, statuses } from "./sections/health";
import { history, trends } from "./sections/history";
import { notMeasured } from "./sections/not-measured";
import { recommendations } from "./sections/recommendations";
import { reckoning, renewals } from "./sections/renewals";
import * as Revenue from "./sections/revenue";
import { segments } from "./sections/segments";
import { trust } from "./sections/trust";
import { questions } from "./sections/unanswered-questions";
import { usage } from "./sections/usage";

export function of(info: Info, lang: Wording.Lang): Block.Document {
  const pen = Pen.of(lang, info);
  const there = (sections: (Block.Section | null)[]) =>
    sections.filter((section) => section !== null);
  return {
    lang,
    title: pen.t("report.title", { month: pen.month(info.month) }),
    company: info.company,
    lead: lead(info, pen),
    notice: notice(info, pen),
    letter: Letter.of(info, pen).map(({ topic, text }) => ({
      ...{ label: pen.t(`letter.${topic}`), text },
    })),
    tiles: headline(info, pen),
    contents: pen.t("report.contents"),
    front: there([
      Revenue.bridge(info, pen),
      figures(info, pen),
      toSave(info, pen),
      accountsToGrow(info, pen),
      reckoning(info, pen),
      effects(info, pen),
      renewals(info, pen),
      ahead(info, pen),
    ]),
    appendixTitle: pen.t("report.appendix"),
    appendix: there([
      basis(info, pen),
      Revenue.revenue(info, pen),
      risk(info, pen),
      customersAtRisk(info, pen),
      health(info, pen),
      segments(info, pen),
      usage(info, [...Revenue.names, ...CustomerFeedback.names], pen),
      CustomerFeedback.feedback(info, pen),
      actions(info, pen),
      questions(info, pen),
      recommendations(info, pen),
      forecasts(info, pen),
      history(info, pen),
      foretold(info, pen),
      trust(info, pen),
      notMeasured(info, pen),
      definitions(info, pen),
    ]),
    attached: pen.t("report.attached"),
    sheet: pen.t("report.sheet", { page: "{page}", pages: "{pages}" }),
  };
}

function lead({ counts, dataset }: Info, pen: Pen): Block.Span[] {
  const { joined, left, rejected } = counts;
  const parts = [
    joined !== undefined && pen.t("lead.joined", { n: pen.whole(joined) }),
    left !== undefined && pen.t("lead.left", { n: pen.whole(left) }),
    !!rejected && pen.t("lead.rejected", { n: rejected }),
  ].filter((part) => part !== false);
  return [
    ...pen.parts("lead.customers", { n: counts.customers, dataset }),
    parts.length
      ? pen.t("list.semicolon") + parts.join(pen.t("list.comma"))
      : "",
    pen.t("stop"),
  ];
}

const maxTrends = 4;
const trendHeight = 190;

/** Health by status and the first trends, side by side. */
function figures(info: Info, pen: Pen): Block.Section | null {
  const parts = [
    ...trends(info, pen, trendHeight).slice(0, maxTrends),
    ...(info.health ? [statuses(info, info.health, pen)] : []),
  ];
  if (!parts.length) return null;
  return {
    ...{ id: "figures", title: pen.t("figures.title") },
    blocks: [{ kind: "beside", parts }],
  };
}

function toSave(info: Info, pen: Pen): Block.Section | null {
  const list = Letter.toSave(info);
  if (!list.length) return null;
  return {
    ...{ id: "save", title: pen.t("save.title") },
    blocks: [Block.text(pen.parts("save.how")), accounts(list, pen)],
  };
}

const maxEffects = 5;

/** Whether what was done helped. */
function effects({ actions }: Info, pen: Pen): Block.Section | null {
  const measured = (actions?.effects ?? [])
    .filter(({ effect }) => effect.value !== null)
    .sort((a, b) => b.treated.known - a.treated.known)
    .slice(0, maxEffects);
  if (!actions || !measured.length) return null;
  return {
    ...{ id: "helped", title: pen.t("helped.title") },
    blocks: [
      Block.text(pen.t("helped.how")),
      effectTable(actions, measured, pen),
    ],
  };
}

export * as ReportDocument from "./report-document";
