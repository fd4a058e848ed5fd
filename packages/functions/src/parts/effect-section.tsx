// effect-section: what each playbook changed, with its interval or why there is no figure
import type { Effect } from "@mainstay/core/playbooks/effect";
import { FigureFormat } from "./figure-format";
import { Figures } from "./figures";
import { Absent, Panel } from "./panel";
import { Table } from "./table";
import { T, t } from "./words";

export const Section = ({
  effects,
  titles,
}: {
  effects: Effect.Info[];
  titles: Map<string, string>;
}) => {
  const used = effects.filter(
    ({ treated, heldOut }) => treated.customers + heldOut.customers > 0,
  );
  return (
    <Panel title={t("effectSection.playbookEffects")}>
      {used.length ? (
        <Table
          rows={used}
          columns={[
            {
              title: t("column.playbook"),
              cell: ({ playbook }) => titles.get(playbook) ?? playbook,
            },
            {
              title: t("effectSection.treated"),
              number: true,
              cell: ({ treated }) => FigureFormat.whole(treated.customers),
            },
            {
              title: t("effectSection.heldOut"),
              number: true,
              cell: ({ heldOut }) => FigureFormat.whole(heldOut.customers),
            },
            {
              title: t("effectSection.effect"),
              cell: ({ unit, effect }) => (
                <Difference unit={unit} estimate={effect} />
              ),
            },
            {
              title: t("effectSection.moneySaved"),
              cell: ({ saved }) =>
                saved.value === null ? (
                  "—"
                ) : (
                  <Figures.Estimated
                    estimate={saved}
                    prefix={t("word.interval")}
                    text={FigureFormat.whole}
                  />
                ),
            },
            {
              title: t("effectSection.whereCompleted"),
              cell: ({ unit, perProtocol }) => (
                <Difference unit={unit} estimate={perProtocol} />
              ),
            },
          ]}
        />
      ) : (
        <Absent>{t("effectSection.noPlaybookHasProposed")}</Absent>
      )}
      <p class="note">
        <T k="effectSection.theEffectComparesAll" />
      </p>
    </Panel>
  );
};

/** A difference of two arms in the outcome's unit. */
export const Difference = ({
  unit,
  estimate,
}: Pick<Effect.Info, "unit"> & { estimate: Effect.Info["effect"] }) => (
  <Figures.Estimated
    estimate={estimate}
    prefix={t("word.interval")}
    text={(value) =>
      unit === "share"
        ? t("effectSection.points", {
            signed: FigureFormat.signed(value * 100, 1),
          })
        : FigureFormat.signed(value, 2)
    }
  />
);

export * as EffectSection from "./effect-section";
