/** The request to the controls makes no sense; the message says why. */
export class ControlError extends Error {}
