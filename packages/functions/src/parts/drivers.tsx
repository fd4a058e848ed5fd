// drivers: what drives a customer's score, and what changed since the period before
import { PathId } from "@mainstay/core/base/path-id";
import type { Customer } from "@mainstay/core/accounts/customer";
import type { Card } from "@mainstay/core/model/card";
import { Reason } from "@mainstay/core/model/reason";
import { LogOdds } from "@mainstay/core/stats/log-odds";
import { FigureFormat } from "./figure-format";
import { Link } from "./link";
import { Absent, Panel } from "./panel";
import { Reasons } from "./reasons";

// Sentences are for reading; the bars have every column.
const maxSentences = 5;

export function Section({
  one: { id, score, reasons },
  card,
  dataset,
  lang,
}: {
  one: Customer.Info;
  card: Card.Info | null;
  dataset: string;
  lang: Reason.Lang;
}) {
  if (!score || !card)
    return (
      <Panel title="Drivers">
        <Absent>
          No score yet: no model serves this dataset.{" "}
          <a href={Link.models(dataset)}>Train one</a>
        </Absent>
      </Panel>
    );
  const probability = FigureFormat.percent(score.probability);
  return (
    <Panel
      title={`Drivers of the ${probability}`}
      aside={<OtherLanguage id={id} dataset={dataset} lang={lang} />}
    >
      <Reasons.Sentences
        reasons={Reason.largest(reasons, maxSentences)}
        lang={lang}
      />
      <p>
        The model starts every customer at{" "}
        {FigureFormat.percent(LogOdds.sigmoid(score.base))} (log-odds{" "}
        {FigureFormat.signed(score.base)}). The columns below move this one to{" "}
        {probability} ({FigureFormat.signed(score.logit)}); a longer bar counts
        for more.
      </p>
      <div class="wide">
        <Reasons.Bars reasons={score.reasons} />
      </div>
      <p class="note">
        By{" "}
        <a href={Link.model(dataset, score.modelVersion)}>
          model <code>{score.modelVersion}</code>
        </a>
        . A driver moved the score; it need not be the cause.
      </p>
    </Panel>
  );
}

const OtherLanguage = ({
  id,
  dataset,
  lang,
}: {
  id: string;
  dataset: string;
  lang: Reason.Lang;
}) => {
  const path = `/customers/${PathId.write(id)}`;
  return lang === "zh" ? (
    <a class="small" lang="en" href={Link.to(path, { dataset })}>
      English
    </a>
  ) : (
    <a class="small" lang="zh" href={Link.to(path, { dataset, lang: "zh" })}>
      中文
    </a>
  );
};

export const Changes = ({
  one: { since, changes },
  lang,
}: {
  one: Customer.Info;
  lang: Reason.Lang;
}) =>
  since ? (
    <Panel
      title={
        lang === "zh" ? `自 ${since} 以来的变化` : `Changes since ${since}`
      }
    >
      {changes.length ? (
        <Reasons.Sentences reasons={changes} lang={lang} />
      ) : (
        <Absent>
          {lang === "zh"
            ? "没有一列明显改变评分。"
            : "Nothing that moves the score."}
        </Absent>
      )}
    </Panel>
  ) : null;

export * as Drivers from "./drivers";
