// mark: what a customer is told by in texts: their id and names, as whole words
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

// As JSON and HTML write them too.
const written = (text: string) => [
  text,
  JSON.stringify(text).slice(1, -1),
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;"),
];

export function of(marks: string[]): RegExp {
  const all = [...new Set(marks.flatMap(written))].filter(Boolean);
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${all.map(escaped).join("|")})(?![\\p{L}\\p{N}])`,
    "u",
  );
}

export * as Mark from "./mark";
