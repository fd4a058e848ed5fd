// reasons: what moved a score, as a short list, as sentences and as bars of every column
import type { Reason } from "@mainstay/core/model/reason";
import { FigureFormat } from "./figure-format";
import { Table } from "./table";

const Arrow = ({ contribution }: { contribution: number }) => (
  <span class={contribution > 0 ? "up" : "down"} aria-hidden="true">
    {contribution > 0 ? "▲" : "▼"}
  </span>
);

const Cell = ({ column, value }: Pick<Reason.Info, "column" | "value">) => (
  <>
    {column} <b>{FigureFormat.cell(value)}</b>
  </>
);

export const Sentences = ({
  reasons,
  lang,
}: {
  reasons: { contribution: number; text: string }[];
  lang: Reason.Lang;
}) => (
  <ul class="told" lang={lang}>
    {reasons.map(({ contribution, text }) => (
      <li>
        <Arrow contribution={contribution} /> {text}
      </li>
    ))}
  </ul>
);

/** Bars on one scale to both sides of zero. */
export function Bars({ reasons }: { reasons: Reason.Info[] }) {
  const widest = Math.max(
    1e-9,
    ...reasons.map(({ contribution }) => Math.abs(contribution)),
  );
  return (
    <Table
      kind="pushes"
      rows={reasons}
      columns={[
        {
          title: "Column and value",
          cell: (reason) => <Cell {...reason} />,
        },
        {
          title: "← lowers · raises →",
          class: "push",
          cell: ({ contribution }) => (
            <div class="track" aria-hidden="true">
              <span
                class={contribution > 0 ? "more" : "less"}
                style={`width:${((50 * Math.abs(contribution)) / widest).toFixed(1)}%`}
              />
            </div>
          ),
        },
        {
          title: "Log-odds",
          number: true,
          cell: ({ contribution }) => FigureFormat.signed(contribution),
        },
      ]}
    />
  );
}

export * as Reasons from "./reasons";
