// model-versions: the versions of one dataset's model, and what may be done with them
import { Dataset } from "@mainstay/core/dataset/dataset";
import type { Card } from "@mainstay/core/model/card";
import { Registry } from "@mainstay/core/model/registry";
import { Link } from "./link";
import { Absent } from "./components";
import { FigureFormat } from "./figure-format";

// Newest versions shown of a dataset; the API lists them all.
const most = 10;

export async function read(dataset: string) {
  const [definition, versions, serving] = await Promise.all([
    Dataset.get(dataset),
    Registry.versions(dataset),
    Registry.current(dataset),
  ]);
  const newest = versions.filter(({ current }, k) => current || k < most);
  const cards = await Promise.all(
    newest.map(({ version }) => Registry.card(dataset, version)),
  );
  const current = versions.find((one) => one.current)?.version;
  return {
    dataset,
    definition,
    current,
    cards,
    hidden: versions.length - newest.length,
    promotions: serving?.history ?? [],
  };
}
type Info = Awaited<ReturnType<typeof read>>;
type May = { train: boolean; define: boolean };
export function Section({ may, ...shelf }: Info & { may: May }) {
  const { dataset, definition, cards, hidden, current, promotions } = shelf;
  const { label } = definition;
  const earlier = promotions.some(({ version }) => version !== current);
  return (
    <section class="card" id={dataset}>
      <div class="head">
        <h2>{dataset}</h2>
        {may.train && label && (
          <div class="actions">
            {current && earlier && (
              <Button path={`/models/${dataset}/rollback`} plain>
                Roll back
              </Button>
            )}
            <Button path={`/models/${dataset}/train`}>Train</Button>
          </div>
        )}
      </div>
      {label ? (
        <p>
          Predicts that <b>{FigureFormat.event(label, definition.period)}</b>.
        </p>
      ) : (
        <Unlabelled dataset={dataset} definition={definition} may={may} />
      )}
      {cards.length ? (
        <Versions {...shelf} may={may} />
      ) : (
        label && (
          <Absent>
            No version yet. <b>Train</b> learns from every row there is, judges
            itself on rows kept apart, and serves only if it beats the base rate
            there.
          </Absent>
        )
      )}
      {hidden > 0 && (
        <p class="note">
          {FigureFormat.plural(hidden, "older version")} not shown; the{" "}
          <a href={`/v1/models/${dataset}`}>API</a> lists them all.
        </p>
      )}
      {promotions.length > 0 && (
        <p class="note">
          Last change: <code>{promotions.at(-1)!.version}</code> serves since{" "}
          {FigureFormat.moment(promotions.at(-1)!.at)}, by{" "}
          {promotions.at(-1)!.by}.
        </p>
      )}
    </section>
  );
}

export const Button = ({
  path,
  plain,
  version,
  children,
}: {
  path: string;
  plain?: boolean;
  version?: string;
  children: string;
}) => (
  <form method="post" action={path}>
    {version && <input type="hidden" name="version" value={version} />}
    <button class={plain ? "plain" : undefined}>{children}</button>
  </form>
);

function Unlabelled({
  dataset,
  definition,
  may,
}: {
  dataset: string;
  definition: Dataset.Info;
  may: May;
}) {
  const candidates = definition.candidates?.label ?? [];
  if (!may.define || !candidates.length)
    return (
      <Absent>
        Nothing to predict is chosen yet. Put a label into the definition:
        <pre>{`PUT /v1/datasets/${dataset}\n{"label": {"column": "churned", "positive": "yes", "horizon": 0}}`}</pre>
      </Absent>
    );
  return (
    <div class="absent">
      <p>Nothing to predict is chosen yet. What do you want to know early?</p>
      <form
        class="row"
        method="post"
        action={`/models/${encodeURIComponent(dataset)}/label`}
      >
        <label>
          Column and the value to expect
          <select name="choice">
            {candidates.map(({ column, positive }, k) => (
              <option value={String(k)}>
                {column} is {positive}
              </option>
            ))}
          </select>
        </label>
        <label>
          {definition.period}s ahead (0: the same row)
          <input type="number" name="horizon" min="0" max="60" value="0" />
        </label>
        <button>Choose</button>
      </form>
    </div>
  );
}

const Versions = ({
  dataset,
  cards,
  current,
  definition,
  may,
}: Info & { may: May }) => (
  <table class="stack">
    <thead>
      <tr>
        <th scope="col">Version</th>
        <th scope="col">Made</th>
        <th scope="col" class="number">
          AUC (95 % interval)
        </th>
        <th scope="col" class="number">
          Log loss (base rate)
        </th>
        <th scope="col" class="number">
          ECE
        </th>
        <th scope="col" class="number">
          Learned from
        </th>
        <th scope="col">
          <span class="hidden">Serves</span>
        </th>
      </tr>
    </thead>
    <tbody>
      {cards.map((card) => (
        <tr>
          <td>
            <a href={Link.model(dataset, card.version)}>
              <code>{card.version}</code>
            </a>
            {FigureFormat.event(card.label, card.period) !==
              (definition.label &&
                FigureFormat.event(definition.label, definition.period)) && (
              <div class="id">
                {FigureFormat.event(card.label, card.period)}
              </div>
            )}
          </td>
          <td class="nowrap" data-label="Made">
            {FigureFormat.day(card.createdAt)}
          </td>
          <Figures card={card} />
          <td data-label="Serves">
            {card.version === current ? (
              <span class="chip on">serves</span>
            ) : may.train ? (
              <Button
                path={`/models/${dataset}/promote`}
                version={card.version}
                plain
              >
                Promote
              </Button>
            ) : (
              "no"
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

function Figures({ card }: { card: Card.Info }) {
  const { test, baseRate } = card.metrics;
  const { auc, logLoss, ece } = test;
  return (
    <>
      <td class="number" data-label="AUC (95 % interval)">
        <span>
          {FigureFormat.fixed(auc.value, 3)}{" "}
          <span class="id">
            {FigureFormat.fixed(auc.low, 3)}–{FigureFormat.fixed(auc.high, 3)}
          </span>
        </span>
      </td>
      <td class="number" data-label="Log loss (base rate)">
        <span>
          {FigureFormat.fixed(logLoss.value, 4)}{" "}
          {baseRate && (
            <span class="id">({FigureFormat.fixed(baseRate.logLoss, 4)})</span>
          )}
        </span>
      </td>
      <td class="number" data-label="ECE">
        {FigureFormat.percent(ece.value)}
      </td>
      <td class="number" data-label="Learned from">
        {FigureFormat.plural(card.data.train?.rows ?? card.data.rows, "row")}
      </td>
    </>
  );
}

export * as ModelVersions from "./model-versions";
