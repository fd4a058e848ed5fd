// effect-section: what each playbook changed, with its interval or why there is no figure
import type { Effect } from "@mainstay/core/playbooks/effect";
import { FigureFormat } from "./figure-format";
import { Figures } from "./figures";
import { Absent, Panel } from "./panel";
import { Table } from "./table";

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
    <Panel title="Playbook effects">
      {used.length ? (
        <Table
          rows={used}
          columns={[
            {
              title: "Playbook",
              cell: ({ playbook }) => titles.get(playbook) ?? playbook,
            },
            {
              title: "Treated",
              number: true,
              cell: ({ treated }) => FigureFormat.whole(treated.customers),
            },
            {
              title: "Held out",
              number: true,
              cell: ({ heldOut }) => FigureFormat.whole(heldOut.customers),
            },
            { title: "Effect", cell: (one) => difference(one, one.effect) },
            {
              title: "Money saved",
              cell: ({ saved }) =>
                saved.value === null ? (
                  "—"
                ) : (
                  <Figures.Estimated
                    estimate={saved}
                    prefix="95 % interval "
                    text={FigureFormat.whole}
                  />
                ),
            },
            {
              title: "Where completed",
              cell: (one) => difference(one, one.perProtocol),
            },
          ]}
        />
      ) : (
        <Absent>No playbook has proposed anything yet.</Absent>
      )}
      <p class="note">
        The effect compares all customers a playbook was proposed for with those
        held out at random. A tenth of the customers is held out for a quarter
        unless a playbook's <code>holdOut</code> says otherwise; with 0, its
        effect cannot be measured.
      </p>
    </Panel>
  );
};

const difference = ({ unit }: Effect.Info, estimate: Effect.Info["effect"]) => (
  <Figures.Estimated
    estimate={estimate}
    prefix="95 % interval "
    text={(value) =>
      unit === "share"
        ? `${FigureFormat.signed(value * 100, 1)} points`
        : FigureFormat.signed(value, 2)
    }
  />
);

export * as EffectSection from "./effect-section";
