/** Stands for the copy that the SDK makes of each request and answer for its log. The app has no log. */
export const redactSensitiveParams = (): string => ''
