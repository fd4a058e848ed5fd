// shadow-section: the version that scores beside the serving one, how both did, and the links to approve it or send it away
import type { Shadow } from "@mainstay/core/upkeep/shadow";
import { PairedLoss } from "@mainstay/core/upkeep/paired-loss";
import { FigureFormat } from "./figure-format";
import { Link } from "./link";

const number = (value: number | null) =>
  value === null ? "—" : FigureFormat.fixed(value, 4);

export const Section = ({
  dataset,
  current,
  shadow,
  may,
}: {
  dataset: string;
  current: string | undefined;
  shadow: Shadow.Shown;
  may: boolean;
}) => {
  const { version, since, who, why, comparison, rule } = shadow;
  const { difference, periods } = comparison;
  const path = `/models/${encodeURIComponent(dataset)}`;
  return (
    <section class="shadow" aria-label="In the shadow">
      <h3>
        In the shadow: <a href={Link.model(dataset, version)}>{version}</a>
      </h3>
      <p>
        It scores beside <code>{current}</code> since{" "}
        {FigureFormat.moment(since)}, and nobody sees its scores. Trained for{" "}
        {who}: {why}. {rule}
      </p>
      <dl>
        <dt>Outcomes of both</dt>
        <dd>
          {FigureFormat.count(difference.n, "outcome")}
          {periods.length > 0 && ` of ${periods.join(", ")}`}
        </dd>
        <dt>Log loss in the shadow</dt>
        <dd>{number(comparison.challenger)}</dd>
        <dt>Log loss of what serves</dt>
        <dd>{number(comparison.incumbent)}</dd>
        <dt>Difference</dt>
        <dd>{PairedLoss.sentence(difference)}</dd>
      </dl>
      {may && (
        <p class="actions">
          <a
            class="button"
            href={`${path}/approve?version=${encodeURIComponent(version)}`}
          >
            Approve
          </a>
          <a href={`${path}/dismiss?version=${encodeURIComponent(version)}`}>
            Dismiss
          </a>
        </p>
      )}
    </section>
  );
};

export * as ShadowSection from "./shadow-section";
