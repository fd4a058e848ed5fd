// onnxruntime: the part of its npm package that Linux on x86-64 needs, 47 MB of 300
import { readdir, rm } from "node:fs/promises";
import { join, relative } from "node:path";

const kept = [
  /^onnxruntime-common\/(package\.json|dist\/.*)$/,
  /^onnxruntime-node\/(package\.json|dist\/.*)$/,
  /^onnxruntime-node\/bin\/napi-v6\/linux\/x64\/(onnxruntime_binding\.node|libonnxruntime\.so\.1)$/,
];

// Removes every other file of a node_modules folder; its remaining packages serve the install script alone.
export async function prune(modules: string, keptToo: RegExp[] = []) {
  const entries = await readdir(modules, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  const removed = files.filter(
    (file) =>
      ![...kept, ...keptToo].some((path) => path.test(relative(modules, file))),
  );
  await Promise.all(removed.map((file) => rm(file)));
}
