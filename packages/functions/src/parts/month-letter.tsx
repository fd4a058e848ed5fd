// month-letter: the newest month in five sentences, as its report tells them
import { MonthlyReport } from "@mainstay/core/reporting/monthly-report";
import { FigureFormat } from "./figure-format";
import { Link } from "./link";
import { Absent, Panel } from "./panel";
import { Words, T, t } from "./words";

type Letter = NonNullable<Awaited<ReturnType<typeof MonthlyReport.letter>>>;

export const read = (dataset: string, period: string) =>
  isMonth(period) ? MonthlyReport.letter(dataset, period) : null;

const isMonth = (period: string) =>
  MonthlyReport.Month.safeParse(period).success;

export const Section = ({
  letter,
  dataset,
  period,
  may,
}: {
  letter: Letter | null;
  dataset: string;
  period: string;
  may: boolean;
}) => {
  if (!isMonth(period)) return null;
  const write = letter?.month !== period && may && (
    <Write dataset={dataset} period={period} />
  );
  if (!letter)
    return (
      <Panel
        title={t("monthLetter.title", { month: FigureFormat.month(period) })}
      >
        <Absent>{t("monthLetter.noneYet")}</Absent>
        {write}
      </Panel>
    );
  return (
    <Panel
      title={t("monthLetter.title", {
        month: FigureFormat.month(letter.month),
      })}
      aside={
        <a href={Link.report(dataset, letter.month, Words.lang())}>
          {t("monthLetter.wholeReport")}
        </a>
      }
    >
      <dl class="month">
        {letter[Words.lang()].map(({ topic, text }) => (
          <>
            <dt>{t(`letter.${topic}`)}</dt>
            <dd>{text}</dd>
          </>
        ))}
      </dl>
      {write}
    </Panel>
  );
};

const Write = ({ dataset, period }: { dataset: string; period: string }) => (
  <form class="row" method="post" action="/reports">
    <input type="hidden" name="dataset" value={dataset} />
    <input type="hidden" name="month" value={period} />
    <button class="plain">
      <T k="monthLetter.write" month={FigureFormat.month(period)} />
    </button>
  </form>
);

export * as MonthLetter from "./month-letter";
