/** A browser with one page, whichever browser it is. */
export interface Visitor extends AsyncDisposable {
  /** As the browser calls itself, e.g. `Firefox 140.0`. */
  readonly name: string;
  goto(url: string): Promise<void>;
  /** Runs a function in the page. It refers to nothing outside of itself; what goes in and comes out is JSON. */
  run<A, R>(work: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
}
