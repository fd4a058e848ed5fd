// segments: the page of a period's segments under each scheme, their traits and movements
import { Hono } from "hono";
import type { PeriodSummary } from "@mainstay/core/periods/period-summary";
import { DatasetChoice } from "../parts/dataset-choice";
import { FigureFormat } from "../parts/figure-format";
import { Figures } from "../parts/figures";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Absent, NoCustomers, Panel } from "../parts/panel";
import { Session, type Env } from "../parts/session";
import { Table } from "../parts/table";
import { Tabs } from "../parts/tabs";

export const segments = new Hono<Env>();

const schemes: Record<string, { title: string; text: string }> = {
  value: {
    title: "Value and risk",
    text: "What customers are worth against how likely they are to leave.",
  },
  rfm: {
    title: "RFM",
    text: "Recency, frequency and monetary value of purchases.",
  },
  kmeans: {
    title: "Clusters",
    text: "Customers with similar numbers, grouped by k-means.",
  },
  rules: { title: "Your rules", text: "By the rules of your settings." },
};
const described = (scheme: string) =>
  schemes[scheme] ?? { title: scheme, text: "" };

segments.get("/segments", Session.needs("read"), async (c) => {
  const { names, dataset } = await DatasetChoice.chosen(c);
  const frame = {
    ...{ title: "Segments", tab: "Segments" as const },
    ...{ dataset, names },
  };
  const summary = await DatasetChoice.summary(c, dataset);
  if (!summary) return Page.show(c, frame, <NoCustomers />);
  const known = Object.keys(summary.segments);
  if (!known.length)
    return Page.show(
      c,
      frame,
      <Absent>
        No scheme fits the columns there are: segments need revenue or
        purchases, and scores or health.
      </Absent>,
    );
  const { period, since, primary } = summary;
  const asked = c.req.query("scheme") ?? primary;
  const chosen = known.includes(asked) ? asked : known[0];
  const scheme = summary.segments[chosen];
  const lead = `${FigureFormat.count(summary.customers, "customer")} in ${period}`;
  return Page.show(
    c,
    { ...frame, lead },
    <>
      <Tabs
        label="Schemes"
        chosen={chosen}
        tabs={known.map((name) => ({
          name,
          href: Link.to("/segments", { dataset, period, scheme: name }),
          text: described(name).title,
        }))}
      />
      <Sizes
        scheme={scheme}
        text={described(chosen).text}
        link={(segment) =>
          chosen === primary
            ? Link.to("/customers", { dataset, period, segment })
            : null
        }
      />
      <Movements scheme={scheme} since={since} />
      <p class="note">
        The customer list shows <b>{described(primary).title.toLowerCase()}</b>;
        the{" "}
        <a href={Link.to("/settings", { dataset, noun: "segments" })}>
          settings
        </a>{" "}
        say which scheme comes first and where each cuts.
      </p>
    </>,
  );
});

type Scheme = PeriodSummary.Info["segments"][string];

const Sizes = ({
  scheme: { sizes, traits },
  text,
  link,
}: {
  scheme: Scheme;
  text: string;
  link: (segment: string) => string | null;
}) => {
  const widest = Math.max(...sizes.map(({ share }) => share));
  return (
    <Panel title="Sizes and traits">
      <p>{text}</p>
      <Table
        rows={sizes}
        columns={[
          { title: "Segment", cell: ({ name }) => <b>{name.en}</b> },
          {
            title: "Customers",
            number: true,
            cell: ({ segment, n }) => {
              const href = link(segment);
              const count = FigureFormat.whole(n);
              return href ? <a href={href}>{count}</a> : count;
            },
          },
          {
            title: "Share",
            class: "bars",
            cell: ({ share }) => (
              <Figures.Bar
                value={share}
                whole={widest}
                text={(value) => FigureFormat.percent(value, 0)}
              />
            ),
          },
          {
            title: "Distinguishing traits",
            label: null,
            cell: ({ segment }) =>
              traits[segment]?.length ? (
                <ul class="plain">
                  {traits[segment].map((trait) => (
                    <li>{trait.text.en}</li>
                  ))}
                </ul>
              ) : (
                <span class="id">nothing that stands out</span>
              ),
          },
        ]}
      />
    </Panel>
  );
};

const Movements = ({
  scheme: { movements, sizes },
  since,
}: {
  scheme: Scheme;
  since: string | null;
}) => {
  if (!movements)
    return (
      <Panel title="Movements">
        <Absent>There is no period before to compare with.</Absent>
      </Panel>
    );
  const names = new Map(sizes.map(({ segment, name }) => [segment, name.en]));
  const title = (segment: string) => names.get(segment) ?? segment;
  const { before, now, moved, joined, left } = movements;
  const cell = (count: number, stays = false) => (
    <td class={`number ${stays ? "stays" : ""}`}>
      {count ? FigureFormat.whole(count) : <span class="id">·</span>}
    </td>
  );
  return (
    <Panel title={`Movements since ${since}`}>
      <div class="wide">
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">From ↓ to →</th>
              {[...now.map(title), "Lost"].map((name) => (
                <th scope="col" class="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {before.map((segment, row) => (
              <tr>
                <th scope="row">{title(segment)}</th>
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
        Shaded: customers who stayed in their segment. Lost: no row in this
        period; new: none in the one before.
      </p>
    </Panel>
  );
};
