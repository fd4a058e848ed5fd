// Labels as tools spell them, by which of their answers counts as yes.
import { test } from "vitest";
import { reads, table } from "./table-text";

const rowsN = (n: number, f: (i: number) => string[]) =>
  Array.from({ length: n }, (_, i) => f(i));
const lab = (
  what: string,
  yes: string,
  no: string,
  wanted: string,
  name = "Churned",
) =>
  test("label " + what, () =>
    reads(
      table([
        ["Customer ID", "MRR", name],
        ...rowsN(24, (i) => [
          `C-${101 + i}`,
          String(100 + i),
          i % 4 ? no : yes,
        ]),
      ]),
      { accepted: 24, label: [name, wanted] },
    ),
  );
lab("ja/nein", "Ja", "Nein", "Ja", "Gekündigt");
lab("oui/non", "Oui", "Non", "Oui", "Résilié");
lab("sí/no", "Sí", "No", "Sí", "Baja");
lab("是/否", "是", "否", "是", "是否流失");
lab("已流失", "已流失", "未流失", "已流失", "流失");
lab("流失/留存", "流失", "留存", "流失", "是否流失");
lab("check marks", "✓", "✗", "✓");
lab("heavy check marks", "✔", "✘", "✔");
lab("boxes", "☑", "☐", "☑");
lab("circle and cross", "○", "×", "○", "解約");
lab("да/нет", "Да", "Нет", "Да");
lab("sim/não", "Sim", "Não", "Sim");
lab("tak/nie", "Tak", "Nie", "Tak");
lab("evet/hayır", "Evet", "Hayır", "Evet");
lab("예/아니오", "예", "아니오", "예", "해지여부");
lab("はい/いいえ", "はい", "いいえ", "はい", "解約済み");
lab("VRAI/FAUX", "VRAI", "FAUX", "VRAI");
lab("WAHR/FALSCH", "WAHR", "FALSCH", "WAHR");
lab("1/0", "1", "0", "1");
lab("1.0/0.0", "1.0", "0.0", "1.0");
lab("t/f", "t", "f", "t");
lab("Lost/Won", "Lost", "Won", "Lost", "Outcome");
lab("Left/Stayed", "Left", "Stayed", "Left", "Churn");
lab(
  "Attrited",
  "Attrited Customer",
  "Existing Customer",
  "Attrited Customer",
  "Attrition Flag",
);
lab("Retained", "Churned", "Retained", "Churned", "Churn Status");
test("label three states few", () =>
  reads(
    table([
      ["Customer ID", "MRR", "Churned"],
      ...rowsN(40, (i) => [
        `C-${101 + i}`,
        String(100 + i),
        i === 7 ? "Pending" : i % 4 ? "No" : "Yes",
      ]),
    ]),
    {
      accepted: 40,
      label: ["Churned", "Yes"],
      warnings: ["cell.unread@Churned", "label.values@Churned"],
    },
  ));
test("label three states many", () =>
  reads(
    table([
      ["Customer ID", "MRR", "Churned"],
      ...rowsN(40, (i) => [
        `C-${101 + i}`,
        String(100 + i),
        ["Yes", "No", "Pending"][i % 3],
      ]),
    ]),
    {
      accepted: 40,
      label: ["Churned", "Yes"],
      warnings: ["label.values@Churned"],
    },
  ));
test("label case and spelling", () =>
  reads(
    table([
      ["Customer ID", "MRR", "Churned"],
      ...rowsN(40, (i) => [
        `C-${101 + i}`,
        String(100 + i),
        ["Yes", "no", "N", "yes", "FALSE", "0", "TRUE", "y"][i % 8],
      ]),
    ]),
    { accepted: 40, label: ["Churned", "Yes"], warnings: [] },
  ));
test("label with sentinels", () =>
  reads(
    table([
      ["Customer ID", "MRR", "Churned"],
      ...rowsN(40, (i) => [
        `C-${101 + i}`,
        String(100 + i),
        ["Yes", "No", "N/A", ""][i % 4],
      ]),
    ]),
    { accepted: 40, label: ["Churned", "Yes"] },
  ));
