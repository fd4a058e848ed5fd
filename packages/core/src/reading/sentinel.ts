// sentinel: words and signs that stand where a value is missing

const words = new Set(
  (
    "n/a na n.a. #n/a #n/d <na> null (null) <null> \\n #null! none nil nan nat #div/0! #ref! #value! #num! #name? " +
    "inf -inf +inf infinity -infinity - -- --- – — —— − . ? ?? 无 未知 空 暂无 不详 k.a. n.v. " +
    "s/d n/d n.d. n.c. s.o. #nv #n/v #wert! #bezug! #valor! #¡valor! #¡ref! #¡div/0! #valeur! #error! " +
    "(blank) (empty) (none) [null] なし 未定 없음"
  ).split(" "),
);

// A zero of accounting is a dash beside its currency; signs of a number fill a cell that was too narrow to show it.
const drawn = /^(?:\p{Sc}\s*[-–—]{1,2}|[-–—]{1,2}\s*\p{Sc}|#{3,})$/u;

export const is = (text: string) =>
  (text.length <= 9 && words.has(text.toLowerCase())) ||
  (!/[\p{L}\p{N}]/u.test(text) && drawn.test(text));

export * as Sentinel from "./sentinel";
