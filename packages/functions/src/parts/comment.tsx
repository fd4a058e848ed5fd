// comment: answers and comments of customers with their sentiment and the words behind it
import { Feedback } from "@mainstay/core/feedback/feedback";
import { Link } from "./link";
import { FigureFormat } from "./figure-format";

export const List = ({
  comments,
  names,
}: {
  comments: Feedback.Info[];
  // Given where comments of several customers stand together.
  names?: Map<string, string | null>;
}) => (
  <ul class="said">
    {comments.map((comment) => (
      <li>
        <p class="small">
          {FigureFormat.day(comment.time)}
          {comment.channel && ` · ${comment.channel}`}
          {names && (
            <>
              {" · "}
              <a href={Link.customer("customers", comment.customer)}>
                {names.get(comment.customer) ?? comment.customer}
              </a>
            </>
          )}
          {comment.rating !== null && (
            <>
              {" · "}
              <b>
                {FigureFormat.cell(comment.rating)}
                {comment.scale !== null &&
                  ` of ${FigureFormat.cell(comment.scale)}`}
              </b>
            </>
          )}{" "}
          <Tone mood={comment.sentiment} />
        </p>
        {comment.text && <p>{comment.text}</p>}
        <Words mood={comment.sentiment} />
      </li>
    ))}
  </ul>
);

export const Tone = ({ mood }: { mood: Feedback.Info["sentiment"] }) => {
  if (!mood) return null;
  const { score, label, probability } = mood;
  const side = Feedback.side(mood);
  if (score === null || side === null)
    return (
      <span class="chip">
        {label} {FigureFormat.percent(probability, 0)}
      </span>
    );
  return (
    <span class={`chip ${side}`}>
      {side} {FigureFormat.signed(score)}
    </span>
  );
};

const Words = ({ mood }: { mood: Feedback.Info["sentiment"] }) =>
  mood?.words.length ? (
    <ul class="why" aria-label="Words behind it">
      {mood.words.map(({ text, contribution }) => (
        <li>
          <span class={contribution > 0 ? "down" : "up"} aria-hidden="true">
            {contribution > 0 ? "+" : "−"}
          </span>
          <span class="hidden">
            {contribution > 0 ? "for it: " : "against it: "}
          </span>
          {text}
        </li>
      ))}
    </ul>
  ) : null;

export * as Comment from "./comment";
