// basis: what was decided while the month's files were read, before any figure
import { Group } from "../../base/group";
import { Warning } from "../../reading/warning";
import { WarningWords } from "../../text/warning-words";
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Info } from "../report";

// The appendix has them all.
const maxFirst = 3;
const maxLetters = 160;

function withheld({ tables }: Info, pen: Pen): Block.Block[] {
  const { incomplete = null, unsummed = null } = tables ?? {};
  return [incomplete, unsummed]
    .filter((why) => why !== null)
    .map((why) => Block.text([{ strong: pen.why(why) }]));
}

const sentence = (warning: Warning.Info, { lang }: Pen) =>
  lang === "zh"
    ? WarningWords.chinese(warning)
    : Warning.sentence(warning).replace(/\.$/, "");

const told = (info: Info, pen: Pen) =>
  [...Group.by(info.basis, ({ file }) => file)].map(([file, warnings]) => ({
    file,
    text: warnings
      .map((warning) => sentence(warning, pen))
      .join(pen.t("list.semicolon")),
  }));

/** On the first page, the first of them and how many there are. */
export function notice(info: Info, pen: Pen): Block.Document["notice"] {
  const files = told(info, pen);
  const first = withheld(info, pen);
  if (!files.length && !first.length) return null;
  const more = files.length - maxFirst;
  return {
    label: pen.t("basis.label"),
    blocks: [
      ...first,
      ...(files.length
        ? [
            Block.text(pen.t("basis.files")),
            Block.list([
              ...files
                .slice(0, maxFirst)
                .map(({ file, text }): Block.Text => [
                  { code: file },
                  pen.t("list.colon"),
                  Block.clipped(text, maxLetters),
                ]),
              ...(more > 0 ? [pen.t("basis.more", { n: more })] : []),
            ]),
          ]
        : []),
    ],
  };
}

/** All of them, where the first page has not said everything. */
export function basis(info: Info, pen: Pen): Block.Section | null {
  const files = told(info, pen);
  const said =
    files.length <= maxFirst &&
    files.every(({ text }) => Block.clipped(text, maxLetters) === text);
  if (said) return null;
  return {
    ...{ id: "files", title: pen.t("basis.title") },
    blocks: [
      Block.list(
        files.map(({ file, text }): Block.Text => [
          { code: file },
          pen.t("list.colon"),
          text,
        ]),
      ),
    ],
  };
}
