import { Hono } from "hono";
import { Customer } from "@mainstay/core/customer";
import { Dataset } from "@mainstay/core/dataset";
import type { Card } from "@mainstay/core/model/card";
import { Registry } from "@mainstay/core/model/registry";
import { Scorer } from "@mainstay/core/model/scorer";
import type { Score } from "@mainstay/core/snapshot";
import { Link } from "./link";
import { Page } from "./page";
import {
  Absent,
  Band,
  Drawing,
  Probability,
  Pushes,
  Revenue,
  signed,
} from "./parts";
import { Session, type Env } from "./session";
import { Words } from "./words";

export const customer = new Hono<Env>();

customer.get("/customers/:id", Session.needs("read"), async (c) => {
  const { dataset } = await Page.chosen(c);
  const id = c.req.param("id");
  const [one, history, definition] = await Promise.all([
    Customer.get(dataset, id),
    Customer.history(dataset, id),
    Dataset.get(dataset),
  ]);
  const card =
    one.score && (await Registry.card(dataset, one.score.modelVersion));
  const title = one.name ?? one.id;
  return Page.show(
    c,
    { title, tab: "Customers", dataset },
    <>
      <p class="small">
        <a href={Link.to("/customers", { dataset })}>← Customers</a>
      </p>
      <h1>{title}</h1>
      <p class="lead">
        {one.name && <code>{one.id}</code>}
        {one.name && " · "}newest row: {one.period}
      </p>
      <Standing one={one} card={card} />
      <Why score={one.score} card={card} dataset={dataset} />
      <div class="two">
        <Past history={history} drawing={await drawn(history)} />
        <section class="card">
          <h2>What was known in {one.period}</h2>
          <dl>
            {Object.keys({ ...definition.columns, ...one.cells }).map(
              (column) => (
                <>
                  <dt>{column}</dt>
                  <dd>
                    {one.cells[column] || <span class="id">missing</span>}
                  </dd>
                </>
              ),
            )}
          </dl>
        </section>
      </div>
    </>,
  );
});

async function drawn(history: Customer.Moment[]) {
  const scored = history.filter(({ probability }) => probability !== null);
  if (scored.length < 2) return null;
  const { movement } = await import("@mainstay/core/chart");
  const written = history.map(
    ({ period, probability: p }) =>
      `${period}: ${p === null ? "none" : Words.percent(p)}`,
  );
  return movement({
    title: "Probability by period",
    description: written.join("; "),
    points: history.map(({ period, probability: value }) => ({
      period,
      value,
    })),
    y: "probability",
    share: true,
    width: 420,
    height: 220,
  });
}

const Standing = ({
  one,
  card,
}: {
  one: Customer.Info;
  card: Card.Info | null;
}) => (
  <section class="tiles" aria-label="Now">
    <div class="card">
      <h3>Probability</h3>
      <p class="value">
        <Probability value={one.probability} />
      </p>
      <p class="small">
        {card ? `that ${Words.event(card.label, card.period)}` : "not scored"}
      </p>
    </div>
    <div class="card">
      <h3>Band</h3>
      <p class="value">
        <Band band={one.band} />
      </p>
      <p class="small">
        {card &&
          `high from ${Words.percent(card.bands.high)}, medium from ${Words.percent(card.bands.medium)}`}
      </p>
    </div>
    <div class="card">
      <h3>Revenue</h3>
      <p class="value">
        <Revenue value={one.revenue} />
      </p>
      <p class="small">
        {one.revenue === null
          ? "no column has this role, or no value"
          : "a period"}
      </p>
    </div>
  </section>
);

function Why({
  score,
  card,
  dataset,
}: {
  score: Score | null;
  card: Card.Info | null;
  dataset: string;
}) {
  if (!score || !card)
    return (
      <section class="card">
        <h2>Reasons</h2>
        <Absent>
          No score yet: no model serves this dataset.{" "}
          <a href={`/models#${encodeURIComponent(dataset)}`}>Train one</a>
        </Absent>
      </section>
    );
  return (
    <section class="card">
      <h2>Why {Words.percent(score.probability)}</h2>
      <p>
        Before it looks at a customer the model starts at{" "}
        {Words.percent(Scorer.probability(score.base))} (log-odds{" "}
        {signed(score.base)}). The columns below move it to{" "}
        {Words.percent(score.probability)} ({signed(score.logit)}); the longer a
        bar, the more it counts.
      </p>
      <div class="wide">
        <Pushes reasons={score.reasons} />
      </div>
      <p class="note">
        By{" "}
        <a href={Link.model(dataset, score.modelVersion)}>
          model <code>{score.modelVersion}</code>
        </a>
        . A reason says what moved the score, not what causes it.
      </p>
    </section>
  );
}

const Past = ({
  history,
  drawing,
}: {
  history: Customer.Moment[];
  drawing: string | null;
}) => (
  <section class="card">
    <h2>Period by period</h2>
    {drawing && <Drawing svg={drawing} />}
    <table>
      <thead>
        <tr>
          <th scope="col">Period</th>
          <th scope="col" class="number">
            Probability
          </th>
          <th scope="col">Band</th>
          <th scope="col" class="number">
            Revenue
          </th>
        </tr>
      </thead>
      <tbody>
        {history.toReversed().map(({ period, probability, band, revenue }) => (
          <tr>
            <td class="nowrap">{period}</td>
            <td class="number">
              <Probability value={probability} />
            </td>
            <td>
              <Band band={band} />
            </td>
            <td class="number">
              <Revenue value={revenue} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
