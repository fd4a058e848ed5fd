// outcome-summary: what is foretold of a dataset's customers where the label is no question of yes and no, and how well
import { PeriodIndex } from "@mainstay/core/customers/period-index";
import { Registry } from "@mainstay/core/model/registry";
import { OutcomeCard } from "@mainstay/core/outcome/outcome-card";
import { FigureFormat } from "./figure-format";
import { Figures } from "./figures";
import { Link } from "./link";
import { Panel } from "./panel";
import { Table } from "./table";
import { T, t } from "./words";

const { cell, whole } = FigureFormat;

type Counts = Map<string, number>;
type Info = {
  dataset: string;
  card: OutcomeCard.Info;
  bands: Counts;
  classes: Counts;
};

/** Null where no such version serves. */
export async function read(
  dataset: string,
  period: string,
): Promise<Info | null> {
  const serving = await Registry.outcome(dataset);
  if (!serving) return null;
  const [described, index] = await Promise.all([
    Registry.described(dataset, serving.version),
    PeriodIndex.read(dataset, period),
  ]);
  const [bands, classes]: Counts[] = [new Map(), new Map()];
  const add = (counts: Counts, name: string | null | undefined) =>
    name != null && counts.set(name, (counts.get(name) ?? 0) + 1);
  index?.answer?.forEach((answer, row) => {
    add(bands, answer && index.band[row]);
    add(classes, answer?.class);
  });
  return {
    ...{ dataset, bands, classes },
    card: OutcomeCard.Info.parse(described),
  };
}

export const Section = ({ dataset, card, bands, classes }: Info) => {
  const { column, positive, kind = "binary" } = card.label;
  const names =
    "names" in card.outcome ? card.outcome.names : ["high", "medium", "low"];
  const counts = classes.size ? classes : bands;
  return (
    <Panel
      title={column}
      aside={
        <a href={Link.to("/customers", { dataset })}>{t("tab.customers")}</a>
      }
    >
      <p>
        <T
          k="answer.predicts"
          kind={kind}
          column={column}
          positive={positive}
          event=""
        />
      </p>
      {counts.size > 0 && (
        <Table
          kind="tight"
          rows={names}
          columns={[
            {
              title: classes.size ? t("answer.class") : t("answer.band"),
              cell: (name) =>
                classes.size ? name : <Figures.Band band={name as "high"} />,
            },
            {
              title: t("answer.customers"),
              number: true,
              cell: (name) => whole(counts.get(name) ?? 0),
            },
          ]}
        />
      )}
      <p>
        <a href={Link.model(dataset, card.version)}>
          <code>{card.version}</code>
        </a>
        : <Quality card={card} />
      </p>
    </Panel>
  );
};

/** Its main figure on rows it had not seen, beside that of the plainest answers. */
export const Quality = ({ card }: { card: OutcomeCard.Info }) => {
  const { name, measure, plain } = OutcomeCard.headline(card);
  return (
    <span>
      {t("answer.figure", { name })} {cell(measure.value)}{" "}
      <span class="id">
        {cell(measure.low)}–{cell(measure.high)}
        {plain !== null &&
          t("answer.baseline", { name: plain.name, value: cell(plain.value) })}
      </span>
    </span>
  );
};

export * as OutcomeSummary from "./outcome-summary";
