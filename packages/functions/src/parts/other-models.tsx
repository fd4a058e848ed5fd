// other-models: the models of comments and of recommendations, and how good their versions are
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Registry } from "@mainstay/core/model/registry";
import { VersionCard } from "./version-card";
import { Link } from "./link";
import { Absent } from "./components";
import { ModelVersions } from "./model-versions";
import { FigureFormat } from "./figure-format";

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
export const isLog = (dataset: string) => dataset in kinds;

// As many as anybody looks back at.
const most = 10;

export async function read(dataset: string) {
  const [versions, serving] = await Promise.all([
    Registry.versions(dataset),
    Registry.current(dataset),
  ]);
  const shown = versions.slice(0, most);
  const described = await Promise.all(
    shown.map(({ version }) => Registry.described(dataset, version)),
  );
  return {
    dataset,
    versions: shown.map((one, k) => ({ ...one, card: described[k] })),
    current: serving?.version,
    promotions: serving?.history ?? [],
  };
}
type Info = Awaited<ReturnType<typeof read>>;

export const all = async () =>
  Promise.all((await Dataset.names()).filter(isLog).map(read));

export const Section = ({
  dataset,
  versions,
  current,
  promotions,
  may,
}: Info & { may: boolean }) => (
  <section class="card" id={dataset}>
    <div class="head">
      <h2>{dataset}</h2>
      {may && (
        <div class="actions">
          {promotions.some(({ version }) => version !== current) && (
            <ModelVersions.Button path={`/models/${dataset}/rollback`} plain>
              Roll back
            </ModelVersions.Button>
          )}
          <ModelVersions.Button path={`/models/${dataset}/train`}>
            Train
          </ModelVersions.Button>
        </div>
      )}
    </div>
    <p>{kinds[dataset].does}</p>
    {versions.length ? (
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">Made</th>
            <th scope="col">On what it had not seen</th>
            <th scope="col">
              <span class="hidden">Serves</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ version, createdAt, card }) => (
            <tr>
              <td>
                <a href={Link.model(dataset, version)}>
                  <code>{version}</code>
                </a>
              </td>
              <td class="nowrap" data-label="Made">
                {createdAt ? FigureFormat.day(createdAt) : "—"}
              </td>
              <td>{VersionCard.headline(card)}</td>
              <td data-label="Serves">
                {version === current ? (
                  <span class="chip on">serves</span>
                ) : may ? (
                  <ModelVersions.Button
                    path={`/models/${dataset}/promote`}
                    version={version}
                    plain
                  >
                    Promote
                  </ModelVersions.Button>
                ) : (
                  "no"
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    ) : (
      <Absent>No version yet. {kinds[dataset].none}</Absent>
    )}
  </section>
);

export * as OtherModels from "./other-models";
