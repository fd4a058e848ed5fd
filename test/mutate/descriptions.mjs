// descriptions: leaves out of the count what only describes a schema to people, the texts of .describe()
export const strykerPlugins = [
  {
    kind: "Ignore",
    name: "descriptions",
    value: {
      shouldIgnore({ listKey, parentPath }) {
        const call = listKey === "arguments" ? parentPath.node : undefined;
        if (call?.callee?.property?.name === "describe")
          return "It only describes a schema to people.";
      },
    },
  },
];
