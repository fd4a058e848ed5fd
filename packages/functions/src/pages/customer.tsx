// customer: the page of one customer: risk, actions, health, drivers, feedback, brief, history
import { PathId } from "@mainstay/core/base/path-id";
import { Hono } from "hono";
import { AccountBrief } from "@mainstay/core/accounts/account-brief";
import type { Action } from "@mainstay/core/playbooks/action/action";
import { HealthOverride } from "@mainstay/core/accounts/health-override";
import { Failure } from "@mainstay/core/base/error";
import * as z from "zod";
import { Customer } from "@mainstay/core/accounts/customer";
import { CustomerSpend } from "@mainstay/core/accounts/customer-spend";
import type { Feedback } from "@mainstay/core/feedback/feedback";
import type { Label } from "@mainstay/core/learning/label";
import type { Answer } from "@mainstay/core/model/answer";
import { AnswerWords } from "@mainstay/core/outcome/answer-words";
import { ColumnTitle } from "@mainstay/core/model/column-title";
import type { Card } from "@mainstay/core/model/card";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Pseudonyms } from "@mainstay/core/customers/pseudonyms";
import { ActionList } from "../parts/action-list";
import { BriefSection } from "../parts/brief-section";
import { Comment } from "../parts/comment";
import { CustomerHistory } from "../parts/customer-history";
import { DatasetChoice } from "../parts/dataset-choice";
import { Drivers } from "../parts/drivers";
import { FigureFormat } from "../parts/figure-format";
import { Figures } from "../parts/figures";
import { HealthCard } from "../parts/health-card";
import { Link } from "../parts/link";
import { OverrideSection } from "../parts/override-section";
import { Page } from "../parts/page";
import { Absent, Fold, Panel } from "../parts/panel";
import { PartialSection } from "../parts/partial-section";
import { PriorityList } from "../parts/priority-list";
import { Recommendations } from "../parts/recommendations";
import { Session, type Env } from "../parts/session";
import { WhatIfSection } from "../parts/what-if-section";
import { Tile } from "../parts/tile";
import { Words, T, t } from "../parts/words";

export const customer = new Hono<Env>();

customer.get("/customers/:id", Session.needs("read"), async (c) => {
  const { dataset } = await DatasetChoice.chosen(c);
  const id = await Pseudonyms.told(dataset, PathId.read(c.req.param("id")));
  const lang = Words.lang();
  const account = await AccountBrief.read(dataset, id, { lang });
  const { customer: one, history, card, definition } = account;
  const [offer, drawing, partial, shown] = await Promise.all([
    Recommendations.read(dataset, id, lang),
    CustomerHistory.chart(history),
    PartialSection.draw({
      ...{ card, definition, cells: one.cells, period: one.period },
    }),
    WhatIfSection.read(c, { one, definition, card, dataset }),
  ]);
  const title = one.name ?? one.id;
  const path = `/customers/${PathId.write(id)}`;
  return Page.show(
    c,
    { title, heading: null, tab: "customers", dataset },
    <>
      <p class="small">
        <a href={Link.to("/customers", { dataset })}>
          {t("customer.customerList")}
        </a>
      </p>
      <h1>{title}</h1>
      <p class="lead">
        {one.name && (
          <>
            <code>{one.id}</code> ·{" "}
          </>
        )}
        {t("customer.newestRow", { period: one.period })}
        {one.owner && ` · ${one.owner}`}
        {one.stage && ` · ${one.stage}`}{" "}
        {one.left && (
          <span class="chip">
            <T k="word.leftIn" period={one.left.period} />
          </span>
        )}
      </p>
      <KeyFigures
        one={one}
        card={card}
        label={definition.label}
        segment={account.segment?.[lang]}
      />
      <div class="two wide-left">
        <Drivers.Section {...{ one, card, dataset }} label={definition.label} />
        <Actions
          actions={one.actions}
          notProposed={one.notProposed}
          next={Link.to(path, { dataset })}
          may={Session.may(c, "write")}
        />
      </div>
      <WhatIfSection.Section {...{ shown, one, path, dataset }} />
      <Drivers.Changes one={one} />
      <HealthCard.Section health={one.health} change={one.healthChange} />
      <OverrideSection.Section
        {...{ one, path, dataset, may: Session.may(c, "write") }}
      />
      <CustomerHistory.Section history={history} drawing={drawing} />
      {dataset === Dataset.customers && (
        <div class="two">
          <Comments id={id} comments={account.comments} />
          <Recommendations.Section offer={offer} />
        </div>
      )}
      <BriefSection.Section
        pages={AccountBrief.write(account, new Date())}
        lang={lang}
      />
      <PartialSection.Section drawings={partial} />
      <Fold title={t("customer.customerData", { period: one.period })}>
        <dl>
          {Object.keys({ ...definition.columns, ...one.cells }).map(
            (column) => (
              <>
                <dt>{ColumnTitle.title(column, lang, definition.labels)}</dt>
                <dd>
                  {one.cells[column] || (
                    <span class="id">{t("customer.missing")}</span>
                  )}
                </dd>
              </>
            ),
          )}
        </dl>
      </Fold>
    </>,
  );
});

customer.post("/customers/:id/override", Session.needs("write"), async (c) => {
  const fields = (await c.req.parseBody()) as Record<string, string>;
  const id = PathId.read(c.req.param("id"));
  const dataset = Dataset.name(fields.dataset);
  const now = new Date();
  if (fields.end) await HealthOverride.end(dataset, id, now);
  else {
    const { status, reason, author, until } = fields;
    const input = HealthOverride.Input.safeParse({
      ...{ status, reason, author, until },
    });
    if (!input.success)
      throw new Failure(
        "request.invalid",
        `Expected a status, a reason, an author and a last day: ${z.prettifyError(input.error)}`,
      );
    await Customer.history(dataset, id);
    await HealthOverride.set(dataset, id, input.data, now);
  }
  return c.redirect(Link.customer(dataset, id), 303);
});

