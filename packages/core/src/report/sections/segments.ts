// segments: sizes of the segments, movements between them, and the traits of each
import type { PeriodSummary } from "../../periods/period-summary";
import { Block } from "../../document/block";
import { clause, type Pen } from "../pen";
import type { Info } from "../report";

type Scheme = PeriodSummary.Info["segments"][string];
type Movements = NonNullable<Scheme["movements"]>;

const schemes = ["value", "rfm", "kmeans", "rules"] as const;

function nameOf(scheme: string, { t }: Pen) {
  const known = schemes.find((one) => one === scheme);
  return known ? t(`scheme.${known}`) : scheme;
}

export function segments({ segments }: Info, pen: Pen): Block.Section | null {
  const { primary, schemes = {} } = segments ?? {};
  const first = Object.entries(schemes).sort(
    ([a], [b]) => Number(b === primary) - Number(a === primary),
  );
  if (first.length === 0) return null;
  const [[name, main], ...others] = first;
  const { movements } = main;
  return {
    ...{ id: "segments", title: pen.t("segments.title") },
    blocks: [
      Block.heading(nameOf(name, pen)),
      sizes(main, pen),
      ...traits(main, pen),
      ...(movements && movements.before.length > 0
        ? [
            Block.heading(pen.t("segments.movements")),
            matrix(movements, label(main, pen), pen),
            Block.note(pen.t("segments.matrix")),
          ]
        : []),
      ...(others.length > 0
        ? [
            Block.heading(pen.t("segments.others")),
            Block.list(
              others.map(([name, { sizes }]): Block.Text => [
                { strong: nameOf(name, pen) },
                pen.t("list.colon"),
                sizes
                  .map(
                    ({ name, n, share }) =>
                      `${pen.both(name)} ${pen.whole(n)} ${pen.t("brackets", { text: pen.percent(share, 0) })}`,
                  )
                  .join(pen.t("list.comma")),
              ]),
            ),
          ]
        : []),
    ],
  };
}

const label =
  ({ sizes }: Scheme, pen: Pen) =>
  (segment: string) => {
    const found = sizes.find((size) => size.segment === segment);
    return found ? pen.both(found.name) : segment;
  };

function sizes({ sizes, movements }: Scheme, pen: Pen): Block.Table {
  const { t } = pen;
  const before = (segment: string) => {
    const row = movements?.before.indexOf(segment) ?? -1;
    if (!movements || row < 0) return 0;
    return movements.moved[row].reduce((a, b) => a + b, movements.left[row]);
  };
  const change = (segment: string, n: number) =>
    pen.moved({ change: n - before(segment) }, "count")!.text;
  return Block.table(
    [
      ...[t("column.segment"), `#${t("column.customers")}`],
      `#${t("column.share")}`,
      ...(movements ? [`#${t("column.change")}`] : []),
    ],
    sizes.map(({ segment, name, n, share }) => [
      [{ strong: pen.both(name) }],
      ...[pen.whole(n), pen.percent(share)],
      ...(movements ? [change(segment, n)] : []),
    ]),
  );
}

function traits({ sizes, traits }: Scheme, pen: Pen): Block.Block[] {
  const told = sizes.filter(({ segment }) => traits[segment]?.length > 0);
  if (told.length === 0) return [];
  return [
    Block.heading(pen.t("segments.traits")),
    Block.list(
      told.map(({ segment, name }): Block.Text => [
        { strong: pen.both(name) },
        pen.t("list.colon"),
        traits[segment]
          .map((one) => trait(one, pen))
          .join(pen.t("list.semicolon")),
        pen.t("stop"),
      ]),
    ),
  ];
}

// The sentence was written with the column's name in the file.
const trait = (
  { column, text }: Scheme["traits"][string][number],
  { both, column: title }: Pen,
) => clause(both(text).replace(column, () => title(column)));

function matrix(
  { before, now, moved, joined, left }: Movements,
  label: (segment: string) => string,
  { t, whole }: Pen,
): Block.Table {
  const count = (n: number) => (n > 0 ? whole(n) : "·");
  return Block.table(
    ["", ...now.map((segment) => `#${label(segment)}`), `#${t("column.left")}`],
    [
      ...before.map((from, row): Block.Text[] => [
        label(from),
        ...now.map((to, column): Block.Text =>
          from === to
            ? [{ stayed: count(moved[row][column]) }]
            : count(moved[row][column]),
        ),
        count(left[row]),
      ]),
      [t("segments.joined"), ...joined.map(count), ""],
    ],
  );
}
