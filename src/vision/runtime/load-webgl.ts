import type { LoadWebgl } from './backend.ts';

/** As a chunk of the page's bundle. The worker imports a script of its own instead: see src/worker/parts.ts. */
export const loadWebgl: LoadWebgl = () => import('./webgl.ts');
