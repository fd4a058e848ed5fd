// ask: the page that answers a question from the knowledge base and lists unanswered ones
import { Hono } from "hono";
import { OwnAccount } from "@mainstay/core/accounts/own-account";
import { Ask } from "@mainstay/core/knowledge/ask/ask";
import { OwnQuestions } from "@mainstay/core/knowledge/ask/own-questions";
import type { QuestionSet } from "@mainstay/core/knowledge/ask/question-set";
import { Failure } from "@mainstay/core/base/error";
import { Knowledge } from "@mainstay/core/knowledge/knowledge";
import { MonthlyReport } from "@mainstay/core/reporting/monthly-report";
import { FigureFormat } from "../parts/figure-format";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Absent, Panel } from "../parts/panel";
import { Select } from "../parts/select";
import { Session, type Env, type Request } from "../parts/session";
import { Table } from "../parts/table";

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
      title: "Ask",
      heading: "Ask the knowledge base",
      lead: `Answers come word for word from ${FigureFormat.count(articles.length, "article")}; a question without an answer is handed to a person.`,
      tab: "ask",
      status: refused ? 400 : 200,
    },
    <>
      {articles.length === 0 && (
        <Absent>
          There is no article yet: drop Markdown files or a CSV of{" "}
          <code>id,title,text</code> under <code>inbox/knowledge/</code>, or{" "}
          <a href="/uploads?dataset=knowledge">upload them</a>.
        </Absent>
      )}
      {Session.may(c, "score") ? (
        <Form question={question} customerId={customerId} refused={refused} />
      ) : (
        <p class="note">Asking needs a key with the scope score.</p>
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
      Question
      <textarea name="question" rows={3} maxlength={Ask.longest} required>
        {question}
      </textarea>
    </label>
    {refused && (
      <p class="bad" role="alert">
        {refused.message}
      </p>
    )}
    <div class="row">
      <Select
        title="Answer in"
        name="lang"
        options={[
          ["", "the question's language"],
          ["en", "English"],
          ["zh", "中文"],
        ]}
      />
      <label>
        Customer id, if one asks
        <input type="text" name="customerId" value={customerId} />
      </label>
      <button>Ask</button>
    </div>
  </form>
);

const reasons = {
  person: "the question asks for a person",
  anger: "the person who asks is angry",
  unknown: "no article answers it surely enough",
  conflict: "two articles disagree about it",
} satisfies Record<Ask.Reason, string>;

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
        <span class="chip accepted">to a person</span>
      ) : (
        <span class="chip done">answered</span>
      )}
    </div>
    <div lang={lang} class="answer">
      {answer.split("\n\n").map((paragraph) => (
        <p>{paragraph}</p>
      ))}
    </div>
    <dl>
      <dt>Sources</dt>
      <dd>
        {sources.length
          ? sources.map(({ id, title }) => (
              <div>
                {title} <code>{id}</code>
              </div>
            ))
          : "none"}
      </dd>
      <dt>Confidence</dt>
      <dd>
        {FigureFormat.percent(confidence, 0)}{" "}
        <span class="id">sure from {FigureFormat.percent(Ask.sure, 0)} on</span>
      </dd>
      {reason && (
        <>
          <dt>Handed over</dt>
          <dd>{reasons[reason]}</dd>
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
    title={`Unanswered questions, ${month}`}
    aside={
      <a href={Link.to("/ask", { month: monthBefore(month) })}>
        Previous month
      </a>
    }
  >
    {questions.length ? (
      <Table
        rows={questions}
        columns={[
          {
            title: "Question",
            cell: ({ question, lang }) => <span lang={lang}>{question}</span>,
          },
          {
            title: "Unanswered",
            number: true,
            cell: ({ count }) => FigureFormat.whole(count),
          },
          {
            title: "Asked",
            number: true,
            cell: ({ asked }) => FigureFormat.whole(asked),
          },
          {
            title: "Last",
            class: "nowrap",
            cell: ({ last }) => FigureFormat.day(last),
          },
        ]}
      />
    ) : (
      <Absent>Every question of the month found an article.</Absent>
    )}
    <p class="note">
      Each is a gap in the knowledge base. Addresses, numbers and keys are taken
      out; who asked is not kept.
    </p>
  </Panel>
);

const most = 50;
const verdicts = {
  right: "done",
  wrong: "failed",
  refused: "done",
  "handed over": "accepted",
} satisfies Record<QuestionSet.Judged["verdict"], string>;
const order = ["wrong", "handed over", "refused", "right"];

const Tested = ({ tested }: { tested: OwnQuestions.Info | null }) => (
  <Panel title="Test questions">
    {tested ? (
      <>
        <p>
          <b>
            {FigureFormat.whole(tested.right)} of{" "}
            {FigureFormat.count(tested.answerable, "answerable question")}
          </b>{" "}
          answered rightly,{" "}
          {FigureFormat.whole(tested.questions - tested.answerable)} without an
          answer of which {FigureFormat.whole(tested.refused)} refused;{" "}
          {FigureFormat.whole(tested.wrongConfident)} wrong.
        </p>
        <Table
          rows={tested.items
            .toSorted(
              (a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict),
            )
            .slice(0, most)}
          columns={[
            { title: "Question", cell: ({ question }) => question },
            {
              title: "Verdict",
              cell: ({ verdict }) => (
                <span class={`chip ${verdicts[verdict]}`}>{verdict}</span>
              ),
            },
            {
              title: "Expected",
              cell: ({ articles }) => articles.join(", ") || "no article",
            },
            { title: "Found", cell: ({ source }) => source ?? "nothing" },
            {
              title: "Confidence",
              number: true,
              cell: ({ confidence }) => FigureFormat.percent(confidence, 0),
            },
          ]}
        />
      </>
    ) : (
      <Absent>
        Put questions and the articles that answer them to the test: drop a CSV
        with the columns <code>question</code> and <code>article</code> under{" "}
        <code>inbox/questions/</code>, or{" "}
        <a href="/uploads?dataset=questions">upload it</a>.
      </Absent>
    )}
  </Panel>
);

const monthBefore = (month: string) =>
  MonthlyReport.last(new Date(`${month}-01T00:00:00Z`));
