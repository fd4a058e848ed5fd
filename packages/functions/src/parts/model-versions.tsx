// model-versions: the versions of one dataset's model of scores, and its label
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Label } from "@mainstay/core/learning/label";
import { Card } from "@mainstay/core/model/card";
import { OutcomeCard } from "@mainstay/core/outcome/outcome-card";
import { Registry } from "@mainstay/core/model/registry";
import { Shadow } from "@mainstay/core/upkeep/shadow";
import { DriftWatch } from "@mainstay/core/upkeep/drift-watch";
import { Trainings } from "@mainstay/core/jobs/trainings";
import { DriftSection } from "./drift-section";
import { FigureFormat } from "./figure-format";
import { Link } from "./link";
import { ModelHistory } from "./model-history";
import { OutcomeSummary } from "./outcome-summary";
import { Absent, Panel } from "./panel";
import { Select } from "./select";
import { ShadowSection } from "./shadow-section";
import { Serving } from "./serving";
import { Table } from "./table";
import { T, t } from "./words";

const { day, event, fixed, moment, percent, whole } = FigureFormat;

// The API lists the older ones too.
const maxVersionsShown = 10;

export async function read(dataset: string) {
  const [definition, versions, serving, trainings] = await Promise.all([
    Dataset.get(dataset),
    Registry.versions(dataset),
    Registry.promoted(dataset),
    Trainings.list(dataset),
  ]);
  const newest = versions.filter(
    ({ current }, k) => current || k < maxVersionsShown,
  );
  const isOutcome = ({ task }: { task: string }) => task === OutcomeCard.task;
  const [cards, outcomes] = await Promise.all([
    Promise.all(
      newest
        .filter((one) => !isOutcome(one))
        .map(({ version }) => Registry.card(dataset, version)),
    ),
    Promise.all(
      newest
        .filter(isOutcome)
        .map(async ({ version }) =>
          OutcomeCard.Info.parse(await Registry.described(dataset, version)),
        ),
    ),
  ]);
  const current = versions.find((version) => version.current)?.version;
  return {
    dataset,
    definition,
    current,
    cards,
    outcomes,
    hidden: versions.length - newest.length,
    promotions: serving?.history ?? [],
    trainings,
    shadow: await Shadow.show(dataset),
    drift: serving ? await DriftWatch.read(dataset) : null,
  };
}
type Info = Awaited<ReturnType<typeof read>>;
type May = { train: boolean; define: boolean };

export function Section({ may, ...model }: Info & { may: May }) {
  const { dataset, definition, cards, hidden, current, promotions } = model;
  const { label } = definition;
  const { trainings } = model;
  const last = promotions.at(-1);
  return (
    <Panel
      id={dataset}
      title={dataset}
      aside={
        may.train &&
        label && (
          <Serving.Buttons
            dataset={dataset}
            current={current}
            promotions={current ? promotions : []}
          />
        )
      }
    >
      {label ? (
        <p>
          <T
            k="answer.predicts"
            kind={label.kind ?? "binary"}
            column={label.column}
            positive={label.positive}
            event={event(label, definition.period)}
          />
        </p>
      ) : (
        <LabelChoice dataset={dataset} definition={definition} may={may} />
      )}
      <ModelHistory.Failed trainings={trainings} />
      {cards.length > 0 && <Versions {...model} may={may} />}
      {model.outcomes.length > 0 && <OutcomeVersions {...model} may={may} />}
      {!cards.length &&
        !model.outcomes.length &&
        label &&
        !trainings.length && (
          <Absent>
            <T k="modelVersions.noVersionYetTrain" />
          </Absent>
        )}
      {model.shadow && (
        <ShadowSection.Section
          {...{ dataset, current, shadow: model.shadow, may: may.train }}
        />
      )}
      {model.drift && <DriftSection.Section drift={model.drift} />}
      {hidden > 0 && (
        <p class="note">
          <T
            k="modelVersions.notShownTheApi"
            hidden={t("count.olderVersion", { n: hidden })}
            a={(inside) => <a href={`/v1/models/${dataset}`}>{inside}</a>}
          />
        </p>
      )}
      {last && (
        <p class="note">
          <T
            k="modelVersions.lastChangeServesSince"
            version={last.version}
            at={moment(last.at)}
            by={last.by}
          />
        </p>
      )}
      {trainings.length > 0 && (
        <ModelHistory.TrainingList trainings={trainings} />
      )}
      {promotions.length > 0 && (
        <ModelHistory.ServedList promotions={promotions} />
      )}
    </Panel>
  );
}

