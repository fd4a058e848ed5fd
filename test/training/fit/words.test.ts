import { expect, test } from "vitest";
import { random } from "@mainstay/core/base/random";
import { sigmoid } from "@mainstay/core/stats/log-odds";
import type { Column, Frame } from "@mainstay/core/tabular/frame";
import { Explanation } from "@mainstay/core/model/explanation";
import { Artifact } from "@mainstay/training/fit/artifact";
import { FitModel } from "@mainstay/training/fit/fit-model";
import type { TrainingTable } from "@mainstay/training/fit/training-table";
import { Evaluate } from "@mainstay/training/judge/evaluate";
import { Leak } from "@mainstay/training/judge/leak/leak";

const english = {
  telling: { refund: 2, outage: 1.6, slow: 1, great: -1.4, renew: -1.8 },
  others:
    `we they the account team asked about pricing meeting call monday invoice seats
    export dashboard new office plan quarter review sent email reply waiting question user login setup
    region data report usage weekly manager project demo access feature request`
      .trim()
      .split(/\s+/),
  space: " ",
};
const chinese = {
  telling: { 退款: 2, 故障: 1.6, 太慢: 1, 很好: -1.4, 续约: -1.8 },
  others:
    "我们 他们 账号 团队 询问 价格 会议 电话 周一 发票 席位 导出 面板 办公室 套餐 季度 邮件 回复 问题 用户 登录 设置 地区 数据 报告 用量 每周 经理 项目 演示".split(
      " ",
    ),
  space: "",
};
type Language = typeof english | typeof chinese;

type Made = TrainingTable.Info & { truth: Float64Array };

/** Notes whose telling words, and a number where there is one, give the log-odds; `truth` is the probability. */
function made(
  rows: number,
  seed: number,
  { telling, others, space }: Language,
  { tells = true, number = true, missing = 0.1 } = {},
): Made {
  const draw = random(seed);
  const x = Float64Array.from({ length: rows }, draw.normal);
  const weights = Object.entries(telling);
  const truth = new Float64Array(rows);
  const notes = Array.from({ length: rows }, (_, row) => {
    const said = weights.filter(() => draw.uniform() < 0.25);
    const odds = said.reduce((sum, [, weight]) => sum + weight, 0);
    const gone = draw.uniform() < missing;
    truth[row] = sigmoid(
      -0.5 + (number ? x[row] : 0) + (tells && !gone ? odds : 0),
    );
    const words = [
      ...said.map(([word]) => word),
      ...Array.from({ length: 6 }, () => others[draw.integer(others.length)]),
    ];
    const order = draw.permutation(words.length);
    return gone ? null : Array.from(order, (k) => words[k]).join(space);
  });
  const columns: Column[] = [
    { name: "notes", type: "text", values: notes },
    ...(number ? [{ name: "x", type: "number", values: x } as const] : []),
  ];
  return {
    frame: { rows, columns },
    at: new Float64Array(rows),
    label: Float32Array.from(truth, (p) => +(draw.uniform() < p)),
    group: Int32Array.from(truth, (_, row) => row),
    truth,
  };
}

const members = ["plr", "words"];
const fit = (
  rows: TrainingTable.Info,
  columns = rows.frame.columns.map(({ name }) => name),
) => FitModel.fit(rows, { columns, members, texts: true, seed: 3 });

const judged = ({ label }: Made, probability: Float64Array) =>
  Evaluate.measure(Float64Array.from(label), probability);

test.each([
  ["English beside a number", english, true],
  ["Chinese beside a number", chinese, true],
  ["English alone", english, false],
])(
  "what only the words of a text tell is learned nearly as well as it can be: %s",
  async (_, language, number) => {
    const table = made(2000, 1, language, { number });
    const fresh = made(2000, 2, language, { number });
    const model = await fit(table);
    const logits = await model.predict(fresh.frame, fresh.at);
    const found = judged(fresh, logits.map(sigmoid));
    const best = judged(fresh, fresh.truth);
    expect(best.auc - found.auc).toBeLessThan(0.03);
    expect(found.logLoss / best.logLoss).toBeLessThan(1.05);
  },
);

