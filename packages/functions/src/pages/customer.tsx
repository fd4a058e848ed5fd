// customer: the page of one customer
import { Hono } from "hono";
import { AccountBrief } from "@mainstay/core/accounts/account-brief";
import type { Action } from "@mainstay/core/playbooks/action/action";
import type { Customer } from "@mainstay/core/accounts/customer";
import type { Feedback } from "@mainstay/core/feedback/feedback";
import type { Card } from "@mainstay/core/model/card";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { BriefSection } from "../parts/brief-section";
import { Comment } from "../parts/comment";
import { Link } from "../parts/link";
import { Recommendations } from "../parts/recommendations";
import { Page } from "../parts/page";
import { Absent, Band, Light, Probability, Revenue } from "../parts/components";
import { History } from "../parts/history";
import { HealthCard } from "../parts/health-card";
import { Session, type Env } from "../parts/session";
import { ActionList } from "../parts/action-list";
import { Drivers } from "../parts/drivers";
import { FigureFormat } from "../parts/figure-format";

export const customer = new Hono<Env>();

customer.get("/customers/:id", Session.needs("read"), async (c) => {
  const { dataset } = await Page.chosen(c);
  const id = c.req.param("id");
  const lang = c.req.query("lang") === "zh" ? "zh" : "en";
  const known = await AccountBrief.read(dataset, id, { lang });
  const { customer: one, history, card, definition } = known;
  const [offer, drawing] = await Promise.all([
    Recommendations.read(dataset, id, lang),
    History.drawn(history),
  ]);
  const title = one.name ?? one.id;
  const path = `/customers/${encodeURIComponent(id)}`;
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
      <Now one={one} card={card} segment={known.segment?.[lang]} />
      <Actions
        actions={one.actions}
        next={Link.to(path, { dataset, lang: lang === "zh" ? lang : null })}
        may={Session.may(c, "write")}
      />
      <HealthCard.Section
        health={one.health}
        change={one.healthChange}
        lang={lang}
      />
      <Drivers.Section one={one} card={card} dataset={dataset} lang={lang} />
      <Drivers.Changes one={one} lang={lang} />
      {dataset === Dataset.customers && (
        <div class="two">
          <Said id={id} comments={known.comments} />
          <Recommendations.Section offer={offer} />
        </div>
      )}
      <BriefSection.Section
        pages={AccountBrief.write(known, new Date())}
        lang={lang}
      />
      <div class="two">
        <History.Section history={history} drawing={drawing} />
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

const Now = ({
  one,
  card,
  segment,
}: {
  one: Customer.Info;
  card: Card.Info | null;
  segment?: string;
}) => (
  <section class="tiles" aria-label="Now">
    <div class="card">
      <h3>Risk</h3>
      <p class="value">
        <Probability value={one.probability} /> <Band band={one.band} />
      </p>
      <p class="small">
        {card
          ? `that ${FigureFormat.event(card.label, card.period)}`
          : "not scored"}
      </p>
    </div>
    <div class="card">
      <h3>Health</h3>
      <p class="value">
        <Light value={one.health?.score ?? null} status={one.status} />
      </p>
      {one.healthChange && (
        <p class="small">
          {FigureFormat.signed(one.healthChange.change, 1)} since the period
          before
        </p>
      )}
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
    <div class="card">
      <h3>Lifetime value</h3>
      <p class="value">
        <Revenue value={one.lifetime} />
      </p>
      {one.lifetime !== null && <p class="small">expected to come</p>}
    </div>
    <div class="card">
      <h3>Segment</h3>
      <p class="value word">{segment ?? one.segment ?? "—"}</p>
      <p class="small">
        {Object.entries(one.segments)
          .filter(([, label]) => label !== one.segment)
          .map(([scheme, label]) => `${scheme}: ${label}`)
          .join("; ")}
      </p>
    </div>
  </section>
);

const Actions = ({
  actions,
  next,
  may,
}: {
  actions: Action.Info[];
  next: string;
  may: boolean;
}) => {
  const open = actions.filter(ActionList.isOpen);
  const past = actions.filter((action) => !ActionList.isOpen(action));
  return (
    <section class="card">
      <h2>To do</h2>
      {open.length ? (
        <ActionList.List
          actions={open}
          customer={false}
          next={next}
          may={may}
        />
      ) : (
        <Absent>No playbook asks for anything now.</Absent>
      )}
      {past.length > 0 && (
        <details>
          <summary>
            {FigureFormat.plural(past.length, "earlier action")}
          </summary>
          <ActionList.List
            actions={past}
            customer={false}
            next={next}
            may={may}
          />
        </details>
      )}
    </section>
  );
};

// The newest; the rest is on the page of comments.
const most = 4;

const Said = ({ id, comments }: { id: string; comments: Feedback.Info[] }) => (
  <section class="card">
    <div class="head">
      <h2>What was said</h2>
      {comments.length > most && (
        <a href={Link.to("/voice", { customer: id })}>
          All {comments.length} of the last year
        </a>
      )}
    </div>
    {comments.length ? (
      <Comment.List comments={comments.slice(0, most)} />
    ) : (
      <Absent>Nothing within the last year of feedback.</Absent>
    )}
  </section>
);
