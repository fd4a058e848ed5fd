// answer-drivers: what drives a customer's amount, class, level or time, and how sure it is
import type { Driver } from "@mainstay/core/accounts/driver";
import type { Label } from "@mainstay/core/learning/label";
import type { Answer } from "@mainstay/core/model/answer";
import { AnswerWords } from "@mainstay/core/outcome/answer-words";
import { Reason } from "@mainstay/core/model/reason";
import { FigureFormat } from "./figure-format";
import { Figures } from "./figures";
import { Link } from "./link";
import { Panel } from "./panel";
import { Reasons } from "./reasons";
import { Table } from "./table";
import { T, Words, t } from "./words";

// Sentences are for reading; the bars have every column.
const maxSentences = 5;

export function Section({
  answer,
  reasons,
  drivers,
  label,
  dataset,
}: {
  answer: Answer.Info;
  reasons: Reason.Worded[];
  drivers: Driver.Info[];
  label?: Label.Info;
  dataset: string;
}) {
  const { kind, base, score, classes, survival } = answer;
  const { said, aside } = AnswerWords.phrase(answer, Words.lang());
  const column = label?.column ?? "";
  const unit = t("answer.unit", { kind, column });
  const digits = kind === "number" ? AnswerWords.digits(score) : 2;
  const shown = (value: number) => FigureFormat.signed(value, digits);
  return (
    <Panel title={t("answer.driversOf", { column, said })}>
      {aside && (
        <p class="note">
          {kind === "number" ? t("answer.interval80", { aside }) : aside}
        </p>
      )}
      {classes && (
        <Shares
          title={t("answer.class")}
          rows={
            kind === "ordered"
              ? Object.entries(classes)
              : AnswerWords.ranked(answer)
          }
        />
      )}
      {survival && (
        <Shares title={t("answer.laterThan")} rows={Object.entries(survival)} />
      )}
      <Reasons.Sentences reasons={Reason.largest(reasons, maxSentences)} />
      <p>
        {t("answer.startsAt", { base: shown(base), score: shown(score), unit })}
      </p>
      <div class="wide" tabindex={0}>
        <Reasons.Bars drivers={drivers} unit={unit} digits={digits} />
      </div>
      <p class="note">
        <T
          k="drivers.byModelADriver"
          a={(inside) => (
            <a href={Link.model(dataset, answer.modelVersion)}>{inside}</a>
          )}
          modelVersion={answer.modelVersion}
        />
      </p>
    </Panel>
  );
}

const Shares = ({
  title,
  rows,
}: {
  title: string;
  rows: [string, number][];
}) => (
  <Table
    kind="tight"
    rows={rows}
    columns={[
      { title, cell: ([name]) => name },
      {
        title: t("answer.probability"),
        cell: ([, share]) => (
          <Figures.Bar
            value={100 * share}
            text={() => FigureFormat.percent(share)}
          />
        ),
      },
    ]}
  />
);

export * as AnswerDrivers from "./answer-drivers";
