// recommendations: what came of the recommendations that customers were shown
import type { Value } from "../../metrics/estimate";
import type { Key } from "../../text/message";
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Info } from "../report";

export function recommendations(
  { offers }: Info,
  pen: Pen,
): Block.Section | null {
  if (!offers) return null;
  const { clicked, bought, effect } = offers;
  const share = (value: Value) => ({
    size: value.value === null ? "—" : pen.written(value.value, "share"),
    between: pen.range(value, "share"),
  });
  return {
    ...{ id: "offers", title: pen.t("offers.title") },
    blocks: [
      Block.text(
        pen.t("offers.shown", {
          ...{ month: pen.month(offers.month), days: offers.days },
          ...{ offers: offers.offers, customers: offers.customers },
        }),
      ),
      Block.list([
        line("offers.clicked", clicked, share(clicked), pen),
        line("offers.bought", bought, share(bought), pen),
        line("offers.effect", effect, pen.difference(effect, "share"), pen),
      ]),
    ],
  };
}

function line(
  key: Key,
  value: Value,
  { size, between }: { size: string; between: string | null },
  pen: Pen,
): Block.Text {
  const what = pen.t(key);
  if (value.value === null)
    return pen.t("offers.none", { what, why: pen.clause(value.why) });
  return pen.parts("offers.line", {
    ...{ what, size, n: pen.whole(value.n) },
    ...{ bounded: between !== null, between },
  });
}
