// end-with-parent: preloaded in every child; a child whose parent is gone, even by a kill, ends too
process.once("disconnect", () => process.exit(1));
process.channel?.unref();
