// components: what several pages show alike
import type { PropsWithChildren } from "hono/jsx";
import { raw } from "hono/html";
import type { Health } from "@mainstay/core/health/health";
import type { Card } from "@mainstay/core/model/card";
import type { Reason } from "@mainstay/core/model/reason";
import { FigureFormat } from "./figure-format";

export const Band = ({ band }: { band: Card.Band | null }) =>
  band ? <span class={`band ${band}`}>{band}</span> : <>—</>;

export const Probability = ({ value }: { value: number | null }) => (
  <>{value === null ? "—" : FigureFormat.percent(value)}</>
);

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
      {Math.round(value)} {status}
    </span>
  );

/** A bar from 0 to `whole`; what it says stands beside it. */
export const Bar = ({
  value,
  whole = 100,
  tint = "",
}: {
  value: number;
  whole?: number;
  tint?: string;
}) => (
  <div class="gauge" aria-hidden="true">
    <span
      class={tint}
      style={`width:${((100 * value) / Math.max(whole, 1e-9)).toFixed(1)}%`}
    />
  </div>
);

export const Absent = ({ children }: PropsWithChildren) => (
  <div class="absent">{children}</div>
);

export const Drawing = ({ svg }: { svg: string }) => <>{raw(svg)}</>;

const side = (contribution: number) =>
  contribution > 0
    ? { mark: "▲", name: "up", said: "raises it: " }
    : { mark: "▼", name: "down", said: "lowers it: " };

export const Reasons = ({ reasons }: { reasons: Reason.Info[] }) =>
  reasons.length ? (
    <ul class="why">
      {reasons.map(({ column, value, contribution }) => {
        const { mark, name, said } = side(contribution);
        return (
          <li>
            <span class={name} aria-hidden="true">
              {mark}
            </span>{" "}
            <span class="hidden">{said}</span>
            {column} <b>{FigureFormat.cell(value)}</b>
          </li>
        );
      })}
    </ul>
  ) : null;

// Bars of one scale to both sides of nothing.
export function Pushes({ reasons }: { reasons: Reason.Info[] }) {
  const widest = Math.max(
    1e-9,
    ...reasons.map(({ contribution }) => Math.abs(contribution)),
  );
  return (
    <table class="pushes">
      <thead>
        <tr>
          <th scope="col">Column and its value</th>
          <th scope="col" class="push">
            ← lowers · raises →
          </th>
          <th scope="col" class="number">
            Log-odds
          </th>
        </tr>
      </thead>
      <tbody>
        {reasons.map(({ column, value, contribution }) => (
          <tr>
            <td>
              {column} <b>{FigureFormat.cell(value)}</b>
            </td>
            <td class="push">
              <div class="track" aria-hidden="true">
                <span
                  class={contribution > 0 ? "more" : "less"}
                  style={`width:${((50 * Math.abs(contribution)) / widest).toFixed(1)}%`}
                />
              </div>
            </td>
            <td class="number">{FigureFormat.signed(contribution)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
