// names-in: the values and marks that a message names, wherever they stand in it
import {
  type MessageFormatElement,
  parse,
} from "@formatjs/icu-messageformat-parser";

function values(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    const own = "value" in element && element.type !== 0 ? [element.value] : [];
    const inside =
      "options" in element
        ? Object.values(element.options).flatMap(({ value }) => values(value))
        : "children" in element
          ? values(element.children)
          : [];
    return [...own, ...inside];
  });
}

/** Without `b`, which every message may use. */
export const namesIn = (message: string) =>
  [...new Set(values(parse(message)))].filter((name) => name !== "b").sort();
