// renewal-months: what is expected to be lost with the renewals of each month, and what came of past ones
import type { Renewals } from "@mainstay/core/accounts/renewals";
import { FigureFormat } from "./figure-format";
import { Link } from "./link";
import { Panel } from "./panel";
import { Table } from "./table";
import { T, t } from "./words";

const { whole } = FigureFormat;

export const Section = ({
  renewals: { items },
  dataset,
}: {
  renewals: Renewals.Info;
  dataset: string;
}) =>
  items.length > 0 && (
    <Panel title={t("renewalMonths.renewals")}>
      <Table
        rows={items}
        columns={[
          {
            title: t("column.month"),
            class: "nowrap",
            cell: ({ month, happened }) =>
              happened ? (
                month
              ) : (
                <a href={Link.to("/actions", { dataset, renewal: month })}>
                  {month}
                </a>
              ),
          },
          {
            title: t("column.customers"),
            number: true,
            cell: ({ customers }) => whole(customers),
          },
          {
            title: t("word.revenue"),
            number: true,
            cell: ({ revenue }) => whole(revenue),
          },
          {
            title: t("renewalMonths.expectedLoss"),
            number: true,
            cell: ({ expectedLoss, low, high }) => (
              <>
                <b>{whole(expectedLoss)}</b>
                <div class="id">
                  <T k="renewalMonths.to" low={whole(low)} high={whole(high)} />
                </div>
              </>
            ),
          },
          items.some(({ happened }) => happened) && {
            title: t("renewalMonths.whatCameOfIt"),
            cell: ({ happened }) => happened && <Outcome {...happened} />,
          },
        ]}
      />
      <p class="note">{t("renewalMonths.expectedLossIsThe")}</p>
    </Panel>
  );

const Outcome = ({
  renewed,
  contracted,
  left,
  lost,
  names,
}: NonNullable<Renewals.Item["happened"]>) => (
  <>
    <T
      k="renewalMonths.renewedContractedLeftLost"
      renewed={whole(renewed)}
      contracted={whole(contracted)}
      left={whole(left)}
      lost={whole(lost)}
    />
    {names.left.length > 0 && (
      <div class="id">
        {names.left
          .slice(0, 5)
          .map(({ id, name }) => name ?? id)
          .join(", ")}
        {names.left.length > 5 &&
          t("renewalMonths.andMore", { whole: whole(names.left.length - 5) })}
      </div>
    )}
  </>
);

export * as RenewalMonths from "./renewal-months";
