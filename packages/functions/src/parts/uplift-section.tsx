// uplift-section: whom each playbook changes, how much a ranking by that gains, and whether it may be used
import type { Playbook } from "@mainstay/core/playbooks/playbook";
import type { Uplift } from "@mainstay/core/playbooks/uplift";
import { EffectSection } from "./effect-section";
import { FigureFormat } from "./figure-format";
import { Panel } from "./panel";
import { Table } from "./table";
import { T, Words, t } from "./words";

export const Section = ({
  learned,
  playbooks,
}: {
  learned: Uplift.Info[];
  playbooks: Playbook.Info[];
}) => {
  const known = new Map(playbooks.map((playbook) => [playbook.id, playbook]));
  const shown = learned.filter(
    ({ playbook, treated, heldOut }) =>
      known.has(playbook) && treated + heldOut > 0,
  );
  if (!shown.length) return <></>;
  return (
    <Panel title={t("upliftSection.title")}>
      <p class="note">
        <T k="upliftSection.lead" />
      </p>
      <Table
        rows={shown}
        columns={[
          {
            title: t("column.playbook"),
            cell: ({ playbook }) => Words.of(known.get(playbook)!.name),
          },
          {
            title: t("upliftSection.known"),
            cell: ({ treated, heldOut }) =>
              t("upliftSection.knownOf", {
                treated: FigureFormat.whole(treated),
                heldOut: FigureFormat.whole(heldOut),
              }),
          },
          {
            title: t("upliftSection.gain"),
            cell: ({ unit, qini }) => (
              <EffectSection.Difference unit={unit} estimate={qini} />
            ),
          },
          {
            title: t("upliftSection.ranking"),
            cell: ({ playbook, offered }) => (
              <span class={`chip ${offered ? "done" : ""}`}>
                {t(stateOf(offered, known.get(playbook)!))}
              </span>
            ),
          },
        ]}
      />
    </Panel>
  );
};

const stateOf = (offered: boolean, { rank }: Playbook.Info) =>
  !offered
    ? "upliftSection.notProven"
    : rank === "uplift"
      ? "upliftSection.inUse"
      : "upliftSection.offered";

export * as UpliftSection from "./uplift-section";
