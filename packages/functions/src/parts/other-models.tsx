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

export const kinds: Record<string, { does: string; none: string }> = {
  feedback: {
    does: "Judges how comments sound.",
    none: "Until one is trained, comments are judged by a list of words. It learns from ratings that came with comments, or from a label column.",
  },
  events: {
    does: "Recommends products by what customers did last.",
    none: "It learns from who used or bought what, and serves only if it finds more again than the list of what is popular.",
  },
};

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
  return Promise.all(names.filter((name) => name in kinds).map(read));
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
    <p>{kinds[dataset].does}</p>
    <ModelHistory.Failed trainings={trainings} />
    {versions.length ? (
      <Table
        rows={versions}
        columns={[
          {
            title: "Version",
            cell: ({ version }) => (
              <a href={Link.model(dataset, version)}>
                <code>{version}</code>
              </a>
            ),
          },
          {
            title: "Created",
            class: "nowrap",
            cell: ({ createdAt }) =>
              createdAt ? FigureFormat.day(createdAt) : "—",
          },
          {
            title: "Test results",
            label: null,
            cell: ({ card }) => VersionCard.headline(card),
          },
          Serving.column(dataset, current, may),
        ]}
      />
    ) : (
      <Absent>
        {!trainings.length && "No version yet. "}
        {kinds[dataset].none}
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
