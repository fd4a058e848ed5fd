// drift-section: how far customers have moved from those a model learned, those that moved first
import type { Drift } from "@mainstay/core/drift/drift";
import type { DriftWatch } from "@mainstay/core/upkeep/drift-watch";
import { DriftWords } from "@mainstay/core/upkeep/drift-words";
import { FigureFormat } from "./figure-format";
import { Table } from "./table";
import { T, Words, t } from "./words";

const { fixed } = FigureFormat;

const number = (value: number | null, digits = 3) =>
  value === null ? "—" : fixed(value, digits);

const rank = ({ verdict, psi }: Drift.Finding) =>
  (verdict === "drift" ? 1000 : 0) + (psi ?? 0);

const statistics: Record<string, string> = {
  ks: "KS",
  "chi-square": "χ²",
  fisher: "difference",
  "observed-expected": "difference",
};

export const Section = ({ drift }: { drift: DriftWatch.Info }) => {
  const found = DriftWords.all(drift).sort((a, b) => rank(b) - rank(a));
  const isDrift = drift.verdict === "drift";
  return (
    <details open={isDrift}>
      <summary>
        <T
          k="driftSection.drift"
          span={(inside) => (
            <span class={`chip ${isDrift ? "warned" : "on"}`}>{inside}</span>
          )}
          t={t(`drift.${drift.verdict}`)}
        />
      </summary>
      <p>{Words.of(DriftWords.both(drift))}</p>
      {found.length > 0 && (
        <Table
          rows={found}
          columns={[
            { title: t("word.column"), cell: DriftWords.nameOf },
            {
              title: t("driftSection.verdict"),
              cell: (one) => (
                <>
                  <span
                    class={`chip ${one.verdict === "drift" ? "warned" : ""}`}
                  >
                    {one.verdict === "none"
                      ? t("driftSection.tooFewRows")
                      : t(`drift.${one.verdict}`)}
                  </span>
                  {one.verdict === "drift" && (
                    <div class="small">{DriftWords.sentence(one)}</div>
                  )}
                </>
              ),
            },
            {
              title: t("driftSection.valueThreshold"),
              number: true,
              cell: ({ statistic, value, threshold }) => (
                <span>
                  {statistics[statistic] ?? ""} {number(value)}{" "}
                  <span class="id">({number(threshold)})</span>
                </span>
              ),
            },
            {
              title: t("driftSection.psiThreshold"),
              number: true,
              cell: ({ psi, psiThreshold }) => (
                <span>
                  {number(psi)} <span class="id">({number(psiThreshold)})</span>
                </span>
              ),
            },
            {
              title: t("word.rows"),
              number: true,
              cell: ({ n }) => FigureFormat.whole(n),
            },
          ]}
        />
      )}
      {found.length > 0 && (
        <p class="note">
          <T
            k="driftSection.aValueAboveIts"
            level={FigureFormat.percent(drift.level, 0)}
          />
        </p>
      )}
    </details>
  );
};

export * as DriftSection from "./drift-section";
