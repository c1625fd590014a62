/** What middleware leaves for the handlers of every family. */
export interface GatewayEnv {
  Variables: {
    requestId: string;
    /** What the log names in place of a path that tells who somebody is. */
    loggedPath?: string;
    /** The client id that the log names. */
    loggedClient?: string;
  };
}
