// figures: single values as pages show them: risk, health, money, bars, charts
import { raw } from "hono/html";
import { Palette } from "@mainstay/core/chart/palette";
import type { Health } from "@mainstay/core/health/health";
import type { Estimate } from "@mainstay/core/metrics/estimate";
import type { Answer } from "@mainstay/core/model/answer";
import { AnswerWords } from "@mainstay/core/outcome/answer-words";
import type { Card } from "@mainstay/core/model/card";
import { FigureFormat } from "./figure-format";
import { T, Words, t } from "./words";

export const Band = ({ band }: { band: Card.Band | null }) =>
  band ? <span class={`band ${band}`}>{t(`band.${band}`)}</span> : <>—</>;

export const Probability = ({ value }: { value: number | null }) => (
  <>{value === null ? "—" : FigureFormat.percent(value)}</>
);

/** What is foretold where the label is no question of yes and no. */
export const Foretold = ({ told }: { told: Partial<Answer.Told> }) => {
  const { said, aside } = AnswerWords.phrase(told, Words.lang());
  return (
    <>
      {said} {aside && <span class="id">{aside}</span>}
    </>
  );
};

export const Revenue = ({ value }: { value: number | null }) => (
  <>{value === null ? "—" : FigureFormat.whole(value)}</>
);

/** Health as a number, its status as a colour and a word. */
export const Light = ({
  value,
  status,
}: {
  value: number | null;
  status: Health.Status | null;
}) =>
  value === null || status === null ? (
    <>—</>
  ) : (
    <span class={`band ${status}`}>
      {Math.round(value)} {t(`status.${status}`)}
    </span>
  );

/** A bar from 0 to `whole` with its value beside it; a dash where there is none. */
export const Bar = ({
  value,
  whole = 100,
  text,
}: {
  value: number | null;
  whole?: number;
  text: (value: number) => string;
}) =>
  value === null ? (
    <>—</>
  ) : (
    <>
      <div class="gauge" aria-hidden="true">
        <span
          style={`width:${((100 * value) / Math.max(whole, 1e-9)).toFixed(1)}%`}
        />
      </div>
      <span class="number">{text(value)}</span>
    </>
  );

/** An estimate with its interval, or why there is none. */
export const Estimated = ({
  estimate,
  text,
  prefix = "",
}: {
  estimate: Estimate.Value;
  text: (value: number) => string;
  prefix?: string;
}) => {
  if (estimate.value === null)
    return <span class="id">{Words.why(estimate.why)}</span>;
  const { value, low, high } = estimate;
  return (
    <span>
      <b>{text(value)}</b>{" "}
      {low !== undefined && high !== undefined && (
        <span class="id">
          <T k="figures.to" prefix={prefix} low={text(low)} high={text(high)} />
        </span>
      )}
    </span>
  );
};

export const Drawing = ({ svg }: { svg: string }) => (
  <>{raw(Palette.themed(svg))}</>
);

export * as Figures from "./figures";
