// accounts-to-grow: safe accounts that outgrow what they pay for
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Info } from "../report";

const maxShown = 6;
const maxOwner = 20;

export function accountsToGrow({ grow }: Info, pen: Pen): Block.Section | null {
  if (!grow.length) return null;
  const { t } = pen;
  const owned = grow.some(({ owner }) => owner !== null);
  return {
    ...{ id: "grow", title: t("grow.title") },
    blocks: [
      Block.text(t("grow.how")),
      Block.table(
        [
          t("column.customer"),
          ...(owned ? [t("column.owner")] : []),
          ...[`#${t("grow.annual")}`, t("grow.signs")],
        ],
        grow.slice(0, maxShown).map(({ id, name, owner, annual, signs }) => [
          Block.customer(id, name),
          ...(owned ? [Block.clipped(owner ?? "—", maxOwner)] : []),
          [{ strong: pen.money(annual) }],
          signs
            .map(({ sign, share }) =>
              t(`grow.${sign}`, {
                share: share === null ? "" : pen.percent(share, 0),
              }),
            )
            .join(t("list.comma")),
        ]),
        "wordy",
      ),
    ],
  };
}
