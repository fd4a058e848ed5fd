// reasons: what moved a score, as a short list, as sentences and as bars of every column
import type { Driver } from "@mainstay/core/accounts/driver";
import { FigureFormat } from "./figure-format";
import { Table } from "./table";
import { t } from "./words";

const Arrow = ({ contribution }: { contribution: number }) => (
  <span class={contribution > 0 ? "up" : "down"} aria-hidden="true">
    {contribution > 0 ? "▲" : "▼"}
  </span>
);

const Cell = ({ label, value }: Pick<Driver.Info, "label" | "value">) => (
  <>
    {label} <b>{FigureFormat.cell(value)}</b>
  </>
);

export const Sentences = ({
  reasons,
}: {
  reasons: { contribution: number; text: string }[];
}) => (
  <ul class="told">
    {reasons.map(({ contribution, text }) => (
      <li>
        <Arrow contribution={contribution} /> {text}
      </li>
    ))}
  </ul>
);

/** Bars on one scale to both sides of zero. */
export function Bars({
  drivers,
  unit = t("reasons.logOdds"),
  digits,
}: {
  drivers: Driver.Info[];
  unit?: string;
  digits?: number;
}) {
  const widest = Math.max(
    1e-9,
    ...drivers.map(({ contribution }) => Math.abs(contribution)),
  );
  return (
    <Table
      kind="pushes"
      rows={drivers}
      columns={[
        {
          title: t("word.columnAndValue"),
          cell: (driver) => <Cell {...driver} />,
        },
        {
          title: t("reasons.lowersRaises"),
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
          title: unit,
          number: true,
          cell: ({ contribution }) => FigureFormat.signed(contribution, digits),
        },
      ]}
    />
  );
}

export * as Reasons from "./reasons";
