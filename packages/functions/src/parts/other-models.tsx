// other-models: the models of comments and of recommendations, and how good their versions are
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Registry } from "@mainstay/core/model/registry";
import { Trainings } from "@mainstay/core/jobs/trainings";
import { FigureFormat } from "./figure-format";
import { Link } from "./link";
import { ModelHistory } from "./model-history";
import { Absent, Panel } from "./panel";
import { Serving } from "./serving";
import { Table } from "./table";
import { VersionCard } from "./version-card";
import { t } from "./words";

const kinds = ["feedback", "events"] as const;

const kindOf = (dataset: string) =>
  dataset === "feedback" ? "feedback" : "events";

/** What the dataset's model is for; nothing where it is a model of scores. */
export const does = (dataset: string) =>
  kinds.some((kind) => kind === dataset)
    ? t(`learned.${kindOf(dataset)}`)
    : undefined;

const maxVersionsShown = 10;

export async function read(dataset: string) {
  const [versions, serving, trainings] = await Promise.all([
    Registry.versions(dataset),
    Registry.current(dataset),
    Trainings.list(dataset),
  ]);
  const shown = versions.slice(0, maxVersionsShown);
  const cards = await Promise.all(
    shown.map(({ version }) => Registry.described(dataset, version)),
  );
  return {
    dataset,
    versions: shown.map((version, k) => ({ ...version, card: cards[k] })),
    current: serving?.version,
    promotions: serving?.history ?? [],
    trainings,
  };
}
type Info = Awaited<ReturnType<typeof read>>;

export async function all() {
  const names = await Dataset.names();
  return Promise.all(
    names.filter((name) => kinds.some((kind) => kind === name)).map(read),
  );
}

export const Section = ({
  dataset,
  versions,
  current,
  promotions,
  trainings,
  may,
}: Info & { may: boolean }) => (
  <Panel
    id={dataset}
    title={dataset}
    aside={
      may && (
        <Serving.Buttons
          dataset={dataset}
          current={current}
          promotions={promotions}
        />
      )
    }
  >
    <p>{t(`learned.${kindOf(dataset)}`)}</p>
    <ModelHistory.Failed trainings={trainings} />
    {versions.length ? (
      <Table
        rows={versions}
        columns={[
          {
            title: t("column.version"),
            cell: ({ version }) => (
              <a href={Link.model(dataset, version)}>
                <code>{version}</code>
              </a>
            ),
          },
          {
            title: t("word.created"),
            class: "nowrap",
            cell: ({ createdAt }) =>
              createdAt ? FigureFormat.day(createdAt) : "—",
          },
          {
            title: t("otherModels.testResults"),
            label: null,
            cell: ({ card }) => VersionCard.headline(card),
          },
          Serving.column(dataset, current, may),
        ]}
      />
    ) : (
      <Absent>
        {!trainings.length && t("otherModels.noVersionYet")}
        {t(`unlearned.${kindOf(dataset)}`)}
      </Absent>
    )}
    {trainings.length > 0 && (
      <ModelHistory.TrainingList trainings={trainings} />
    )}
    {promotions.length > 0 && (
      <ModelHistory.ServedList promotions={promotions} />
    )}
  </Panel>
);

export * as OtherModels from "./other-models";
