// tile: one figure with its name and what qualifies it
import type { Child } from "hono/jsx";

export const Tile = ({
  title,
  value,
  notes = [],
  hint,
  word,
}: {
  title: Child;
  value: Child;
  notes?: Child[];
  hint?: string;
  // A word is set smaller than a number.
  word?: boolean;
}) => (
  <div class="card" title={hint}>
    <h3>{title}</h3>
    <p class={word ? "value word" : "value"}>{value}</p>
    {notes.map((note) => note && <p class="small">{note}</p>)}
  </div>
);
