// outcome-drivers-section: the part of a card of amounts, classes, levels or times that says which columns matter, and how
import { partialCurve } from "@mainstay/core/chart/partial-curve";
import { bars } from "@mainstay/core/chart/chart";
import type { OutcomeCard } from "@mainstay/core/outcome/outcome-card";
import { figure, html, type Html } from "@mainstay/core/page/print-layout";
import { fixed, percent } from "@mainstay/core/text/format";
import { plain } from "@mainstay/core/text/wording";

type Card = OutcomeCard.Info;

const mostColumns = 15;
const mostCurves = 6;
const losses: Record<Card["outcome"]["kind"], string> = {
  number: "pinball loss",
  classes: "log loss",
  ordered: "log loss",
  time: "integrated Brier score",
};

export function drivers(card: Card): Html | null {
  const items = card.importance
    .filter(({ value }) => value > 0)
    .slice(0, mostColumns)
    .map(({ column, value }) => ({ name: column, value }));
  if (!items.length) return null;
  const loss = losses[card.outcome.kind];
  const [first] = items;
  return html`<section>
    <h2>Drivers</h2>
    <p>
      <b>The model needs ${first.name} most</b>: with its values shuffled among
      the held-out rows, the ${loss} grows by ${fixed(first.value, 3)}. That a
      column matters does not mean that it causes what happens.
    </p>
    <div class="flow">
      ${figure(
        bars({
          title: "Columns by what the model loses without them",
          description: items
            .map(({ name, value }) => `${name} ${fixed(value, 3)}`)
            .join(", "),
          x: `growth of the ${loss}`,
          items,
        }),
        "How much worse it is on held-out rows whose values of the column are shuffled.",
      )}
      ${curves(card)}
    </div>
    <p class="note">
      A curve is the mean answer if all rows had that value and stayed as they
      are otherwise. Grey bars show how many rows the model learned from there:
      where they are low, do not rely on it.
    </p>
  </section>`;
}

// Of classes a curve each, of the first column; else one a column.
function curves({ partial, answered, outcome }: Card): Html[] {
  const list = answered.length
    ? partial
        .slice(0, 1)
        .flatMap((curve) => answered.map((name, k) => ({ curve, name, k })))
    : partial.map((curve) => ({ curve, name: null, k: 0 }));
  const y = axisOf(outcome.kind);
  return list.slice(0, mostCurves).map(({ curve, name, k }) => {
    const { column, type, points } = curve;
    const named = points.map(({ level, value, answers, share }) => ({
      name: level ?? plain(Number(value!.toPrecision(4)), "number"),
      ...{ probability: answers[k], share },
    }));
    const what = name === null ? y.name : `probability of ${name}`;
    return figure(
      partialCurve({
        points: named,
        y: { ...y, name: what },
        x: type === "date" ? `${column}, days ago` : column,
        isOrdered: points.every(({ level }) => level === undefined),
        title: `${what} over ${column}`,
        description: named
          .map(({ name, probability }) => `${name} ${y.written(probability)}`)
          .join(", "),
      }),
      html`<b>${column}</b>${name === null ? "" : `: ${name}`}`,
    );
  });
}

function axisOf(kind: Card["outcome"]["kind"]) {
  const number = (value: number) => plain(value, "number");
  if (kind === "number")
    return { name: "mean amount", written: number, least: null };
  if (kind === "ordered")
    return { name: "mean place from 0", written: number, least: null };
  const name = kind === "time" ? "within 12 periods" : "mean probability";
  return { name, written: (value: number) => percent(value), least: 0 };
}
