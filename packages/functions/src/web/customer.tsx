import { Hono } from "hono";
import { Customer } from "@mainstay/core/customer";
import { Dataset } from "@mainstay/core/dataset";
import type { Card } from "@mainstay/core/model/card";
import { Reason } from "@mainstay/core/model/reason";
import { Registry } from "@mainstay/core/model/registry";
import { Scorer } from "@mainstay/core/model/scorer";
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
  const lang = c.req.query("lang") === "zh" ? "zh" : "en";
  const [one, history, definition] = await Promise.all([
    Customer.get(dataset, id, { lang }),
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
      <Why one={one} card={card} dataset={dataset} lang={lang} />
      <Changes one={one} lang={lang} />
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
  one: { id, score, reasons },
  card,
  dataset,
  lang,
}: {
  one: Customer.Info;
  card: Card.Info | null;
  dataset: string;
  lang: Reason.Lang;
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
      <div class="head">
        <h2>Why {Words.percent(score.probability)}</h2>
        <Other id={id} dataset={dataset} lang={lang} />
      </div>
      <Sentences said={Reason.largest(reasons, told)} lang={lang} />
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

// Sentences a person reads; the bars below have every column.
const told = 5;

const Sentences = ({
  said,
  lang,
}: {
  said: { contribution: number; text: string }[];
  lang: Reason.Lang;
}) => (
  <ul class="told" lang={lang}>
    {said.map(({ contribution, text }) => (
      <li>
        <span class={contribution > 0 ? "up" : "down"} aria-hidden="true">
          {contribution > 0 ? "▲" : "▼"}
        </span>{" "}
        {text}
      </li>
    ))}
  </ul>
);

const Other = ({
  id,
  dataset,
  lang,
}: {
  id: string;
  dataset: string;
  lang: Reason.Lang;
}) => {
  const other = lang === "zh" ? "en" : "zh";
  const path = `/customers/${encodeURIComponent(id)}`;
  return (
    <a
      class="small"
      lang={other}
      href={Link.to(path, { dataset, lang: other === "zh" ? "zh" : null })}
    >
      {other === "zh" ? "中文" : "English"}
    </a>
  );
};

const Changes = ({
  one: { since, changes },
  lang,
}: {
  one: Customer.Info;
  lang: Reason.Lang;
}) =>
  since ? (
    <section class="card">
      <h2>
        {lang === "zh"
          ? `自 ${since} 以来的变化`
          : `What changed since ${since}`}
      </h2>
      {changes.length ? (
        <Sentences said={changes} lang={lang} />
      ) : (
        <Absent>
          {lang === "zh"
            ? "没有一列明显改变评分。"
            : "Nothing that moves the score."}
        </Absent>
      )}
    </section>
  ) : null;

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
