// fonts: the letters that a function which writes PDFs carries beside its bundle
import files from "../packages/core/src/document/font-files.json";

export const beside = {
  copyFiles: Object.values(files)
    .flat()
    .map((file) => ({
      from: `node_modules/${file}`,
      to: `node_modules/${file}`,
    })),
};

export * as Fonts from "./fonts";
