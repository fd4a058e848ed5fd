// what-if-section: a customer's probability with another value of a column, and the nearest changes that bring it to a band
import type { Customer } from "@mainstay/core/accounts/customer";
import { Failure } from "@mainstay/core/base/error";
import type { Dataset } from "@mainstay/core/dataset/dataset";
import type { Card } from "@mainstay/core/model/card";
import { ColumnTitle } from "@mainstay/core/model/column-title";
import { ScoreRows } from "@mainstay/core/scoring/score-rows";
import { FigureFormat } from "./figure-format";
import { Figures } from "./figures";
import { Fold } from "./panel";
import { Select } from "./select";
import type { Request } from "./session";
import { T, Words, t } from "./words";

// Columns that somebody may be able to act on, where the definition names none.
const maxColumns = 5;

type Asked = {
  one: Customer.Info;
  definition: Dataset.Info;
  card: Card.Info | null;
  dataset: string;
};

/** Columns of the file that may change: those the definition calls changeable, else those that raise the risk most. */
function columnsOf({ one, definition, card }: Asked): string[] {
  const learned = new Set(
    card?.columns
      .filter(({ joined, type }) => !joined && type !== "text")
      .map(({ name }) => name),
  );
  const kept = definition.protected ?? [];
  const named = definition.changeable ?? [
    ...one.drivers
      .filter(({ contribution }) => contribution > 0)
      .slice(0, 4 * maxColumns)
      .map(({ column }) => column),
  ];
  return named
    .filter((name) => learned.has(name) && !kept.includes(name))
    .slice(0, definition.changeable ? Infinity : maxColumns);
}

/** The answer to the question in the address, null where there is none. */
export async function read(c: Request, asked: Asked) {
  const { one, definition, card, dataset } = asked;
  if (!card || !one.score || card.bands === undefined) return null;
  const columns = columnsOf(asked);
  if (!columns.length) return null;
  const column = columns.find((name) => name === c.req.query("column"));
  const value = c.req.query("value")?.trim();
  const band = (["medium", "low"] as const).find(
    (name) => name === c.req.query("band"),
  );
  const form = { columns, column, value, labels: definition.labels };
  if (!band && !(column && value)) return { ...form, answer: null };
  const row = { ...one.cells };
  const rows = column && value ? [{ ...row, [column]: value }] : [row];
  const { predictions } = await ScoreRows.rows(
    dataset,
    {
      ...{ rows, explain: false, period: one.period },
      ...(band && { whatif: { band, columns } }),
    },
    new Date(),
  );
  const [found] = predictions;
  if ("error" in found)
    throw new Failure(found.error.code, found.error.message);
  return "probability" in found
    ? { ...form, answer: { ...found, target: band } }
    : { ...form, answer: null };
}
type Shown = NonNullable<Awaited<ReturnType<typeof read>>>;

export const Section = ({
  shown,
  one,
  path,
  dataset,
}: {
  shown: Shown | null;
  one: Customer.Info;
  path: string;
  dataset: string;
}) => {
  if (!shown) return null;
  const { columns, column, value, labels, answer } = shown;
  const name = (column: string) =>
    ColumnTitle.title(column, Words.lang(), labels);
  const place = (
    <>
      <input type="hidden" name="dataset" value={dataset} />
    </>
  );
  return (
    <Fold id="what-if" title={t("whatIf.title")} open={answer !== null}>
      <form class="row" method="get" action={`${path}#what-if`}>
        {place}
        <Select
          title={t("word.column")}
          name="column"
          chosen={column}
          options={columns.map((column) => [
            column,
            `${name(column)} (${FigureFormat.cell(one.cells[column] ?? null)})`,
          ])}
        />
        <label>
          {t("whatIf.newValue")}
          <input name="value" value={value ?? ""} required />
        </label>
        <button>{t("whatIf.try")}</button>
      </form>
      <form class="row" method="get" action={`${path}#what-if`}>
        {place}
        {one.band === "high" && (
          <button class="plain" name="band" value="medium">
            {t("whatIf.toBe", { band: t("band.medium") })}
          </button>
        )}
        {one.band !== "low" && (
          <button class="plain" name="band" value="low">
            {t("whatIf.toBe", { band: t("band.low") })}
          </button>
        )}
      </form>
      {answer && !answer.target && column && value && (
        <p role="status">
          <T
            k="whatIf.answer"
            column={name(column)}
            value={value}
            before={<Figures.Probability value={one.probability} />}
            after={<Figures.Probability value={answer.probability} />}
            band={<Figures.Band band={answer.band} />}
          />
        </p>
      )}
      {answer?.target && (
        <Alternatives
          {...{ name, target: answer.target }}
          alternatives={answer.alternatives ?? []}
          one={one}
        />
      )}
      <p class="note">{t("whatIf.note")}</p>
    </Fold>
  );
};

const Alternatives = ({
  alternatives,
  target,
  one,
  name,
}: {
  alternatives: NonNullable<ScoreRows.Prediction["alternatives"]>;
  target: Card.Band;
  one: Customer.Info;
  name: (column: string) => string;
}) =>
  alternatives.length ? (
    <div role="status">
      <p>{t("whatIf.anyOf", { band: t(`band.${target}`) })}</p>
      <ul>
        {alternatives.map(({ changes, probability }) => (
          <li>
            {Object.entries(changes)
              .map(([column, to]) =>
                t("whatIf.change", {
                  column: name(column),
                  from: FigureFormat.cell(one.cells[column] ?? null),
                  to: FigureFormat.cell(to),
                }),
              )
              .join(t("list.semicolon"))}{" "}
            → <Figures.Probability value={probability} />
          </li>
        ))}
      </ul>
    </div>
  ) : (
    <p role="status">{t("whatIf.none", { band: t(`band.${target}`) })}</p>
  );

export * as WhatIfSection from "./what-if-section";
