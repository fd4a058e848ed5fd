// comment-labels: what a comment is taught to mean — a category of the owner's, or the rating it came with
export const positive = "positive";
export const negative = "negative";

// Ratings in between are neither, and are not learned from.
const high = 0.7;
const low = 0.4;

/** Share of the scale: 4 of 5 is content, 2 of 5 is not, 3 of 5 is neither (null). */
export function ofRating(
  rating: number | null,
  scale: number | null,
): string | null {
  if (rating === null || scale === null) return null;
  const share = rating / scale;
  if (!(share >= 0 && share <= 1)) return null;
  if (share >= high) return positive;
  return share <= low ? negative : null;
}

export * as CommentLabels from "./comment-labels";
