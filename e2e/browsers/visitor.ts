/** A browser with one page, whichever browser it is. */
export interface Visitor extends AsyncDisposable {
  /** The browser's name and version, e.g. `Firefox 140.0`. */
  readonly name: string;
  goto(url: string): Promise<void>;
  /** Runs a function in the page. It must not refer to anything outside itself; argument and result are JSON. */
  run<A, R>(work: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
}
