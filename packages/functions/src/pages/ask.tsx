// ask: the page that answers a question from the knowledge base and lists unanswered ones
import { Hono } from "hono";
import { OwnAccount } from "@mainstay/core/accounts/own-account";
import { Ask } from "@mainstay/core/knowledge/ask/ask";
import { OwnQuestions } from "@mainstay/core/knowledge/ask/own-questions";
import type { QuestionSet } from "@mainstay/core/knowledge/ask/question-set";
import { Failure } from "@mainstay/core/base/error";
import { Knowledge } from "@mainstay/core/knowledge/knowledge";
import { Message } from "@mainstay/core/text/message";
import { MonthlyReport } from "@mainstay/core/reporting/monthly-report";
import { FigureFormat } from "../parts/figure-format";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Absent, Panel } from "../parts/panel";
import { Refusal } from "../parts/refusal";
import { Select } from "../parts/select";
import { Session, type Env, type Request } from "../parts/session";
import { Table } from "../parts/table";
import { T, t } from "../parts/words";

export const ask = new Hono<Env>();

type Asked = {
  question: string;
  customerId?: string;
  answer?: Ask.Answer;
  refused?: Failure;
};

ask.get("/ask", Session.needs("read"), (c) => show(c, { question: "" }));

ask.post("/ask", Session.needs("score"), async (c) => {
  const fields = await c.req.parseBody();
  const question = String(fields.question ?? "");
  const lang =
    fields.lang === "en" || fields.lang === "zh" ? fields.lang : undefined;
  const customerId = String(fields.customerId ?? "").trim() || undefined;
  const asked = { question, customerId };
  try {
    const now = new Date();
    const answer = await OwnAccount.ask({ ...asked, lang }, { now });
    return show(c, { ...asked, answer });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return show(c, { ...asked, refused: error });
  }
});

const maxUnansweredShown = 50;

async function show(
  c: Request,
  { question, customerId, answer, refused }: Asked,
) {
  const asked = MonthlyReport.Month.safeParse(c.req.query("month"));
  const month = asked.data ?? new Date().toISOString().slice(0, 7);
  const [{ articles }, unanswered, tested] = await Promise.all([
    Knowledge.load(),
    Ask.unanswered(month, maxUnansweredShown),
    OwnQuestions.judged(),
  ]);
  return Page.show(
    c,
    {
      title: t("tab.ask"),
      heading: t("ask.heading"),
      lead: t("ask.lead", {
        articles: t("count.article", { n: articles.length }),
      }),
      tab: "ask",
      status: refused ? 400 : 200,
    },
    <>
      {articles.length === 0 && (
        <Absent>
          <T
            k="ask.noArticle"
            a={(inside) => <a href="/uploads?dataset=knowledge">{inside}</a>}
          />
        </Absent>
      )}
      {Session.may(c, "score") ? (
        <Form question={question} customerId={customerId} refused={refused} />
      ) : (
        <p class="note">{t("ask.needsScore")}</p>
      )}
      {answer && <Answer question={question} answer={answer} />}
      <Unanswered questions={unanswered} month={month} />
      <Tested tested={tested} />
    </>,
  );
}

const Form = ({
  question,
  customerId = "",
  refused,
}: {
  question: string;
  customerId?: string;
  refused?: Failure;
}) => (
  <form class="card" method="post" action="/ask">
    <label>
      {t("ask.question")}
      <textarea name="question" rows={3} maxlength={Ask.longest} required>
        {question}
      </textarea>
    </label>
    {refused && (
      <p class="bad" role="alert">
        <Refusal failure={refused} />
      </p>
    )}
    <div class="row">
      <Select
        title={t("ask.answerIn")}
        name="lang"
        options={[
          ["", t("ask.sameLanguage")],
          ["en", Message.text("en", "page.language")],
          ["zh", Message.text("zh", "page.language")],
        ]}
      />
      <label>
        {t("ask.customerId")}
        <input type="text" name="customerId" value={customerId} />
      </label>
      <button>{t("tab.ask")}</button>
    </div>
  </form>
);

