// topics: what negative comments are about, compared with the month before
import type { Topic } from "@mainstay/core/feedback/topic/topic";
import { clipped } from "@mainstay/core/report/print-layout";
import { FigureFormat } from "./figure-format";
import { Absent, Panel } from "./panel";

// More topics do not fit beside the chart.
const maxTopicsOpen = 3;
const maxExampleLetters = 160;

export const Section = ({ topics }: { topics: Topic.Info[] }) => (
  <Panel title="Topics of negative comments">
    {topics.length ? (
      <List topics={topics.slice(0, maxTopicsOpen)} />
    ) : (
      <Absent>No phrase recurs in three or more negative comments.</Absent>
    )}
    {topics.length > maxTopicsOpen && (
      <details>
        <summary>
          {FigureFormat.count(topics.length - maxTopicsOpen, "more topic")}
        </summary>
        <List topics={topics.slice(maxTopicsOpen)} />
      </details>
    )}
  </Panel>
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
        <p class="small">“{clipped(example.text, maxExampleLetters)}”</p>
      </li>
    ))}
  </ul>
);

export * as Topics from "./topics";
