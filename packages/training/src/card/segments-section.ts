// segments-section: the part of a card on performance by segment, the weak ones first
import type { Card, Group } from "@mainstay/core/model/card";
import { grid, html, type Html } from "@mainstay/core/page/print-layout";
import { fixed, percent, whole } from "@mainstay/core/text/format";
import { range, rowsOf, shares } from "./card-words";

type Placed = Group & { column: string };

export function segments(card: Card.Info): Html | null {
  const { segments } = card;
  if (segments.length === 0) return null;
  const all: Placed[] = segments.flatMap(({ column, groups }) =>
    groups.map((group) => ({ ...group, column })),
  );
  const weak = all.filter(({ notes }) =>
    notes.some((note) => note !== "small"),
  );
  const small = all.filter(({ notes }) => notes.includes("small"));
  return html`<section>
    <h2>Performance by segment</h2>
    ${
      weak.length > 0
        ? html`<ul>
            ${weak.map((group) => html`<li>${complaint(group)}</li>`)}
          </ul>`
        : html`<p>
            No kind of ${rowsOf(card)} in the tables below stands out by more
            than chance does among so many.
          </p>`
    }
    ${
      small.length > 0
        ? html`<p class="note">
            Too few rows to judge in full: ${small.map(named).join("; ")}.
          </p>`
        : null
    }
    <p class="note">
      Inside one group the column itself no longer helps to rank, so the AUC of
      groups lies below that of all ${rowsOf(card)}
      (${fixed(card.metrics.test.auc.value, 3)}); they are compared with each
      other.
    </p>
    ${segments.map(
      ({ column, groups }) =>
        html`<h3>By ${column}</h3>
          ${
            groups.length > 0
              ? table(groups)
              : html`<p class="note">
                  The rows it was judged on have no such column.
                </p>`
          }`,
    )}
  </section>`;
}

const named = ({ column, value, rows }: Placed) =>
  `${column} ${value ?? "missing"} (${whole(rows)})`;

function complaint(group: Placed): Html {
  const { notes, predicted, observed, auc } = group;
  const said = [
    notes.includes("over") &&
      `it overestimates: ${percent(predicted)} on average where ${percent(observed.value)} turned out so`,
    notes.includes("under") &&
      `it underestimates: ${percent(predicted)} on average where ${percent(observed.value)} turned out so`,
    notes.includes("weaker") &&
      `it ranks less well than in the other groups: AUC ${fixed(auc!.value, 3)}`,
  ].filter((text) => text !== false);
  return html`<b>${named(group)}</b>: ${said.join("; ")}.`;
}

const table = (groups: Group[]) =>
  grid(
    [
      "Segment",
      "#Rows",
      "#Positives",
      "#Predicted",
      "#Observed, 95 % interval",
      "#AUC, 95 % interval",
      "#Log loss",
      "",
    ],
    groups.map((group) => [
      group.value ?? html`<i>missing</i>`,
      whole(group.rows),
      whole(group.positives),
      percent(group.predicted),
      html`${percent(group.observed.value)}<br /><span class="note"
          >${shares(group.observed)}</span
        >`,
      group.auc
        ? html`${fixed(group.auc.value, 3)}<br /><span class="note"
              >${range(group.auc)}</span
            >`
        : "—",
      group.logLoss ? fixed(group.logLoss.value, 4) : "—",
      group.notes.map((note) => remark[note]).join(", "),
    ]),
  );

const remark = {
  small: "too few to judge its order",
  weaker: "ranks less well",
  over: "overestimates",
  under: "underestimates",
} satisfies Record<Group["notes"][number], string>;