test("a text that tells nothing leaves the model as it is without it", async () => {
  const table = made(1500, 5, english, { tells: false });
  const fresh = made(1500, 6, english, { tells: false });
  const loss = async (columns: string[]) => {
    const model = await fit(table, columns);
    const logits = await model.predict(fresh.frame, fresh.at);
    return judged(fresh, logits.map(sigmoid)).logLoss;
  };
  const [alone, beside] = [await loss(["x"]), await loss(["notes", "x"])];
  expect(Math.abs(beside / alone - 1)).toBeLessThan(0.002);
});

const strange: Frame = {
  rows: 4,
  columns: [
    {
      name: "notes",
      type: "text",
      values: [null, "  ", "refund ".repeat(5000), "\ud800 😀 ß"],
    },
    { name: "x", type: "number", values: Float64Array.of(NaN, 0, 1e30, -1) },
  ],
};

test("the files say what was trained, and every row's reasons add up to its logit, alone or among others", async () => {
  const table = made(600, 7, english);
  const fresh = made(200, 8, english);
  for (const columns of [["notes", "x"], ["notes"]]) {
    // Trees beside the words have no contributions in the graph.
    const model = await FitModel.fit(table, {
      ...{ columns, texts: true, seed: 3 },
      members: ["l6", "words"],
    });
    const files = Artifact.files(model);
    expect(model.layout.inputs.texts).toEqual(["notes"]);
    for (const [frame, at] of [
      [fresh.frame, fresh.at],
      [strange, new Float64Array(4)],
    ] as const) {
      expect(await Artifact.agree(files, model, frame, at)).toBeLessThan(1e-5);
      // It fails where the reasons do not add up.
      const { columns } = await Artifact.explain(
        files,
        model.layout,
        frame,
        at,
      );
      expect(columns).toContain("notes");
    }
    const all = await Artifact.logits(
      files,
      model.layout,
      fresh.frame,
      fresh.at,
    );
    for (const row of [0, 17]) {
      const one = {
        rows: 1,
        columns: fresh.frame.columns.map((column) => ({
          ...column,
          values: column.type !== "category" ? [column.values[row]] : [],
        })),
      } as unknown as Frame;
      const [alone] = await Artifact.logits(files, model.layout, one, [0]);
      expect(Math.abs(alone - all[row])).toBeLessThan(1e-5);
    }
  }
});

test("the words named in a reason are those that tell", async () => {
  const model = await fit(made(1500, 9, english));
  const fresh = made(300, 10, english);
  const explained = await Artifact.explain(
    Artifact.files(model),
    model.layout,
    fresh.frame,
    fresh.at,
  );
  const [notes] = fresh.frame.columns;
  let [named, signed, all] = [0, 0, 0];
  for (let row = 0; row < fresh.frame.rows; row++) {
    const text = notes.type === "text" ? notes.values[row] : null;
    const telling = Object.entries(english.telling).filter(([word]) =>
      text?.split(" ").includes(word),
    );
    const said = Explanation.words(explained, fresh.frame, "notes", row);
    for (const { text: word } of said) expect(text).toContain(word);
    if (telling.length !== 1) continue;
    const [[word, weight]] = telling;
    all++;
    named += Number(said[0]?.text === word);
    const own = said.find(({ text }) => text === word);
    signed += Number(Math.sign(own?.contribution ?? 0) === Math.sign(weight));
  }
  expect(all).toBeGreaterThan(50);
  expect(named / all).toBeGreaterThan(0.9);
  expect(signed / all).toBeGreaterThan(0.95);
});

test("a word that is written once the outcome is known is named a leak, and an honest text is not", () => {
  const table = made(2000, 11, english);
  const found = (frame: Frame) =>
    Leak.find({ frame, label: table.label, horizon: 0, columns: ["notes"] });
  expect(found(table.frame)).toEqual([]);
  const [notes] = table.frame.columns;
  const told: Frame = {
    rows: table.frame.rows,
    columns: [
      {
        name: "notes",
        type: "text",
        values: table.frame.columns.flatMap((column) =>
          column === notes && column.type === "text"
            ? column.values.map((text, row) =>
                table.label[row] ? `${text ?? ""} closed their account` : text,
              )
            : [],
        ),
      },
    ],
  };
  const [leak] = found(told);
  expect(leak).toMatchObject({ code: "leak.decides", drop: true });
  expect(leak.message).toContain("closed");
});
