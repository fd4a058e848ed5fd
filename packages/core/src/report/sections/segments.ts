// segments: sizes of the segments, movements between them, and the traits of each
import type { Info } from "../report";
import { SegmentTraits } from "../../segments/segment-traits";
import type { PeriodSummary } from "../../periods/period-summary";
import { grid, html, type Html } from "../print-layout";
import { percent, whole } from "../../text/format";
import type { Section } from "./section";
import { clause, moved } from "../figure-text";

type Scheme = PeriodSummary.Info["segments"][string];
type Movements = NonNullable<Scheme["movements"]>;

const names: Record<string, string> = {
  value: "Value and risk",
  rfm: "Recency, frequency and money (RFM)",
  kmeans: "Clusters (k-means)",
  rules: "Your own rules",
};

export function segments({ segments }: Info): Section | null {
  const { primary, schemes = {} } = segments ?? {};
  const first = Object.entries(schemes).sort(
    ([a], [b]) => Number(b === primary) - Number(a === primary),
  );
  if (first.length === 0) return null;
  const [[name, main], ...others] = first;
  const { movements } = main;
  return {
    id: "segments",
    title: "Segments",
    body: html`<h3>${names[name] ?? name}</h3>
      ${sizes(main)} ${traits(main)}
      ${
        movements && movements.before.length > 0
          ? html`<h3>Movements since the month before</h3>
              ${matrix(movements, label(main))}
              <p class="note">
                A row is where customers were, a column where they are now;
                those who stayed stand on the shade.
              </p>`
          : null
      }
      ${
        others.length > 0
          ? html`<h3>Other segmentations</h3>
              <ul>
                ${others.map(([name, { sizes }]) => html`<li><b>${names[name] ?? name}</b>: ${sizes.map(({ name, n, share }, k) => `${k > 0 ? ", " : ""}${name.en} ${whole(n)} (${percent(share, 0)})`)}</li>`)}
              </ul>`
          : null
      }`,
  };
}

const label =
  ({ sizes }: Scheme) =>
  (segment: string) =>
    sizes.find((size) => size.segment === segment)?.name.en ?? segment;

function sizes({ sizes, movements }: Scheme): Html {
  const before = (segment: string) => {
    const row = movements?.before.indexOf(segment) ?? -1;
    if (!movements || row < 0) return 0;
    return movements.moved[row].reduce((a, b) => a + b, movements.left[row]);
  };
  const change = (segment: string, n: number) =>
    moved({ change: n - before(segment) }, "count")!.text;
  return grid(
    ["Segment", "#Customers", "#Share", ...(movements ? ["#Change"] : [])],
    sizes.map(({ segment, name, n, share }) => [
      html`<b>${name.en}</b>`,
      whole(n),
      percent(share),
      ...(movements ? [change(segment, n)] : []),
    ]),
  );
}

function traits({ sizes, traits }: Scheme): Html | null {
  const told = sizes.filter(({ segment }) => traits[segment]?.length > 0);
  if (told.length === 0) return null;
  return html`<h3>Distinguishing traits</h3>
    <ul>
      ${told.map(({ segment, name }) => html`<li><b>${name.en}</b>: ${traits[segment].map(trait).join("; ")}.</li>`)}
    </ul>`;
}

// Computed columns have a point in their name, which people do not write.
const trait = ({ column, text }: Scheme["traits"][string][number]) =>
  clause(
    SegmentTraits.computedColumns.includes(column)
      ? text.en.replace(column, column.replace(".", " "))
      : text.en,
  );

function matrix(
  { before, now, moved, joined, left }: Movements,
  label: (segment: string) => string,
): Html {
  const count = (n: number) => (n > 0 ? whole(n) : "·");
  return grid(
    ["", ...now.map((segment) => `#${label(segment)}`), "#Left"],
    [
      ...before.map((from, row) => [
        label(from),
        ...now.map((to, column) =>
          from === to
            ? html`<span class="stayed">${count(moved[row][column])}</span>`
            : count(moved[row][column]),
        ),
        count(left[row]),
      ]),
      [html`<i>joined</i>`, ...joined.map(count), ""],
    ],
  );
}
