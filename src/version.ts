/** The SDK's version in the evidence; a test compares it with the package's. */
export const SDK_VERSION = '0.1.0';