function LabelChoice({
  dataset,
  definition: { candidates, period },
  may,
}: {
  dataset: string;
  definition: Dataset.Info;
  may: May;
}) {
  const labels = candidates?.label ?? [];
  const label = { column: "churned", positive: "yes", horizon: 0 };
  const example = [
    `PUT /v1/datasets/${dataset}`,
    JSON.stringify({ label }),
  ].join("\n");
  if (!may.define || !labels.length)
    return (
      <Absent>
        {t("modelVersions.noOutcomeToPredict")}
        <pre>{example}</pre>
      </Absent>
    );
  return (
    <div class="absent">
      <p>{t("modelVersions.noOutcomeToPredict2")}</p>
      <form
        class="row"
        method="post"
        action={`/models/${encodeURIComponent(dataset)}/label`}
      >
        <Select
          title={t("word.columnAndValue")}
          name="choice"
          options={labels.map(({ column, positive }, k) => [
            String(k),
            t("modelVersions.is", { column, positive }),
          ])}
        />
        <label>
          {t("modelVersions.ahead", { period })}
          <input type="number" name="horizon" min="0" max="60" value="0" />
        </label>
        <button>{t("modelVersions.choose")}</button>
      </form>
    </div>
  );
}

const OutcomeVersions = ({
  dataset,
  outcomes,
  current,
  may,
}: Info & { may: May }) => (
  <Table
    rows={outcomes}
    columns={[
      {
        title: t("answer.version"),
        cell: ({ version, label }) => (
          <>
            <a href={Link.model(dataset, version)}>
              <code>{version}</code>
            </a>
            <div class="id">{Label.phrase(label)}</div>
          </>
        ),
      },
      {
        title: t("word.created"),
        class: "nowrap",
        cell: ({ createdAt }) => day(createdAt),
      },
      {
        title: t("answer.quality"),
        cell: (card) => (
          <OutcomeSummary.Quality {...OutcomeCard.headline(card)} />
        ),
      },
      {
        title: t("answer.trainingRows"),
        number: true,
        cell: ({ data }) => whole(data.train),
      },
      Serving.column(dataset, current, may.train),
    ]}
  />
);

const Versions = ({
  dataset,
  cards,
  current,
  definition: { label, period },
  may,
}: Info & { may: May }) => {
  const predicted = label && event(label, period);
  const other = (card: Card.Info) => {
    const outcome = event(card.label, card.period);
    return outcome !== predicted && <div class="id">{outcome}</div>;
  };
  return (
    <Table
      rows={cards}
      columns={[
        {
          title: t("column.version"),
          cell: (card) => (
            <>
              <a href={Link.model(dataset, card.version)}>
                <code>{card.version}</code>
              </a>
              {other(card)}
            </>
          ),
        },
        {
          title: t("word.created"),
          class: "nowrap",
          cell: ({ createdAt }) => day(createdAt),
        },
        {
          title: t("modelVersions.auc95Interval"),
          number: true,
          cell: ({ metrics: { test }, leaks }) => (
            <span>
              {fixed(test.auc.value, 3)}{" "}
              {Card.withLeak({ leaks }).length > 0 && (
                <span class="amber">{t("modelVersions.withLeak")}</span>
              )}{" "}
              <span class="id">
                {fixed(test.auc.low, 3)}–{fixed(test.auc.high, 3)}
              </span>
            </span>
          ),
        },
        {
          title: t("modelVersions.logLossBaseRate"),
          number: true,
          cell: ({ metrics: { test, baseRate } }) => (
            <span>
              {fixed(test.logLoss.value, 4)}{" "}
              {baseRate && (
                <span class="id">({fixed(baseRate.logLoss, 4)})</span>
              )}
            </span>
          ),
        },
        {
          title: "ECE",
          number: true,
          cell: ({ metrics: { test } }) => percent(test.ece.value),
        },
        {
          title: t("word.trainingData"),
          number: true,
          cell: ({ data }) =>
            t("count.row", { n: data.train?.rows ?? data.rows }),
        },
        Serving.column(dataset, current, may.train),
      ]}
    />
  );
};

export * as ModelVersions from "./model-versions";
