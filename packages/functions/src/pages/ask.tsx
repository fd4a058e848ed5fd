// ask: the page that answers a question from the articles
import { Hono } from "hono";
import { Ask } from "@mainstay/core/knowledge/ask/ask";
import { Failure } from "@mainstay/core/base/error";
import { Knowledge } from "@mainstay/core/knowledge/knowledge";
import { MonthlyReport } from "@mainstay/core/report/monthly-report";
import { Sentiment } from "@mainstay/core/feedback/sentiment/sentiment";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Absent } from "../parts/components";
import { Session, type Env, type Request } from "../parts/session";
import { FigureFormat } from "../parts/figure-format";

export const ask = new Hono<Env>();

type Asked = { question: string; answer?: Ask.Answer; refused?: Failure };

ask.get("/ask", Session.needs("read"), (c) => show(c, { question: "" }));

ask.post("/ask", Session.needs("score"), async (c) => {
  const said = await c.req.parseBody();
  const question = String(said.question ?? "");
  const lang = said.lang === "en" || said.lang === "zh" ? said.lang : undefined;
  const sentiment = await Sentiment.mood("feedback");
  try {
    const around = { now: new Date(), sentiment };
    const answer = await Ask.ask({ question, lang }, around);
    return show(c, { question, answer });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return show(c, { question, refused: error });
  }
});

async function show(c: Request, { question, answer, refused }: Asked) {
  const now = new Date().toISOString().slice(0, 7);
  const read = MonthlyReport.Month.safeParse(c.req.query("month"));
  const month = read.success ? read.data : now;
  const [{ articles }, unanswered] = await Promise.all([
    Knowledge.load(),
    Ask.unanswered(month, 50),
  ]);
  const may = Session.may(c, "score");
  return Page.show(
    c,
    { title: "Ask", tab: "Ask", status: refused ? 400 : 200 },
    <>
      <h1>Ask the knowledge base</h1>
      <p class="lead">
        Answers come word for word from{" "}
        {FigureFormat.plural(articles.length, "article")}; what they do not tell
        is handed to a person.
      </p>
      {articles.length === 0 && (
        <Absent>
          There is no article yet: drop Markdown files or a CSV of{" "}
          <code>id,title,text</code> under <code>inbox/knowledge/</code>, or{" "}
          <a href="/uploads?dataset=knowledge">upload them</a>.
        </Absent>
      )}
      {may ? (
        <Form question={question} refused={refused} />
      ) : (
        <p class="note">Asking needs a key with the scope score.</p>
      )}
      {answer && <Answer question={question} answer={answer} />}
      <Unanswered questions={unanswered} month={month} />
    </>,
  );
}

const Form = ({
  question,
  refused,
}: {
  question: string;
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
      <label>
        Answer in
        <select name="lang">
          <option value="">the question's language</option>
          <option value="en">English</option>
          <option value="zh">中文</option>
        </select>
      </label>
      <button>Ask</button>
    </div>
  </form>
);

const reasons = {
  person: "the question asks for a person",
  upset: "whoever asks is upset",
  nothing: "no article speaks of it",
  unsure: "no article answers it surely enough",
} satisfies Record<Ask.Why, string>;

const Answer = ({
  question,
  answer: { answer, sources, confidence, handOver, why, lang },
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
      {why && (
        <>
          <dt>Handed over</dt>
          <dd>{reasons[why]}</dd>
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
  <section class="card">
    <div class="head">
      <h2>Unanswered in {month}, most asked first</h2>
      <a href={Link.to("/ask", { month: before(month) })}>The month before</a>
    </div>
    {questions.length ? (
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">Question</th>
            <th scope="col" class="number">
              Unanswered
            </th>
            <th scope="col" class="number">
              Asked
            </th>
            <th scope="col">Last</th>
          </tr>
        </thead>
        <tbody>
          {questions.map(({ question, lang, count, asked, last }) => (
            <tr>
              <td lang={lang}>{question}</td>
              <td class="number" data-label="Unanswered">
                {FigureFormat.whole(count)}
              </td>
              <td class="number" data-label="Asked">
                {FigureFormat.whole(asked)}
              </td>
              <td data-label="Last" class="nowrap">
                {FigureFormat.day(last)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    ) : (
      <Absent>Every question of the month found an article.</Absent>
    )}
    <p class="note">
      Each is a gap in the knowledge base. Addresses, numbers and keys are taken
      out; who asked is not kept.
    </p>
  </section>
);

const before = (month: string) =>
  MonthlyReport.last(new Date(`${month}-01T00:00:00Z`));
