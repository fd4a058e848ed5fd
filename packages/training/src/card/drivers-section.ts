// drivers-section: the part of a card that says what moves scores, and which columns give the outcome away
import type { Card } from "@mainstay/core/model/card";
import { grid, html, type Html } from "@mainstay/core/page/print-layout";
import { percent } from "@mainstay/core/text/format";
import { dependence, partial, weights } from "./card-plots";

export function drivers(card: Card.Info): Html | null {
  const importance = card.importance?.filter(({ value }) => value > 0) ?? [];
  if (importance.length === 0) return null;
  const sum = importance.reduce((total, { value }) => total + value, 0);
  const first = importance.slice(0, 3);
  const share = first.reduce((total, { value }) => total + value, 0) / sum;
  const names = first.map(({ column }) => column);
  const listed =
    names.length > 1
      ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)} move`
      : `${names[0]} moves`;
  return html`<section>
    <h2>Drivers</h2>
    <p>
      <b>${listed} scores most</b>: ${percent(share, 0)} of all movement. That a
      column moves a score does not mean that it causes what happens.
    </p>
    <div class="flow">
      ${weights(importance)} ${card.dependence.map(dependence)}
    </div>
    ${
      card.dependence.length > 0
        ? html`<p class="note">
            Each plot shows how a column's values move the score: to the right
            of zero or above it they raise it, to the left or below they lower
            it. The band holds the middle 80 % of the rows; its breadth is what
            other columns add. +0.7 doubles the odds, −0.7 halves them.
          </p>`
        : null
    }
    ${
      card.partial.length > 0
        ? html`<h3>If everybody had the same value</h3>
            <div class="flow">${card.partial.map(partial)}</div>
            <p class="note">
              The line is the mean probability if all rows had that value and
              stayed as they are otherwise. Grey bars show how many rows the
              model learned from there: where they are low, do not rely on it.
            </p>`
        : null
    }
    ${together(card)}
  </section>`;
}

function together({ interactions }: Card.Info): Html | null {
  if (interactions.length === 0) return null;
  return html`<h3>What moves scores only together</h3>
    ${grid(
      ["Columns", "Mean size together, log-odds"],
      interactions.map(({ columns: [one, other], value }) => [
        html`<code>${one}</code> and <code>${other}</code>`,
        value.toFixed(3),
      ]),
    )}
    <p class="note">
      What two columns move together beyond what each of them moves alone, of
      the model's trees (SHAP interaction values, before calibration).
    </p>`;
}

export function leaks({ leaks }: Card.Info): Html | null {
  if (leaks.length === 0) return null;
  return html`<section>
    <h2>Possible label leakage</h2>
    ${grid(
      ["Column", "Finding", "Decision"],
      leaks.map(({ column, message, drop }) => [
        html`<code>${column}</code>`,
        message,
        drop ? "left out" : "kept: look at it",
      ]),
    )}
    <p class="note">
      A column filled in after the fact makes a model look better than it can be
      when it counts.
    </p>
  </section>`;
}
