// partial-section: how a customer's score would run over the values of columns that somebody can act on
import type { Card, Partial } from "@mainstay/core/model/card";
import type { Dataset } from "@mainstay/core/dataset/dataset";
import { cell } from "@mainstay/core/text/format";
import { own } from "@mainstay/core/base/own";
import { Cell } from "@mainstay/core/tabular/cell";
import { Period } from "@mainstay/core/tabular/period";
import { Figures } from "./figures";
import { Fold } from "./panel";
import { t } from "./words";

const mostShown = 4;
const answers = new Map([
  ["1", "yes"],
  ["0", "no"],
]);

const nameOf = ({ level, value }: Partial["points"][number], type: string) =>
  level !== undefined
    ? (type === "boolean" && answers.get(level)) || level
    : type === "date"
      ? t("partialSection.days", { round: Math.round(value!) })
      : cell(value!);

type Asked = {
  card: Card.Info | null;
  definition: Dataset.Info;
  cells: Record<string, string>;
  period: string;
};

// The point nearest to the customer's own value; null where that is missing or was not learned.
function placeOf(
  { column, type, points }: Partial,
  { definition, cells, period }: Asked,
) {
  const text = own(cells, column)?.trim();
  if (!text) return null;
  if (points[0].level !== undefined) {
    const level = type === "boolean" ? String(Cell.boolean(text)) : text;
    const k = points.findIndex((point) => point.level === level);
    return k < 0 ? null : k;
  }
  const number =
    type === "date"
      ? Period.end(period) -
        Cell.date(text, own(definition.dates, column), definition.timezone)
      : Cell.number(text, own(definition.numbers, column)?.decimal);
  if (Number.isNaN(number)) return null;
  const far = points.map(({ value }) => Math.abs(value! - number));
  return far.indexOf(Math.min(...far));
}

/** One drawing for each column that the definition calls changeable, else for those that move scores most. */
export async function draw(asked: Asked) {
  const { card, definition } = asked;
  const { changeable } = definition;
  const chosen = (card?.partial ?? [])
    .filter(({ column }) => !changeable || changeable.includes(column))
    .slice(0, mostShown);
  if (!chosen.length) return [];
  const { partialCurve } = await import("@mainstay/core/chart/partial-curve");
  return chosen.map((curve) => {
    const { column, type, points } = curve;
    const place = placeOf(curve, asked);
    const named = points.map((point) => ({
      ...point,
      name: nameOf(point, type),
    }));
    return {
      column,
      svg: partialCurve({
        points: named,
        own: place,
        x: type === "date" ? t("partialSection.daysAgo", { column }) : column,
        isOrdered: points[0].level === undefined,
        title: t("partialSection.meanProbabilityOver", { column }),
        description: named
          .map(({ name, probability }) => `${name}: ${probability.toFixed(3)}`)
          .join(", "),
      }),
    };
  });
}

export const Section = ({
  drawings,
}: {
  drawings: Awaited<ReturnType<typeof draw>>;
}) =>
  drawings.length > 0 && (
    <Fold title={t("partialSection.whatWouldChangeThe")}>
      <div class="two">
        {drawings.map(({ svg }) => (
          <div>
            <Figures.Drawing svg={svg} />
          </div>
        ))}
      </div>
      <p class="note">{t("partialSection.theLineIsThe")}</p>
    </Fold>
  );

export * as PartialSection from "./partial-section";
