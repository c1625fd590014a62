import type { Plugin } from 'vite';

/** Keeps Lifesign's static files as they were published, and stops a build that changes one. Needs no option. */
export declare const lifesign: () => Plugin;
