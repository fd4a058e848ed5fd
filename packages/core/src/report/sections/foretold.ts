// foretold: what is foretold of customers where the label is no question of yes and no, and how well
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Info } from "../report";

export function foretold(info: Info, pen: Pen): Block.Section | null {
  if (!info.foretold) return null;
  const { label, by, counts, quality, version, createdAt } = info.foretold;
  const { name, measure, plain } = quality;
  const figure = (value: number) =>
    pen.fixed(value, Math.abs(value) < 10 ? 3 : 1);
  const all = counts.reduce((sum, { customers }) => sum + customers, 0);
  return {
    ...{ id: "foretold", title: pen.t("foretold.title") },
    blocks: [
      Block.text(
        pen.t("foretold.what", {
          ...{ kind: label.kind ?? "binary", column: label.column },
          positive: label.positive,
        }),
      ),
      Block.text(
        pen.t("foretold.quality", {
          ...{ name, value: figure(measure.value) },
          ...{ low: figure(measure.low), high: figure(measure.high) },
          plain: plain?.name ?? "none",
          than: plain ? figure(plain.value) : "",
        }),
      ),
      Block.table(
        [
          pen.t("foretold.by", { by }),
          `#${pen.t("foretold.customers")}`,
          `#${pen.t("foretold.share")}`,
        ],
        counts.map(({ name, customers }) => [
          by === "band" ? pen.t(`band.${name as "high"}`) : name,
          pen.whole(customers),
          all > 0 ? pen.percent(customers / all) : "—",
        ]),
      ),
      Block.note(
        pen.parts("trust.model", { version, day: createdAt.slice(0, 10) }),
      ),
    ],
  };
}
