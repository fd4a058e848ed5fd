// sentinel: words and signs that stand where a value is missing

const words = new Set(
  (
    "n/a na n.a. #n/a #n/d <na> null (null) <null> \\n #null! none nil nan nat #div/0! #ref! #value! #num! #name? " +
    "inf -inf +inf infinity -infinity - -- --- – — —— − . ? ?? 无 未知 空 暂无 不详 k.a. n.v."
  ).split(" "),
);

export const is = (text: string) =>
  text.length <= 9 && words.has(text.toLowerCase());

export * as Sentinel from "./sentinel";