function Foretold({
  answer,
  label,
}: {
  answer: Answer.Info;
  label?: Label.Info;
}) {
  const { said, aside } = AnswerWords.phrase(answer, Words.lang());
  return (
    <Tile
      title={label ? FigureFormat.title(label.column) : t("answer.foretold")}
      word={answer.class !== undefined}
      value={
        <>
          {said} {answer.band && <Figures.Band band={answer.band} />}
        </>
      }
      notes={[
        aside &&
          (answer.kind === "number"
            ? t("answer.interval80", { aside })
            : aside),
      ]}
    />
  );
}

const SpendAhead = ({
  month,
  through,
  spent,
  projected,
  low,
  high,
  exhaustion,
}: CustomerSpend.Info) => (
  <Tile
    title={t("customer.spendAhead", { month })}
    value={FigureFormat.whole(projected)}
    notes={[
      t("customer.spentThrough", {
        spent: FigureFormat.whole(spent),
        day: FigureFormat.day(through),
      }),
      low !== null &&
        high !== null &&
        t("customer.spendInterval", {
          low: FigureFormat.whole(low),
          high: FigureFormat.whole(high),
        }),
      exhaustion && Words.of(CustomerSpend.exhaustion(exhaustion)),
    ]}
  />
);

const KeyFigures = ({
  one,
  card,
  label,
  segment,
}: {
  one: Customer.Info;
  card: Card.Info | null;
  label?: Label.Info;
  segment?: string;
}) => (
  <section class="tiles" aria-label={t("customer.keyFigures")}>
    {one.moneyAtRisk !== null && (
      <Tile
        title={t("column.moneyAtRisk")}
        value={FigureFormat.whole(one.moneyAtRisk)}
        notes={[t("customer.ofTwelveMonthsOf")]}
      />
    )}
    {one.daysToRenewal !== null && (
      <Tile
        title={t("column.renewal")}
        word
        value={one.renewal}
        notes={[PriorityList.distance(one.daysToRenewal)]}
      />
    )}
    {one.answer ? (
      <Foretold answer={one.answer} label={label} />
    ) : (
      <Tile
        title={t("column.risk")}
        value={
          <>
            <Figures.Probability value={one.probability} />{" "}
            <Figures.Band band={one.band} />
          </>
        }
        notes={[
          card
            ? t("customer.that", {
                label: FigureFormat.event(card.label, card.period),
              })
            : t("customer.notScored"),
        ]}
      />
    )}
    <Tile
      title={t("tab.health")}
      value={
        <Figures.Light value={one.health?.score ?? null} status={one.status} />
      }
      notes={[
        one.healthChange &&
          t("customer.sinceThePeriodBefore", {
            change: FigureFormat.signed(one.healthChange.change, 1),
          }),
      ]}
    />
    <Tile
      title={t("word.revenue")}
      value={<Figures.Revenue value={one.revenue} />}
      notes={[
        one.revenue === null
          ? t("customer.noColumnHasThis")
          : t("customer.aPeriod"),
      ]}
    />
    {one.spend && <SpendAhead {...one.spend} />}
    <Tile
      title={t("word.lifetimeValue")}
      value={<Figures.Revenue value={one.lifetime} />}
      notes={[one.lifetime !== null && t("customer.expectedToCome")]}
    />
    <Tile
      title={t("column.segment")}
      word
      value={segment ?? one.segment ?? "—"}
      notes={[
        Object.entries(one.segments)
          .filter(([, label]) => label !== one.segment)
          .map(([scheme, label]) => `${scheme}: ${label}`)
          .join("; "),
      ]}
    />
  </section>
);

const Actions = ({
  actions,
  notProposed,
  ...place
}: {
  actions: Action.Info[];
  notProposed: Customer.Info["notProposed"];
  next: string;
  may: boolean;
}) => {
  const open = actions.filter(ActionList.isOpen);
  const past = actions.filter((action) => !ActionList.isOpen(action));
  return (
    <Panel title={t("tab.actions")}>
      {open.length ? (
        <ActionList.List actions={open} customer={false} {...place} />
      ) : (
        <Absent>{t("customer.noOpenAction")}</Absent>
      )}
      {notProposed.some(({ cause }) => cause !== "open") && (
        <details>
          <summary>
            {t(open.length ? "customer.whyNoMore" : "customer.whyNothing")}
          </summary>
          <dl>
            {notProposed
              .filter(({ cause }) => cause !== "open")
              .map(({ title, text }) => (
                <>
                  <dt>{Words.of(title)}</dt>
                  <dd>{Words.of(text)}</dd>
                </>
              ))}
          </dl>
        </details>
      )}
      {past.length > 0 && (
        <details>
          <summary>{t("count.earlierAction", { n: past.length })}</summary>
          <ActionList.List actions={past} customer={false} {...place} />
        </details>
      )}
    </Panel>
  );
};

// The page of feedback has the older ones.
const maxCommentsShown = 4;

const Comments = ({
  id,
  comments,
}: {
  id: string;
  comments: Feedback.Info[];
}) => (
  <Panel
    title={t("customer.customerFeedback")}
    aside={
      comments.length > maxCommentsShown && (
        <a href={Link.to("/voice", { customer: id })}>
          <T k="customer.allOfTheLast" n={comments.length} />
        </a>
      )
    }
  >
    {comments.length ? (
      <Comment.List comments={comments.slice(0, maxCommentsShown)} />
    ) : (
      <Absent>{t("customer.noFeedbackWithinThe")}</Absent>
    )}
  </Panel>
);
