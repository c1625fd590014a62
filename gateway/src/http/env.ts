/** Values that middleware sets for the handlers of every family. */
export interface GatewayEnv {
  Variables: {
    requestId: string;
    /** Logged instead of a path that contains a person's id. */
    loggedPath?: string;
    /** The client id that the log names. */
    loggedClient?: string;
  };
}
