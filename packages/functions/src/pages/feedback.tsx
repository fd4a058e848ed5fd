// feedback: the page of what customers said, at /voice
import { Hono } from "hono";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Feedback } from "@mainstay/core/feedback/feedback";
import { Estimate } from "@mainstay/core/metrics/estimate";
import { Paging as Paged } from "@mainstay/core/base/paging";
import { Period } from "@mainstay/core/tabular/period";
import { PeriodState } from "@mainstay/core/periods/period-state";
import { Topic } from "@mainstay/core/feedback/topic/topic";
import { Comment } from "../parts/comment";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Absent, Drawing } from "../parts/components";
import { Session, type Env } from "../parts/session";
import { Topics } from "../parts/topics";
import { FigureFormat } from "../parts/figure-format";

export const voice = new Hono<Env>();

const dataset = "feedback";
// Looked back over, and comments shown at once.
const months = 12;
const atOnce = 20;

voice.get("/voice", Session.needs("read"), async (c) => {
  const frame = { title: "Voice", tab: "Voice" } as const;
  const known = (await Dataset.periods(dataset)).slice(-months);
  if (!known.length)
    return Page.show(
      c,
      frame,
      <>
        <h1>Voice of customers</h1>
        <Absent>
          No answer or comment yet: <a href="/uploads">upload a CSV</a> to the
          dataset <code>{dataset}</code> with who said what when, or POST it to{" "}
          <code>/v1/feedback</code>.
        </Absent>
      </>,
    );
  const customer = c.req.query("customer")?.trim();
  const cursor = c.req.query("cursor");
  const month = c.req.query("month") || known.at(-1)!;
  const names = await called();
  if (customer) {
    const said = await Feedback.byCustomer(dataset, customer, known);
    return Page.show(
      c,
      frame,
      <>
        <h1>Voice of customers</h1>
        <p class="lead">
          <a href="/voice">All customers</a> › {names.get(customer) ?? customer}
        </p>
        <Filter customer={customer} />
        <Comments comments={said} names={names} next={null} />
      </>,
    );
  }
  const said = await Promise.all(
    known.map((one) => Feedback.inMonth(dataset, one)),
  );
  const of = (one: string) => said[known.indexOf(one)] ?? [];
  if (!known.includes(month)) await Dataset.period(dataset, month);
  const page = Paged.slice(
    of(month).toReversed(),
    ({ customer, id }) => `${customer} ${id}`,
    { limit: atOnce, cursor },
  );
  return Page.show(
    c,
    frame,
    <>
      <h1>Voice of customers</h1>
      <p class="lead">What was answered and written in {month}</p>
      <nav class="tabs" aria-label="Months">
        {known.toReversed().map((one) => (
          <a
            href={Link.to("/voice", { month: one })}
            aria-current={one === month ? "true" : undefined}
          >
            {one}
          </a>
        ))}
      </nav>
      <Mood said={of(month)} />
      <div class="two">
        <Topics.Section
          topics={Topic.topics(
            spoken(of(month)),
            spoken(of(Period.previous(month))),
          )}
        />
        <section class="card">
          <h2>Sentiment by month</h2>
          <Drawing svg={await drawn(known, said)} />
          <p class="note">
            Mean of the comments, −1 discontented to 1 content; shaded: the 95 %
            interval.
          </p>
        </section>
      </div>
      <Filter />
      <Comments
        comments={page.items}
        names={names}
        next={page.cursor && Link.to("/voice", { month, cursor: page.cursor })}
      />
    </>,
  );
});

// Names as they stand in the newest period of customers.
async function called() {
  const period = (await Dataset.periods(Dataset.customers)).at(-1);
  const now = period
    ? await PeriodState.current(Dataset.customers, period)
    : null;
  return new Map(now?.id.map((id, k) => [id, now.name[k]]) ?? []);
}

const spoken = (said: Feedback.Info[]) =>
  said.flatMap(({ id, text, sentiment }) =>
    text ? [{ id, text, score: sentiment?.score ?? null }] : [],
  );

const moods = (said: Feedback.Info[]) =>
  said.flatMap(({ sentiment }) => sentiment?.score ?? []);

async function drawn(known: string[], said: Feedback.Info[][]) {
  const { movement } = await import("@mainstay/core/chart/chart");
  const points = known.map((period, k) => {
    const scores = moods(said[k]);
    return {
      period,
      ...(scores.length ? Estimate.mean(scores) : { value: null }),
    };
  });
  const written = points.map(
    ({ period, value }) =>
      `${period}: ${value === null ? "none" : FigureFormat.signed(value)}`,
  );
  return movement({
    title: "Sentiment by month",
    description: written.join("; "),
    points,
    y: "mean sentiment",
    width: 420,
    height: 240,
  });
}

const Mood = ({ said }: { said: Feedback.Info[] }) => {
  const scores = moods(said);
  const mean = scores.length ? Estimate.mean(scores) : null;
  const count = (wanted: string) =>
    scores.filter((score) => Comment.tone(score) === wanted).length;
  return (
    <section class="tiles" aria-label="How it sounds">
      <div class="card">
        <h3>Answers and comments</h3>
        <p class="value">{FigureFormat.whole(said.length)}</p>
        <p class="small">
          of{" "}
          {FigureFormat.plural(
            new Set(said.map((one) => one.customer)).size,
            "customer",
          )}
        </p>
      </div>
      <div class="card">
        <h3>Mean sentiment</h3>
        <p class="value">
          {mean && mean.value !== null ? FigureFormat.signed(mean.value) : "—"}
        </p>
        <p class="small">
          {mean && mean.value !== null
            ? FigureFormat.interval(mean, "points")
            : "No comment has a sentiment."}
        </p>
      </div>
      {(["positive", "mixed", "negative"] as const).map((tone) => (
        <div class="card">
          <h3>
            <span class={`chip ${tone}`}>{tone}</span>
          </h3>
          <p class="value">{FigureFormat.whole(count(tone))}</p>
          {scores.length > 0 && (
            <p class="small">
              {FigureFormat.percent(count(tone) / scores.length)} of comments
            </p>
          )}
        </div>
      ))}
    </section>
  );
};

const Filter = ({ customer = "" }: { customer?: string }) => (
  <form class="card row" method="get" action="/voice">
    <label>
      Customer's id
      <input type="search" name="customer" value={customer} />
    </label>
    <button>Show</button>
  </form>
);

const Comments = ({
  comments,
  names,
  next,
}: {
  comments: Feedback.Info[];
  names: Map<string, string | null>;
  next: string | null;
}) => (
  <section class="card">
    <h2>Newest first</h2>
    {comments.length ? (
      <Comment.List comments={comments} names={names} />
    ) : (
      <Absent>Nothing was said.</Absent>
    )}
    {next && (
      <nav class="pages" aria-label="Pages of the list">
        <a href={next}>Older ›</a>
      </nav>
    )}
    <p class="note">
      Words are those that weigh most: <span class="down">+</span> towards
      contentment, <span class="up">−</span> away from it.
    </p>
  </section>
);
