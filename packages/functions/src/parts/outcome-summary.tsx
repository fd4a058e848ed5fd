// outcome-summary: what is foretold of a dataset's customers where the label is no question of yes and no, and how well
import type { ForetoldCounts } from "@mainstay/core/lists/foretold-counts";
import { FigureFormat } from "./figure-format";
import { Figures } from "./figures";
import { Link } from "./link";
import { Panel } from "./panel";
import { Table } from "./table";
import { T, t } from "./words";

const { cell, whole } = FigureFormat;

export const Section = ({
  dataset,
  foretold,
}: {
  dataset: string;
  foretold: ForetoldCounts.Info;
}) => {
  const { label, by, counts, version, quality } = foretold;
  return (
    <Panel
      title={label.column}
      aside={
        <a href={Link.to("/customers", { dataset })}>{t("tab.customers")}</a>
      }
    >
      <p>
        <T
          k="answer.predicts"
          kind={label.kind ?? "binary"}
          column={label.column}
          positive={label.positive}
          event=""
        />
      </p>
      <Table
        kind="tight"
        rows={counts}
        columns={[
          {
            title: by === "class" ? t("answer.class") : t("answer.band"),
            cell: ({ name }) =>
              by === "class" ? name : <Figures.Band band={name as "high"} />,
          },
          {
            title: t("answer.customers"),
            number: true,
            cell: ({ customers }) => whole(customers),
          },
        ]}
      />
      <p>
        <a href={Link.model(dataset, version)}>
          <code>{version}</code>
        </a>
        : <Quality {...quality} />
      </p>
    </Panel>
  );
};

/** Its main figure on rows it had not seen, beside that of the plainest answers. */
export const Quality = ({
  name,
  measure,
  plain,
}: ForetoldCounts.Info["quality"]) => (
  <span>
    {t("answer.figure", { name })} {cell(measure.value)}{" "}
    <span class="id">
      {cell(measure.low)}–{cell(measure.high)}
      {plain !== null &&
        t("answer.baseline", { name: plain.name, value: cell(plain.value) })}
    </span>
  </span>
);

export * as OutcomeSummary from "./outcome-summary";
