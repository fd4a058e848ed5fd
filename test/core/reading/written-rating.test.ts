import { expect, test } from "vitest";
import { WrittenRating } from "@mainstay/core/reading/written-rating";

test.each([
  ["9", { value: 9 }],
  ["4/5", { value: 4, outOf: 5 }],
  ["8 out of 10", { value: 8, outOf: 10 }],
  ["3 von 5 Sternen", { value: 3, outOf: 5 }],
  ["5 stars", { value: 5 }],
  ["1 star", { value: 1 }],
  ["9分", { value: 9 }],
  ["４点", { value: 4 }],
  ["★★★★☆", { value: 4, outOf: 5 }],
  ["⭐️⭐️⭐️", { value: 3 }],
  ["10 - Extremely likely", { value: 10 }],
  ["0 = gar nicht", { value: 0 }],
  ["Very satisfied (5)", { value: 5 }],
])("%s is read as points", (text, points) =>
  expect(WrittenRating.read(text)).toEqual(points),
);

test.each(["", "Very satisfied", "6/5", "10 - 20", "C-101"])(
  "%s says no points",
  (text) => expect(WrittenRating.read(text)).toBeNull(),
);
