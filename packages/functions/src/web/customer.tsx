import { Hono } from "hono";
import { Account } from "@mainstay/core/account";
import type { Action } from "@mainstay/core/action";
import type { Customer } from "@mainstay/core/customer";
import type { Feedback } from "@mainstay/core/feedback";
import type { Card } from "@mainstay/core/model/card";
import { Signal } from "@mainstay/core/signal";
import { Brief } from "./brief";
import { Comment } from "./comment";
import { Link } from "./link";
import { Offers } from "./offers";
import { Page } from "./page";
import { Absent, Band, Light, Probability, Revenue } from "./parts";
import { Past } from "./past";
import { Pulse } from "./pulse";
import { Session, type Env } from "./session";
import { Todo } from "./todo";
import { Why } from "./why";
import { Words } from "./words";

export const customer = new Hono<Env>();

customer.get("/customers/:id", Session.needs("read"), async (c) => {
  const { dataset } = await Page.chosen(c);
  const id = c.req.param("id");
  const lang = c.req.query("lang") === "zh" ? "zh" : "en";
  const known = await Account.gather(dataset, id, { lang });
  const { one, history, card, definition } = known;
  const [offer, drawing] = await Promise.all([
    Offers.read(dataset, id, lang),
    Past.drawn(history),
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
      <Pulse.Section
        health={one.health}
        change={one.healthChange}
        lang={lang}
      />
      <Why.Section one={one} card={card} dataset={dataset} lang={lang} />
      <Why.Changes one={one} lang={lang} />
      {dataset === Signal.customers && (
        <div class="two">
          <Said id={id} comments={known.comments} />
          <Offers.Section offer={offer} />
        </div>
      )}
      <Brief.Section pages={Account.write(known, new Date())} lang={lang} />
      <div class="two">
        <Past.Section history={history} drawing={drawing} />
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
        {card ? `that ${Words.event(card.label, card.period)}` : "not scored"}
      </p>
    </div>
    <div class="card">
      <h3>Health</h3>
      <p class="value">
        <Light value={one.health?.score ?? null} status={one.status} />
      </p>
      {one.healthChange && (
        <p class="small">
          {Words.signed(one.healthChange.change, 1)} since the period before
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
  const open = actions.filter(Todo.isOpen);
  const past = actions.filter((action) => !Todo.isOpen(action));
  return (
    <section class="card">
      <h2>To do</h2>
      {open.length ? (
        <Todo.List actions={open} customer={false} next={next} may={may} />
      ) : (
        <Absent>No playbook asks for anything now.</Absent>
      )}
      {past.length > 0 && (
        <details>
          <summary>{Words.plural(past.length, "earlier action")}</summary>
          <Todo.List actions={past} customer={false} next={next} may={may} />
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
