// topics: what the discontented speak of, beside the month before
import type { Topic } from "@mainstay/core/feedback/topic/topic";
import { Absent } from "./components";
import { FigureFormat } from "./figure-format";

// Beside the chart there is room for these.
const first = 3;

export const Section = ({ topics }: { topics: Topic.Info[] }) => (
  <section class="card">
    <h2>What discontented comments are about</h2>
    {topics.length ? (
      <List topics={topics.slice(0, first)} />
    ) : (
      <Absent>
        No phrase comes back in three or more discontented comments.
      </Absent>
    )}
    {topics.length > first && (
      <details>
        <summary>
          {FigureFormat.plural(topics.length - first, "more topic")}
        </summary>
        <List topics={topics.slice(first)} />
      </details>
    )}
  </section>
);

const List = ({ topics }: { topics: Topic.Info[] }) => (
  <ul class="said">
    {topics.map(({ label, phrases, count, share, change, example }) => (
      <li>
        <p>
          <b>{label}</b> <span class="chip">{FigureFormat.whole(count)}</span>
        </p>
        <p class="small">
          {share.value !== null &&
            `${FigureFormat.percent(share.value, 0)} of them; `}
          {change
            ? FigureFormat.movement(change, "the month before", "share")
            : "none to compare with the month before"}
        </p>
        {phrases.length > 1 && (
          <p class="small">Also: {phrases.slice(1, 5).join(", ")}</p>
        )}
        <p class="small">“{clipped(example.text)}”</p>
      </li>
    ))}
  </ul>
);

const clipped = (text: string, most = 160) => {
  const letters = [...text];
  return letters.length > most
    ? `${letters.slice(0, most - 1).join("")}…`
    : text;
};

export * as Topics from "./topics";
