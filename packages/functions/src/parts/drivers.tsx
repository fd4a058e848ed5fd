// drivers: what drives a customer's score, and what changed since the period before
import type { Customer } from "@mainstay/core/accounts/customer";
import type { Label } from "@mainstay/core/learning/label";
import type { Card } from "@mainstay/core/model/card";
import { LogOdds } from "@mainstay/core/stats/log-odds";
import { AnswerDrivers } from "./answer-drivers";
import { FigureFormat } from "./figure-format";
import { Link } from "./link";
import { Absent, Panel } from "./panel";
import { Reasons } from "./reasons";
import { Waterfall } from "./waterfall";
import { T, t } from "./words";

export function Section({
  one: { answer, score, reasons, drivers },
  card,
  label,
  dataset,
}: {
  one: Customer.Info;
  card: Card.Info | null;
  label?: Label.Info;
  dataset: string;
}) {
  if (answer)
    return (
      <AnswerDrivers.Section
        {...{ answer, reasons, drivers, label, dataset }}
      />
    );
  if (!score || !card)
    return (
      <Panel title={t("word.drivers")}>
        <Absent>
          <T
            k="drivers.noScoreYetNo"
            a={(inside) => <a href={Link.models(dataset)}>{inside}</a>}
          />
        </Absent>
      </Panel>
    );
  const probability = FigureFormat.percent(score.probability);
  return (
    <Panel title={t("drivers.driversOfThe", { probability })}>
      <Waterfall base={score.base} drivers={drivers} />
      <details>
        <summary>{t("drivers.everyColumn", { n: drivers.length })}</summary>
        <p>
          <T
            k="drivers.theModelStartsEvery"
            percent={FigureFormat.percent(LogOdds.sigmoid(score.base))}
            base={FigureFormat.signed(score.base)}
            probability={probability}
            logit={FigureFormat.signed(score.logit)}
          />
        </p>
        <div class="wide" tabindex={0}>
          <Reasons.Bars drivers={drivers} />
        </div>
      </details>
      <p class="note">
        <T
          k="drivers.byModelADriver"
          a={(inside) => (
            <a href={Link.model(dataset, score.modelVersion)}>{inside}</a>
          )}
          modelVersion={score.modelVersion}
        />
      </p>
    </Panel>
  );
}

export const Changes = ({ one: { since, changes } }: { one: Customer.Info }) =>
  since ? (
    <Panel title={t("drivers.changesSince", { since })}>
      {changes.length ? (
        <Reasons.Sentences reasons={changes} />
      ) : (
        <Absent>{t("drivers.nothingThatMovesThe")}</Absent>
      )}
    </Panel>
  ) : null;

export * as Drivers from "./drivers";
