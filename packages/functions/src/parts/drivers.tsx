// drivers: what a customer's score is made of, and what changed since the period before
import type { Customer } from "@mainstay/core/accounts/customer";
import type { Card } from "@mainstay/core/model/card";
import { Reason } from "@mainstay/core/model/reason";
import { Scorer } from "@mainstay/core/model/scorer";
import { Link } from "./link";
import { Absent, Pushes } from "./components";
import { FigureFormat } from "./figure-format";

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
      <section class="card">
        <h2>Reasons</h2>
        <Absent>
          No score yet: no model serves this dataset.{" "}
          <a href={`/models#${encodeURIComponent(dataset)}`}>Train one</a>
        </Absent>
      </section>
    );
  return (
    <section class="card">
      <div class="head">
        <h2>Why {FigureFormat.percent(score.probability)}</h2>
        <Other id={id} dataset={dataset} lang={lang} />
      </div>
      <Sentences said={Reason.largest(reasons, told)} lang={lang} />
      <p>
        Before it looks at a customer the model starts at{" "}
        {FigureFormat.percent(Scorer.probability(score.base))} (log-odds{" "}
        {FigureFormat.signed(score.base)}). The columns below move it to{" "}
        {FigureFormat.percent(score.probability)} (
        {FigureFormat.signed(score.logit)}); the longer a bar, the more it
        counts.
      </p>
      <div class="wide">
        <Pushes reasons={score.reasons} />
      </div>
      <p class="note">
        By{" "}
        <a href={Link.model(dataset, score.modelVersion)}>
          model <code>{score.modelVersion}</code>
        </a>
        . A reason says what moved the score, not what causes it.
      </p>
    </section>
  );
}

// Sentences a person reads; the bars below have every column.
const told = 5;

const Sentences = ({
  said,
  lang,
}: {
  said: { contribution: number; text: string }[];
  lang: Reason.Lang;
}) => (
  <ul class="told" lang={lang}>
    {said.map(({ contribution, text }) => (
      <li>
        <span class={contribution > 0 ? "up" : "down"} aria-hidden="true">
          {contribution > 0 ? "▲" : "▼"}
        </span>{" "}
        {text}
      </li>
    ))}
  </ul>
);

const Other = ({
  id,
  dataset,
  lang,
}: {
  id: string;
  dataset: string;
  lang: Reason.Lang;
}) => {
  const other = lang === "zh" ? "en" : "zh";
  const path = `/customers/${encodeURIComponent(id)}`;
  return (
    <a
      class="small"
      lang={other}
      href={Link.to(path, { dataset, lang: other === "zh" ? "zh" : null })}
    >
      {other === "zh" ? "中文" : "English"}
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
    <section class="card">
      <h2>
        {lang === "zh"
          ? `自 ${since} 以来的变化`
          : `What changed since ${since}`}
      </h2>
      {changes.length ? (
        <Sentences said={changes} lang={lang} />
      ) : (
        <Absent>
          {lang === "zh"
            ? "没有一列明显改变评分。"
            : "Nothing that moves the score."}
        </Absent>
      )}
    </section>
  ) : null;

export * as Drivers from "./drivers";
