// drift-words: what has moved, in words, the same on pages, in reports and in alerts
import type { Alert } from "../playbooks/alert/alert";
import type { Bilingual } from "../text/bilingual";
import { fixed, percent } from "../text/format";
import type { Drift } from "../drift/drift";
import type { DriftWatch } from "./drift-watch";

const causes: Record<Drift.Cause, [en: string, zh: string]> = {
  values: ["its values lie elsewhere", "取值分布已变"],
  levels: ["new values", "出现新取值"],
  missing: ["empty cells", "缺失比例已变"],
  type: ["it reads as another type", "类型已变"],
  gone: ["no file brings it any more", "文件中不再有此列"],
};

/** Why a column is called drift; of a steady one nothing. */
export function causeOf({ causes: found, levels, missing }: Drift.Finding) {
  const told = found.map((cause) => {
    if (cause === "levels")
      return `new values: ${levels
        .slice(0, 3)
        .map(({ level, rows }) => `${level} (${rows})`)
        .join(", ")}`;
    if (cause === "missing" && missing)
      return `empty in ${percent(missing.now)} of rows, before in ${percent(missing.before)}`;
    return causes[cause][0];
  });
  return told.join("; ");
}

export const nameOf = ({ of, column }: Drift.Finding) =>
  column ??
  { column: "—", score: "Score", label: "Outcome", calibration: "Calibration" }[
    of
  ];

export const all = ({ columns, score, label, calibration }: DriftWatch.Info) =>
  [score, label, calibration, ...columns].filter((finding) => finding !== null);

const drifted = (info: DriftWatch.Info) =>
  all(info).filter(({ verdict }) => verdict === "drift");

// A difference that is there and too small to matter is no reason to wake anybody.
const isWorth = ({ of, size, causes: found }: Drift.Finding) =>
  of !== "column" ||
  size === "moderate" ||
  size === "large" ||
  found.some((cause) => cause !== "values");

/** An alert once a version and period, null where nothing calls for one. */
export function alert(info: DriftWatch.Info): Alert.Info | null {
  const { dataset, version, period } = info;
  const worth = drifted(info).filter(isWorth);
  if (!worth.length) return null;
  const list = worth.slice(0, 5);
  const rest = worth.length - list.length;
  const en = list.map((one) => `${nameOf(one)}: ${sentence(one)}`).join("; ");
  const zh = list.map((one) => `${nameOf(one)}：${chinese(one)}`).join("；");
  return {
    cause: `model-drift#${version}#${period}`,
    kind: "model-drift",
    ...{ dataset, customer: null },
    text: {
      en: `The customers of ${dataset} (${period}) differ from those its model learned from: ${en}${rest ? `; and ${rest} more` : ""}. Look at the Models page; train again once it is no mistake in the file.`,
      zh: `${dataset}（${period}）的客户与模型学习时不同：${zh}${rest ? `；另有 ${rest} 项` : ""}。请查看模型页面；确认文件无误后重新训练。`,
    },
  };
}

const rates = ({ rate }: Drift.Finding) =>
  rate && ([percent(rate.before), percent(rate.now)] as const);

/** What is said of one that has moved. */
export function sentence(finding: Drift.Finding): string {
  const rate = rates(finding);
  if (finding.of === "label" && rate)
    return `the outcome's rate is ${rate[1]}, before ${rate[0]}`;
  if (finding.of === "calibration" && rate)
    return `${rate[0]} were expected and ${rate[1]} came`;
  const why = causeOf(finding);
  const psi = finding.psi === null ? "" : ` (PSI ${fixed(finding.psi)})`;
  return finding.of === "score" ? `scores lie elsewhere${psi}` : why + psi;
}

function chinese(finding: Drift.Finding): string {
  const rate = rates(finding);
  if (rate) return `由 ${rate[0]} 变为 ${rate[1]}`;
  return finding.causes.map((cause) => causes[cause][1]).join("、");
}

/** One paragraph for a report; it says too where nothing was found, and how much would have been. */
export function summary(info: DriftWatch.Info): string {
  if (info.verdict === "none") return info.why!;
  const found = drifted(info);
  const least = info.columns.flatMap(({ detects }) => detects ?? []);
  const reach = least.length
    ? ` With ${info.n} customers a column is found in four cases of five once ${percent(Math.max(...least), 0)} of them have moved.`
    : "";
  if (!found.length)
    return `The ${info.n} customers of ${info.period} do not differ from those the model was made on by more than chance.${reach}`;
  return `Of ${all(info).length} things looked at, ${found.length} differ from when the model was made by more than chance: ${found.map((one) => `${nameOf(one)} (${sentence(one)})`).join("; ")}.`;
}

/** The same in both languages. */
export function both(info: DriftWatch.Info): Bilingual.Text {
  const found = drifted(info);
  const zh =
    info.verdict === "none"
      ? "模型训练后尚无足够的新客户可供比较。"
      : found.length
        ? `与模型训练时相比，${found.length} 项的变化超出偶然：${found.map((one) => `${nameOf(one)}（${chinese(one)}）`).join("；")}。`
        : `${info.period} 的 ${info.n} 位客户与模型训练时的差异未超出偶然。`;
  return { en: summary(info), zh };
}

export * as DriftWords from "./drift-words";
