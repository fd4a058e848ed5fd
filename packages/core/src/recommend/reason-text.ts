// reason-text: why a product is recommended, in words
const list = (names: string[], last: string) =>
  names.length < 2
    ? (names[0] ?? "")
    : `${names.slice(0, -1).join(", ")} ${last} ${names.at(-1)}`;

/** Products of the history spoke for it. */
export const chosen = (names: string[]) =>
  names.length === 0
    ? { en: "Fits what was chosen before.", zh: "与以往的选择相符。" }
    : {
        en: `Customers with ${list(names, "and")} often choose it.`,
        zh: `选择过${names.join("、")}的客户常会选择它。`,
      };

/** The order of the history spoke for it. */
export const followed = (names: string[]) =>
  names.length === 0
    ? chosen(names)
    : {
        en: `Often follows ${list(names, "and")}.`,
        zh: `常在${names.join("、")}之后被选择。`,
      };

/** How many customers, of a segment or of all, chose it. */
export const popular = (customers: number, segment?: string) => ({
  because: [],
  en: segment
    ? `Chosen by ${customers} customers of ${segment}.`
    : `Chosen by ${customers} customers.`,
  zh: segment
    ? `${segment}中有${customers}位客户选择了它。`
    : `有${customers}位客户选择了它。`,
});
