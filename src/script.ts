/** Everything of `lifesign` and `lifesign/define` for pages without modules: one script, with the global `Lifesign`. */
export * from './index.ts';
export { defined } from './define.ts';
