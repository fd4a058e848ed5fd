// sentinel: words and signs that stand where a value is missing

const words = new Set(
  (
    "n/a na n.a. #n/a #n/d <na> null (null) <null> \\n #null! none nil nan nat #div/0! #ref! #value! #num! #name? " +
    "inf -inf +inf infinity -infinity - -- --- – — —— − . ? ?? 无 未知 空 暂无 不详 k.a. n.v. " +
    "s/d n/d n.d. n.c. s.o. #nv #n/v #wert! #bezug! #valor! #¡valor! #¡ref! #¡div/0! #valeur! #error! " +
    "(blank) (empty) (none) [null] なし 未定 없음 missing undefined tbd tba entfällt 未填写 未提供 待定"
  )
    .split(" ")
    .concat(
      ...["not available", "not applicable", "not set", "no data", "no value"],
      ...["keine angabe", "keine angaben", "k. a.", "n. v.", "non renseigné"],
      ...["sin datos", "sin dato", "no disponible", "no aplica"],
    ),
);

// A zero of accounting is a dash beside its currency; signs of a number fill a cell that was too narrow to show it.
const drawn = /^(?:\p{Sc}\s*[-–—]{1,2}|[-–—]{1,2}\s*\p{Sc}|#{3,})$/u;

// Databases write a day that is none as zeros.
const noDay = /^0{2,4}([-/.])00\1(?:0{4}|00)(?:[ T]00:00(?::00(?:\.0+)?)?)?$/;

export const is = (text: string) =>
  (text.length <= 14 && words.has(text.toLowerCase())) ||
  (text[0] === "0" && noDay.test(text)) ||
  (!/[\p{L}\p{N}]/u.test(text) && drawn.test(text));

export * as Sentinel from "./sentinel";
