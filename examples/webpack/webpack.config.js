import { copyFileSync } from 'node:fs';

export default {
  mode: 'production',
  plugins: [
    { apply: (compiler) => compiler.hooks.done.tap('html', () => copyFileSync('index.html', 'dist/index.html')) },
  ],
};
