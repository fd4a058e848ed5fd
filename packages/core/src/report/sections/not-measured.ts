// not-measured: what could not be measured this month, each reason once
import { Group } from "../../base/group";
import type { Value } from "../../metrics/estimate";
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Info } from "../report";

const role = /^No column has the role (.+)\.$/;

export function notMeasured(info: Info, pen: Pen): Block.Section | null {
  const missing = figures(info, pen).flatMap(({ name, value }) => {
    if (!value || value.value !== null) return [];
    const missingRole = role.exec(value.why)?.[1];
    const what: Block.Text = missingRole
      ? pen.parts("absent.named", { name, role: missingRole })
      : name;
    const why = missingRole ? pen.t("absent.role") : pen.clause(value.why);
    return [{ why, what }];
  });
  const reasons = Group.by(missing, ({ why }) => why);
  if (reasons.size === 0) return null;
  return {
    ...{ id: "absent", title: pen.t("absent.title") },
    blocks: [
      Block.list(
        [...reasons].map(([why, names]) => [
          ...Block.joined(
            names.map(({ what }) => what),
            pen.t("list.comma"),
          ),
          pen.t("absent.because", { why }),
        ]),
      ),
    ],
  };
}

const figures = (
  { metrics, lifetime, health, said }: Info,
  pen: Pen,
): { name: string; value?: Value | null }[] => [
  ...Object.entries(metrics).map(([key, value]) => ({
    ...{ name: pen.metric(key).name, value },
  })),
  { name: pen.t("absent.lifetime"), value: lifetime },
  { name: pen.t("headline.health"), value: health?.mean },
  { name: pen.t("absent.sentiment"), value: said?.sentiment },
];