const Answer = ({
  question,
  answer: { answer, sources, confidence, handOver, reason, lang },
}: {
  question: string;
  answer: Ask.Answer;
}) => (
  <section class="card" aria-live="polite">
    <div class="head">
      <h2>{question}</h2>
      {handOver ? (
        <span class="chip accepted">{t("ask.toAPerson")}</span>
      ) : (
        <span class="chip done">{t("ask.answered")}</span>
      )}
    </div>
    <div lang={lang} class="answer">
      {answer.split("\n\n").map((paragraph) => (
        <p>{paragraph}</p>
      ))}
    </div>
    <dl>
      <dt>{t("ask.sources")}</dt>
      <dd>
        {sources.length
          ? sources.map(({ id, title }) => (
              <div>
                {title} <code>{id}</code>
              </div>
            ))
          : t("ask.none")}
      </dd>
      <dt>{t("ask.confidence")}</dt>
      <dd>
        {FigureFormat.percent(confidence, 0)}{" "}
        <span class="id">
          {t("ask.sureFrom", { sure: FigureFormat.percent(Ask.sure, 0) })}
        </span>
      </dd>
      {reason && (
        <>
          <dt>{t("ask.handedOver")}</dt>
          <dd>{t(`ask.reason.${reason}`)}</dd>
        </>
      )}
    </dl>
  </section>
);

const Unanswered = ({
  questions,
  month,
}: {
  questions: Ask.Unanswered[];
  month: string;
}) => (
  <Panel
    title={t("ask.unansweredOf", { month })}
    aside={
      <a href={Link.to("/ask", { month: monthBefore(month) })}>
        {t("ask.previousMonth")}
      </a>
    }
  >
    {questions.length ? (
      <Table
        rows={questions}
        columns={[
          {
            title: t("ask.question"),
            cell: ({ question, lang }) => <span lang={lang}>{question}</span>,
          },
          {
            title: t("ask.unanswered"),
            number: true,
            cell: ({ count }) => FigureFormat.whole(count),
          },
          {
            title: t("ask.asked"),
            number: true,
            cell: ({ asked }) => FigureFormat.whole(asked),
          },
          {
            title: t("ask.last"),
            class: "nowrap",
            cell: ({ last }) => FigureFormat.day(last),
          },
        ]}
      />
    ) : (
      <Absent>{t("ask.everyQuestion")}</Absent>
    )}
    <p class="note">{t("ask.gap")}</p>
  </Panel>
);

const most = 50;
const verdicts = {
  wrong: { chip: "failed", words: "ask.verdict.wrong" },
  "handed over": { chip: "accepted", words: "ask.verdict.handedOver" },
  refused: { chip: "done", words: "ask.verdict.refused" },
  right: { chip: "done", words: "ask.verdict.right" },
} as const satisfies Record<QuestionSet.Judged["verdict"], object>;
const order = Object.keys(verdicts);

const Tested = ({ tested }: { tested: OwnQuestions.Info | null }) => (
  <Panel title={t("ask.testQuestions")}>
    {tested ? (
      <>
        <p>
          <T
            k="ask.tested"
            right={tested.right}
            answerable={tested.answerable}
            none={tested.questions - tested.answerable}
            refused={tested.refused}
            wrong={tested.wrongConfident}
          />
        </p>
        <Table
          rows={tested.items
            .toSorted(
              (a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict),
            )
            .slice(0, most)}
          columns={[
            { title: t("ask.question"), cell: ({ question }) => question },
            {
              title: t("ask.verdict"),
              cell: ({ verdict }) => (
                <span class={`chip ${verdicts[verdict].chip}`}>
                  {t(verdicts[verdict].words)}
                </span>
              ),
            },
            {
              title: t("ask.expected"),
              cell: ({ articles }) =>
                articles.join(", ") || t("ask.noneExpected"),
            },
            {
              title: t("ask.found"),
              cell: ({ source }) => source ?? t("ask.nothing"),
            },
            {
              title: t("ask.confidence"),
              number: true,
              cell: ({ confidence }) => FigureFormat.percent(confidence, 0),
            },
          ]}
        />
      </>
    ) : (
      <Absent>
        <T
          k="ask.putToTest"
          a={(inside) => <a href="/uploads?dataset=questions">{inside}</a>}
        />
      </Absent>
    )}
  </Panel>
);

const monthBefore = (month: string) =>
  MonthlyReport.last(new Date(`${month}-01T00:00:00Z`));
