// segments: the page of segments and of the moves between them
import { Hono } from "hono";
import { Refresh } from "@mainstay/core/periods/refresh";
import { Dataset } from "@mainstay/core/dataset/dataset";
import type { Segment } from "@mainstay/core/segments/segment";
import type { PeriodSummary } from "@mainstay/core/periods/period-summary";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Absent, Bar } from "../parts/components";
import { Session, type Env } from "../parts/session";
import { FigureFormat } from "../parts/figure-format";

export const segments = new Hono<Env>();

const schemes: Record<string, { title: string; text: string }> = {
  value: {
    title: "Value and risk",
    text: "What customers are worth against how likely they are to leave.",
  },
  rfm: {
    title: "RFM",
    text: "How lately, how often and for how much customers bought.",
  },
  kmeans: {
    title: "Alike",
    text: "Groups of customers whose numbers are alike, found by k-means.",
  },
  rules: { title: "Your rules", text: "By the rules of your settings." },
};
const named = (scheme: string) =>
  schemes[scheme] ?? { title: scheme, text: "" };

segments.get("/segments", Session.needs("read"), async (c) => {
  const { names, dataset } = await Page.chosen(c);
  const frame = { title: "Segments", tab: "Segments", dataset } as const;
  const choice = (
    <Page.Datasets names={names} dataset={dataset} path="/segments" />
  );
  const periods = await Dataset.periods(dataset);
  const summary = periods.length
    ? await Refresh.summary(
        dataset,
        await Dataset.period(dataset, c.req.query("period") || undefined),
      )
    : null;
  const known = Object.keys(summary?.segments ?? {});
  if (!summary || !known.length)
    return Page.show(
      c,
      frame,
      <>
        <h1>Segments</h1>
        {choice}
        <Absent>
          {summary
            ? "No scheme fits the columns there are: segments need revenue or purchases, and scores or health."
            : "Segments are of customers, and there are none yet: "}
          {!summary && <a href="/uploads">upload a CSV</a>}
        </Absent>
      </>,
    );
  const { period, since, primary } = summary;
  const asked = c.req.query("scheme") ?? primary;
  const scheme = known.includes(asked) ? asked : known[0];
  const view = { dataset, period, scheme };
  return Page.show(
    c,
    frame,
    <>
      <h1>Segments</h1>
      <p class="lead">
        {FigureFormat.plural(summary.customers, "customer")} in {period}
      </p>
      {choice}
      <nav class="tabs" aria-label="Schemes">
        {known.map((one) => (
          <a
            href={Link.to("/segments", { ...view, scheme: one })}
            aria-current={one === scheme ? "true" : undefined}
          >
            {named(one).title}
          </a>
        ))}
      </nav>
      <Sizes
        scheme={summary.segments[scheme]}
        says={named(scheme).text}
        link={(segment) =>
          scheme === primary
            ? Link.to("/customers", { dataset, period, segment })
            : null
        }
      />
      <Moved scheme={summary.segments[scheme]} since={since} />
      <p class="note">
        Lists of customers follow <b>{named(primary).title.toLowerCase()}</b>;{" "}
        <a href={Link.to("/settings", { dataset, noun: "segments" })}>
          settings
        </a>{" "}
        say which scheme comes first and how each cuts.
      </p>
    </>,
  );
});

const Sizes = ({
  scheme: { sizes, traits },
  says,
  link,
}: {
  scheme: PeriodSummary.Info["segments"][string];
  says: string;
  link: (segment: string) => string | null;
}) => {
  const widest = Math.max(...sizes.map(({ share }) => share));
  return (
    <section class="card">
      <h2>Sizes, and what sets each apart</h2>
      <p>{says}</p>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">Segment</th>
            <th scope="col" class="number">
              Customers
            </th>
            <th scope="col">Share</th>
            <th scope="col">Apart from the others by</th>
          </tr>
        </thead>
        <tbody>
          {sizes.map(({ segment, n, share, name }) => (
            <tr>
              <td>
                <b>{name.en}</b>
              </td>
              <td class="number" data-label="Customers">
                {link(segment) ? (
                  <a href={link(segment)!}>{FigureFormat.whole(n)}</a>
                ) : (
                  FigureFormat.whole(n)
                )}
              </td>
              <td class="bars" data-label="Share">
                <Bar value={share} whole={widest} />
                <span class="number">{FigureFormat.percent(share, 0)}</span>
              </td>
              <td>
                <Traits traits={traits[segment] ?? []} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Traits = ({ traits }: { traits: Segment.Trait[] }) =>
  traits.length ? (
    <ul class="plain">
      {traits.map(({ text }) => (
        <li>{text.en}</li>
      ))}
    </ul>
  ) : (
    <span class="id">nothing that stands out</span>
  );

const Moved = ({
  scheme: { movements, sizes },
  since,
}: {
  scheme: PeriodSummary.Info["segments"][string];
  since: string | null;
}) => {
  if (!movements)
    return (
      <section class="card">
        <h2>Movements</h2>
        <Absent>There is no period before to compare with.</Absent>
      </section>
    );
  const name = new Map(sizes.map(({ segment, name }) => [segment, name.en]));
  const of = (segment: string) => name.get(segment) ?? segment;
  const { before, now, moved, joined, left } = movements;
  const cell = (count: number, stays = false) => (
    <td class={`number ${stays ? "stays" : ""}`}>
      {count ? FigureFormat.whole(count) : <span class="id">·</span>}
    </td>
  );
  return (
    <section class="card">
      <h2>Movements since {since}</h2>
      <div class="wide">
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">From ↓ to →</th>
              {now.map((segment) => (
                <th scope="col" class="number">
                  {of(segment)}
                </th>
              ))}
              <th scope="col" class="number">
                Gone
              </th>
            </tr>
          </thead>
          <tbody>
            {before.map((segment, row) => (
              <tr>
                <th scope="row">{of(segment)}</th>
                {now.map((to, column) =>
                  cell(moved[row][column], to === segment),
                )}
                {cell(left[row])}
              </tr>
            ))}
            <tr>
              <th scope="row">New</th>
              {joined.map((count) => cell(count))}
              <td />
            </tr>
          </tbody>
        </table>
      </div>
      <p class="note">
        Shaded: those who stayed where they were. Gone: no row in this period;
        new: none in the one before.
      </p>
    </section>
  );
};
