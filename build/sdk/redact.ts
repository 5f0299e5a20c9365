/** What the SDK writes of a request or an answer to its log, of which there is none: making it takes longer than all the rest. */
export const redactSensitiveParams = (): string => ''
