/** The SDK's version as it goes into the evidence; a test keeps it equal to the package's. */
export const SDK_VERSION = '0.1.0';
