// feedback: the page of what customers answered and wrote, by month or by customer
import { Hono } from "hono";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Pseudonyms } from "@mainstay/core/customers/pseudonyms";
import { Feedback } from "@mainstay/core/feedback/feedback";
import { MonthDigest } from "@mainstay/core/feedback/month-digest";
import { Paging } from "@mainstay/core/base/paging";
import { OwnerTopics } from "@mainstay/core/feedback/topic/owner-topics";
import { Refresh } from "@mainstay/core/periods/refresh";
import { Settings } from "@mainstay/core/settings/settings";
import { StoredState } from "@mainstay/core/state/stored-state";
import { Comment } from "../parts/comment";
import { FigureFormat } from "../parts/figure-format";
import { Figures } from "../parts/figures";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Pager } from "../parts/pager";
import { Absent, Panel } from "../parts/panel";
import { Session, type Env, type Request } from "../parts/session";
import { Tabs } from "../parts/tabs";
import { Tile } from "../parts/tile";
import { Topics } from "../parts/topics";
import { T, t } from "../parts/words";

export const feedback = new Hono<Env>();

const dataset = "feedback";
const monthsShown = 12;
const commentsPerPage = 20;
const frame = () => ({ title: t("feedback.title"), tab: "feedback" }) as const;

feedback.get("/voice", Session.needs("read"), async (c) => {
  const months = (await Dataset.periods(dataset)).slice(-monthsShown);
  if (!months.length)
    return Page.show(
      c,
      frame(),
      <Absent>
        <T
          k="feedback.nothingYet"
          dataset={dataset}
          a={(inside) => <a href="/import">{inside}</a>}
        />
      </Absent>,
    );
  const { names, revenue } = await customersNow();
  const customer = c.req.query("customer")?.trim();
  if (customer) {
    const id = await Pseudonyms.told(dataset, customer);
    return showCustomer(c, id, months, names);
  }
  return showMonth(c, months, { names, revenue });
});

type Names = Map<string, string | null>;
type Customers = { names: Names; revenue: Map<string, number> | null };

async function showCustomer(
  c: Request,
  customer: string,
  months: string[],
  names: Names,
) {
  const comments = await Feedback.byCustomer(dataset, customer, months);
  const lead = (
    <>
      <a href="/voice">{t("feedback.allCustomers")}</a> ›{" "}
      {names.get(customer) ?? customer}
    </>
  );
  return Page.show(
    c,
    { ...frame(), lead },
    <>
      <Filter customer={customer} />
      <Comments comments={comments} names={names} next={null} />
    </>,
  );
}

async function showMonth(
  c: Request,
  months: string[],
  { names, revenue }: Customers,
) {
  const month = c.req.query("month") || months.at(-1)!;
  const owner =
    (await Settings.get(Dataset.customers, "topics")) ?? OwnerTopics.defaults;
  const digests = await MonthDigest.list(dataset, months, owner);
  const digest = digests.find((one) => one.month === month);
  // A month that the dataset does not have is refused here.
  if (!digest) await Dataset.period(dataset, month);
  const shown = digest ?? (await MonthDigest.list(dataset, [month], owner))[0];
  const { comments, topics } = await MonthDigest.read(dataset, shown);
  const page = Paging.slice(
    comments.toReversed(),
    ({ customer, id }) => `${customer} ${id}`,
    { limit: commentsPerPage, cursor: c.req.query("cursor") },
  );
  return Page.show(
    c,
    { ...frame(), lead: t("feedback.ofMonth", { month }) },
    <>
      <Tabs
        label={t("feedback.months")}
        chosen={month}
        tabs={months.toReversed().map((name) => ({
          name,
          href: Link.to("/voice", { month: name }),
        }))}
      />
      <Counts digest={shown} />
      <div class="two">
        <Topics.Section
          topics={topics.map((topic) => ({
            ...topic,
            revenue: revenue && total(revenue, topic.customers),
          }))}
          month={month}
          owner={owner}
          may={Session.may(c, "write")}
        />
        <Panel title={t("feedback.sentimentByMonth")}>
          <Figures.Drawing svg={await chart(digests)} />
          <p class="note">{t("feedback.chartNote")}</p>
        </Panel>
      </div>
      <Topics.Experience rows={shown.experience} />
      <Filter />
      <Comments
        comments={page.items}
        names={names}
        next={page.cursor && Link.to("/voice", { month, cursor: page.cursor })}
      />
    </>,
  );
}

