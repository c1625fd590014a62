/** What `scripts/custom-elements.ts` has analysed: the element, what it inherits, and no other class. */
export default {
  globs: ['src/ui/lifesign-selfie.ts', 'src/ui/flow-element.ts'],
  outdir: '.cache/custom-elements',
  litelement: true,
  // The analyzer would write the path of its own output into package.json.
  packagejson: false,
  quiet: true,
};
