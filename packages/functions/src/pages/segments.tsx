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
import { Words, T, t } from "../parts/words";

export const segments = new Hono<Env>();

const schemes = ["value", "rfm", "kmeans", "rules"] as const;
function described(name: string) {
  const scheme = schemes.find((one) => one === name);
  return scheme
    ? { title: t(`scheme.${scheme}`), text: t(`schemeText.${scheme}`) }
    : { title: name, text: "" };
}

segments.get("/segments", Session.needs("read"), async (c) => {
  const { names, dataset } = await DatasetChoice.chosen(c);
  const frame = {
    ...{ title: t("tab.segments"), tab: "segments" as const },
    ...{ dataset, names },
  };
  const summary = await DatasetChoice.summary(c, dataset);
  if (!summary) return Page.show(c, frame, <NoCustomers />);
  const known = Object.keys(summary.segments);
  if (!known.length)
    return Page.show(
      c,
      frame,
      <Absent>{t("segments.noSchemeFitsThe")}</Absent>,
    );
  const { period, since, primary } = summary;
  const asked = c.req.query("scheme") ?? primary;
  const chosen = known.includes(asked) ? asked : known[0];
  const scheme = summary.segments[chosen];
  const lead = t("segments.in", {
    customers: t("count.customer", { n: summary.customers }),
    period,
  });
  return Page.show(
    c,
    { ...frame, lead },
    <>
      <Tabs
        label={t("segments.schemes")}
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
        <T
          k="segments.theCustomerListShows"
          toLowerCase={described(primary).title.toLowerCase()}
          a={(inside) => (
            <a href={Link.to("/settings", { dataset, noun: "segments" })}>
              {inside}
            </a>
          )}
        />
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
    <Panel title={t("segments.sizesAndTraits")}>
      <p>{text}</p>
      <Table
        rows={sizes}
        columns={[
          {
            title: t("column.segment"),
            cell: ({ name }) => <b>{Words.of(name)}</b>,
          },
          {
            title: t("column.customers"),
            number: true,
            cell: ({ segment, n }) => {
              const href = link(segment);
              const count = FigureFormat.whole(n);
              return href ? <a href={href}>{count}</a> : count;
            },
          },
          {
            title: t("column.share"),
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
            title: t("segments.distinguishingTraits"),
            label: null,
            cell: ({ segment }) =>
              traits[segment]?.length ? (
                <ul class="plain">
                  {traits[segment].map((trait) => (
                    <li>{Words.of(trait.text)}</li>
                  ))}
                </ul>
              ) : (
                <span class="id">{t("segments.nothingThatStandsOut")}</span>
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
      <Panel title={t("segments.movementsTitle")}>
        <Absent>{t("segments.thereIsNoPeriod")}</Absent>
      </Panel>
    );
  const names = new Map(
    sizes.map(({ segment, name }) => [segment, Words.of(name)]),
  );
  const title = (segment: string) => names.get(segment) ?? segment;
  const { before, now, moved, joined, left } = movements;
  const cell = (count: number, stays = false) => (
    <td class={`number ${stays ? "stays" : ""}`}>
      {count ? FigureFormat.whole(count) : <span class="id">·</span>}
    </td>
  );
  return (
    <Panel title={t("segments.movementsSince", { since })}>
      <div class="wide" tabindex={0}>
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">{t("segments.fromTo")}</th>
              {[...now.map(title), t("segments.lost")].map((name) => (
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
              <th scope="row">{t("segments.new")}</th>
              {joined.map((count) => cell(count))}
              <td />
            </tr>
          </tbody>
        </table>
      </div>
      <p class="note">{t("segments.shadedCustomersWhoStayed")}</p>
    </Panel>
  );
};
