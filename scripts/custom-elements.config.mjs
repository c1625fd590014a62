/** Input of the analyzer for `scripts/custom-elements.ts`: only the element and the class that it inherits from. */
export default {
  globs: ['src/ui/lifesign-selfie.ts', 'src/ui/flow-element.ts'],
  outdir: '.cache/custom-elements',
  litelement: true,
  // The analyzer would write the path of its own output into package.json.
  packagejson: false,
  quiet: true,
};
