/**
 * Whether a key belongs to an input method (Chinese, Japanese, Korean, …) that is composing text. Safari ends the
 * composition before the key that ended it: only the code 229 tells.
 */
export function isComposing(event: KeyboardEvent): boolean {
  // oxlint-disable-next-line typescript/no-deprecated -- nothing has taken its place here
  return event.isComposing || event.keyCode === 229
}
