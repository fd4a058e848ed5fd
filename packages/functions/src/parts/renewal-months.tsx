// renewal-months: what is expected to be lost with the renewals of each month, and what came of past ones
import type { Renewals } from "@mainstay/core/accounts/renewals";
import { FigureFormat } from "./figure-format";
import { Link } from "./link";
import { Panel } from "./panel";
import { Table } from "./table";

const { whole } = FigureFormat;

export const Section = ({
  renewals: { items },
  dataset,
}: {
  renewals: Renewals.Info;
  dataset: string;
}) =>
  items.length > 0 && (
    <Panel title="Renewals">
      <Table
        rows={items}
        columns={[
          {
            title: "Month",
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
            title: "Customers",
            number: true,
            cell: ({ customers }) => whole(customers),
          },
          {
            title: "Revenue",
            number: true,
            cell: ({ revenue }) => whole(revenue),
          },
          {
            title: "Expected loss",
            number: true,
            cell: ({ expectedLoss, low, high }) => (
              <>
                <b>{whole(expectedLoss)}</b>
                <div class="id">
                  {whole(low)} to {whole(high)}
                </div>
              </>
            ),
          },
          items.some(({ happened }) => happened) && {
            title: "What came of it",
            cell: ({ happened }) => happened && <Outcome {...happened} />,
          },
        ]}
      />
      <p class="note">
        Expected loss is the sum of probability times twelve months of revenue,
        with the 95 % interval of that sum; past months by what was said before
        they began.
      </p>
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
    {whole(renewed)} renewed, {whole(contracted)} contracted, {whole(left)}{" "}
    left; {whole(lost)} lost
    {names.left.length > 0 && (
      <div class="id">
        {names.left
          .slice(0, 5)
          .map(({ id, name }) => name ?? id)
          .join(", ")}
        {names.left.length > 5 && ` and ${whole(names.left.length - 5)} more`}
      </div>
    )}
  </>
);

export * as RenewalMonths from "./renewal-months";
