// card-page: a model version's card as a page a customer-success lead can read
import { Card } from "@mainstay/core/model/card";
import { grid, html, paper, type Html } from "@mainstay/core/page/print-layout";
import { percent, whole } from "@mainstay/core/text/format";
import { action, costs } from "./acting-section";
import { drivers, leaks } from "./drivers-section";
import { making } from "./training-section";
import { quality } from "./quality-section";
import { segments } from "./segments-section";
import { rowsOf } from "./card-words";

export function page(card: Card.Info): string {
  const title = `Model of ${card.dataset}, version ${card.version}`;
  return paper({
    title,
    body: html`
      <header>
        <h1>Model of ${card.dataset}</h1>
        <p class="lead">
          Version <code>${card.version}</code>, made
          ${card.createdAt.slice(0, 10)}
        </p>
        ${suspected(Card.withLeak(card))}
      </header>
      ${purpose(card)} ${quality(card)} ${action(card)} ${costs(card)}
      ${segments(card)} ${drivers(card)} ${leaks(card)} ${limits(card)}
      ${making(card)} ${data(card)} ${columns(card)} ${lineage(card)}
    `,
  });
}

const suspected = (columns: string[]): Html | null =>
  columns.length > 0
    ? html`<p class="verdict">
        <b>With leak.</b> It learned from
        ${columns.map((name, k) => html`${k ? ", " : ""}<code>${name}</code>`)},
        which may give the outcome away: the figures below may be better than
        anything it can do beforehand.
      </p>`
    : null;

function purpose(card: Card.Info): Html {
  const { label, base, period, bands } = card;
  const rows = rowsOf(card);
  const { column, positive, horizon } = label;
  const within =
    horizon > 0
      ? ` becomes ${positive} within the next ${horizon > 1 ? `${horizon} ${period}s` : period}`
      : ` is ${positive}`;
  return html`<section>
    <p>
      For each of the ${rows} it gives the probability that
      <b><code>${column}</code>${within}</b>. That was so for ${percent(base)}
      of those it learned from: the base rate. A probability from
      ${percent(bands.high)} is called <span class="high">high</span> risk, from
      ${percent(bands.medium)} <span class="medium">medium</span>, below that
      <span class="low">low</span>. The cut-offs follow the base rate: medium
      starts at it, high at three times its odds.
    </p>
  </section>`;
}

function data({ data }: Card.Info): Html {
  const span = (periods: string[]) =>
    periods.length === 0
      ? "—"
      : periods.length === 1
        ? periods[0]
        : `${periods[0]} to ${periods[periods.length - 1]}`;
  const part = (name: string, part: Card.Part | undefined) =>
    part
      ? [
          [
            name,
            whole(part.rows),
            whole(part.positives),
            part.rows > 0 ? percent(part.positives / part.rows) : "—",
            span(part.periods),
          ],
        ]
      : [];
  return html`<section>
    <h2>Training data</h2>
    ${grid(
      ["Part", "#Rows", "#Positives", "#Share", "Periods"],
      [
        ...part("all with a known outcome", data),
        ...part("training", data.train),
        ...part("test", data.test),
      ],
    )}
    <p class="note">
      Fingerprint of the data: <code>${data.fingerprint}</code>
    </p>
  </section>`;
}

function columns({ columns, ignored }: Card.Info): Html {
  return html`<section>
    <h2>Columns</h2>
    ${grid(
      ["Column", "Type", "#Missing"],
      columns.map(({ name, type, missing }) => [
        html`<code>${name}</code>`,
        type,
        missing === undefined ? "—" : percent(missing),
      ]),
    )}
    ${ignored.length > 0 ? html`<p>Left out:</p>` : null}
    ${
      ignored.length > 0
        ? grid(
            ["Column", "Why"],
            ignored.map(({ column, why }) => [
              html`<code>${column}</code>`,
              why,
            ]),
          )
        : null
    }
  </section>`;
}

function limits({ limits, metrics }: Card.Info): Html {
  const known = [
    "A score says what tends to happen to customers like this one. It is no verdict and no cause.",
    "It holds as long as customers behave as in the periods above; train again when they change.",
    ...(metrics.test.auc.low <= 0.5
      ? [
          "The interval of its AUC includes 0.5: it may rank no better than chance.",
        ]
      : []),
    ...limits,
  ];
  return html`<section>
    <h2>Limits</h2>
    <ul>
      ${known.map((limit) => html`<li>${limit}</li>`)}
    </ul>
  </section>`;
}

function lineage({ lineage }: Card.Info): Html {
  const code = Object.entries(lineage.code)
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");
  return html`<section>
    <h2>Lineage</h2>
    ${grid(
      ["What", "Which"],
      [
        ["Model before", lineage.parent ?? "none"],
        ["Definition", lineage.definition],
        ["Seed", lineage.seed],
        ["Code", code],
      ].map(([what, which]) => [what, html`<code>${which}</code>`]),
    )}
  </section>`;
}