feedback.post("/voice/topics", Session.needs("write"), async (c) => {
  const fields = await c.req.parseBody({ all: true });
  const phrases = [fields.phrase ?? []].flat().map(String);
  const name = fields.do === "mute" ? undefined : String(fields.name ?? "");
  await Settings.tellTopic(Dataset.customers, { phrases, name });
  await Refresh.after(dataset, new Date());
  return c.redirect(
    Link.to("/voice", { month: String(fields.month ?? "") }),
    303,
  );
});

const total = (revenue: Map<string, number>, customers: string[]) =>
  customers.reduce((sum, id) => sum + (revenue.get(id) ?? 0), 0);

// A customer may be renamed; the newest period has the current name and revenue.
async function customersNow(): Promise<Customers> {
  const period = (await Dataset.periods(Dataset.customers)).at(-1);
  const state = period
    ? await StoredState.current(Dataset.customers, period)
    : null;
  if (!state) return { names: new Map(), revenue: null };
  const paid = state.id.flatMap((id, k) => {
    const value = Number(state.revenue[k] ?? NaN);
    return Number.isNaN(value) ? [] : [[id, value] as const];
  });
  return {
    names: new Map(state.id.map((id, k) => [id, state.name[k]])),
    revenue: paid.length && !state.unsummed ? new Map(paid) : null,
  };
}

async function chart(digests: MonthDigest.Info[]) {
  const { movement } = await import("@mainstay/core/chart/chart");
  const points = digests.map(({ month, sentiment }) => ({
    period: month,
    ...sentiment,
  }));
  const described = points.map(
    ({ period, value }) =>
      `${period}: ${value === null ? t("ask.none") : FigureFormat.signed(value)}`,
  );
  return movement({
    title: t("feedback.sentimentByMonth"),
    description: described.join("; "),
    points,
    y: t("feedback.meanSentiment"),
    width: 420,
    height: 240,
  });
}

const Counts = ({
  digest: { answers, customers, sentiment: mean, sides },
}: {
  digest: MonthDigest.Info;
}) => {
  const judged = Object.values(sides).reduce((a, b) => a + b, 0);
  return (
    <section class="tiles" aria-label={t("feedback.sentiment")}>
      <Tile
        title={t("feedback.answers")}
        value={FigureFormat.whole(answers)}
        notes={[
          t("feedback.of", {
            customers: t("count.customer", { n: customers }),
          }),
        ]}
      />
      <Tile
        title={t("feedback.meanSentiment")}
        value={mean.value === null ? "—" : FigureFormat.signed(mean.value)}
        notes={[
          mean.value === null
            ? t("feedback.noSentiment")
            : FigureFormat.interval(mean, "points"),
        ]}
      />
      {(["positive", "mixed", "negative"] as const).map((tone) => (
        <Tile
          title={<span class={`chip ${tone}`}>{t(`sentiment.${tone}`)}</span>}
          value={FigureFormat.whole(sides[tone])}
          notes={[
            judged > 0 &&
              t("feedback.shareOfComments", {
                share: FigureFormat.percent(sides[tone] / judged),
              }),
          ]}
        />
      ))}
    </section>
  );
};

const Filter = ({ customer = "" }: { customer?: string }) => (
  <form class="card row" method="get" action="/voice">
    <label>
      {t("feedback.customerId")}
      <input type="search" name="customer" value={customer} />
    </label>
    <button>{t("word.show")}</button>
  </form>
);

const Comments = ({
  comments,
  names,
  next,
}: {
  comments: Feedback.Info[];
  names: Names;
  next: string | null;
}) => (
  <Panel title={t("feedback.newestFirst")}>
    {comments.length ? (
      <Comment.List comments={comments} names={names} />
    ) : (
      <Absent>{t("feedback.none")}</Absent>
    )}
    <Pager links={[!!next && { href: next, text: t("word.older") }]} />
    <p class="note">
      <T
        k="feedback.wordsNote"
        up={(inside) => <span class="up">{inside}</span>}
        down={(inside) => <span class="down">{inside}</span>}
      />
    </p>
  </Panel>
);
