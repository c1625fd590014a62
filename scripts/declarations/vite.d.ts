import type { Plugin } from 'vite';

/** Keeps Lifesign's static files unchanged, and stops a build that changes one. Has no options. */
export declare const lifesign: () => Plugin;
